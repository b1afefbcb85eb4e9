import { comparePolish, foldPolish } from '../format.ts';
import { lessonPath, type Course, type Source } from './course.ts';
import { stemPolish } from './polish-stem.ts';

/** One term, as `slownik.md` explains it. */
export interface GlossaryEntry {
	/** Unique, lower-case letters, digits and hyphens; never changes once published. */
	id: string;
	term: string;
	abbreviation: string | null;
	/** Definition: rendered, cleaned, ready to show. */
	html: string;
	/** The same without markup. */
	text: string;
	english: string | null;
	ukrainian: string | null;
	sources: GlossarySource[];
}

export type GlossarySource = Pick<Source, 'id' | 'title' | 'address'>;

/** Terms that all courses share. */
export interface Glossary {
	title: string;
	/** What stands before the terms: rendered, cleaned. */
	html: string;
	/** YYYY-MM-DD */
	lawAsOf: string;
	/** YYYY-MM-DD */
	reviewBy: string;
	sources: GlossarySource[];
	/** In Polish order of terms. */
	entries: GlossaryEntry[];
}

/** The id of an explanation, on a page of a lesson and of the glossary, and of the place in a text that leads there. */
export const termAnchor = (id: string) => `pojecie-${id}`;
export const wordAnchor = (id: string) => `slowo-${id}`;

export interface Letter {
	letter: string;
	entries: GlossaryEntry[];
}

/** Entries under their first letters: Ł after L, a quotation mark is no letter. */
export function byLetter(entries: GlossaryEntry[]): Letter[] {
	const letters: Letter[] = [];
	for (const entry of [...entries].sort((a, b) => comparePolish(nameOf(a), nameOf(b)))) {
		const letter = nameOf(entry).charAt(0).toLocaleUpperCase('pl');
		if (letters.at(-1)?.letter === letter) letters.at(-1)!.entries.push(entry);
		else letters.push({ letter, entries: [entry] });
	}
	return letters;
}

const nameOf = ({ term }: GlossaryEntry) => term.replace(/^[^\p{L}\d]+/u, '');

export interface TermPlace {
	title: string;
	path: string;
}

/** Lessons in which each term is marked, by its id, in reading order. */
export function findTermPlaces(courses: Course[]): Map<string, TermPlace[]> {
	const places = new Map<string, TermPlace[]>();
	for (const course of courses) {
		for (const lesson of course.lessons) {
			for (const { id } of lesson.terms) {
				const place = { title: lesson.shortTitle, path: `${lessonPath(course, lesson)}#${wordAnchor(id)}` };
				places.set(id, [...(places.get(id) ?? []), place]);
			}
		}
	}
	return places;
}

const WORD = /[\p{L}\d]+/gu;
const MAX_WORDS = 10;

/** Entries with all these words, in any form, in the name, its equivalents or the definition. */
export function findEntries(entries: GlossaryEntry[], typed: string): GlossaryEntry[] {
	const wanted = (typed.slice(0, 200).match(WORD) ?? []).slice(0, MAX_WORDS);
	if (wanted.length === 0) return entries;
	return entries.filter(({ term, abbreviation, english, ukrainian, text }) => {
		const words = [term, abbreviation, english, ukrainian, text].join(' ').match(WORD) ?? [];
		return wanted.every((wish) =>
			words.some((word) => stemPolish(word) === stemPolish(wish) || foldPolish(word).startsWith(foldPolish(wish)))
		);
	});
}
