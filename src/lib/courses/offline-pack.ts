import type { QuestionContent } from '../quizzes/question.ts';

/** A question of a practice quiz as visitors see it, key included: it is checked where there is no server. */
export interface OfflineQuestion {
	content: QuestionContent;
	optionOrder: number[];
}

/** What a browser needs to save a course; tests are no part of it. */
export interface OfflinePack {
	slug: string;
	title: string;
	/** Which edition this is. */
	revision: string;
	/** Addresses of the course and of its lessons, in their order, with the name of each. */
	pages: { path: string; title: string }[];
	/** Other ways to read the lessons, by address. */
	variants: string[];
	/** Practice, by the address of the lesson it lies beside. */
	practice: Record<string, OfflineQuestion[]>;
}

/** A pack as the browser keeps it. */
export interface SavedCourse extends OfflinePack {
	/** In bytes. */
	size: number;
}
