import type { Language } from '../course.ts';
import type { CompanionFile } from './markdown-tokens.ts';

/** Where a text stands, and what it may lead to. */
export interface MarkdownContext {
	/** The line of the file on which the text begins. */
	firstLine: number;
	/** Titles of questions are the only headings of a quiz; a transcript has none. */
	kind: 'page' | 'quiz' | 'transcript';
	/** Of the labels that the renderer adds. */
	language: Language;
	/** Ids that `[@id]` may name, in the order of the list under the text; undefined while that list is unknown. */
	sources: readonly string[] | undefined;
	/** Addresses of the course's lessons by slug, for `lekcja:slug`. */
	lessons: ReadonlyMap<string, string>;
	/** The file of this name beside the text. */
	findFile(name: string): CompanionFile | undefined;
}
