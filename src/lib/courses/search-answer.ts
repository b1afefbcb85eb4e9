import type { Language } from './course.ts';

export const MAX_QUERY_LENGTH = 100;
export const MAX_QUERY_WORDS = 8;

/** Plain text in pieces, to be shown one after the other; the found words are marked. */
export type MarkedText = { text: string; isFound: boolean }[];

/** A part of a page in which words were found. */
export interface FoundPlace {
	/** Null: the beginning of the page. */
	heading: MarkedText | null;
	snippet: MarkedText;
	/** Leads to the part, with the place marked by browsers that know text fragments. */
	href: string;
	/** Of another way to read the lesson: its name. */
	variant: string | null;
	language: Language;
}

/** A lesson, course or glossary term with the parts that fit best. */
export interface FoundPage {
	kind: 'lesson' | 'course' | 'term';
	title: MarkedText;
	/** What it belongs to: the course of a lesson. */
	within: string | null;
	href: string;
	language: Language;
	places: FoundPlace[];
}

export interface SearchAnswer {
	/** What was looked for, shortened and without control characters. */
	query: string;
	/** Whether words beyond the limit were left out. */
	isCut: boolean;
	/** Whether the query holds any word that is looked for. */
	hasWords: boolean;
	/** Whether no page holds all the words, so that these hold only some. */
	isPartial: boolean;
	/** What was probably meant; finds something. */
	suggestion: string | null;
	/** Whether nothing was found as typed, so that these are found by the suggestion. */
	isForSuggestion: boolean;
	total: number;
	/** From 1. */
	page: number;
	pageCount: number;
	found: FoundPage[];
}
