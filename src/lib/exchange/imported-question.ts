import type { FileType } from '#lib/handins/file-types.ts';
import type { TableGap } from '#lib/quizzes/question.ts';

/** A question of another system in terms of our Markdown: every text is Markdown unless said otherwise. */
export type DraftAnswer =
	| { type: 'choice'; choices: { text: string; isRight: boolean; feedback: string }[] }
	/** Exact decimals as text with a point: `12.5`. */
	| { type: 'number'; value: string; tolerance: string; unit: string | null }
	/** Plain words. */
	| { type: 'text'; accepted: string[] }
	/** Plain words, in the right order. */
	| { type: 'ordering'; items: string[] }
	/** Plain words. */
	| {
			type: 'matching';
			leftHeader: string;
			rightHeader: string;
			pairs: { left: string; right: string }[];
			distractors: string[];
	  }
	/** Plain words. */
	| { type: 'categorize'; categories: string[]; items: { text: string; category: number }[] }
	/** One piece more than gaps; options are plain words. */
	| { type: 'inlineChoice'; pieces: string[]; gaps: { options: string[]; right: number }[] }
	/** A cell is one line of Markdown or the index of a gap; headers are plain words. */
	| { type: 'tableFill'; headers: string[]; rows: ({ text: string } | { gap: number })[][]; gaps: TableGap[] }
	/** Values stand in the texts of the question as `{{cena = 1..3}}`; tolerance is an exact decimal. */
	| { type: 'calculated'; formula: string; tolerance: string; unit: string | null }
	| {
			type: 'open';
			criteria: DraftCriterion[];
			modelAnswer: string;
			/** Signs. */
			longest: number | null;
	  }
	| { type: 'file'; criteria: DraftCriterion[]; modelAnswer: string; accept: FileType[]; megabytes: number };

export interface DraftCriterion {
	/** Plain words. */
	name: string;
	points: number;
	description: string;
}

/** Answers that a person marks: they stand in a test, never in a bank. */
export const isMarked = (answer: DraftAnswer): answer is Extract<DraftAnswer, { type: 'open' | 'file' }> =>
	answer.type === 'open' || answer.type === 'file';

/** What became of a part of a question. */
export interface ImportNote {
	/** `missing`: ours asks for what the file had not; nothing of the file was lost. */
	kind: 'changed' | 'dropped' | 'missing';
	/** A Polish sentence: what, and why. */
	text: string;
}

export interface ImportedQuestion {
	/** Where it stands in the file, in words: „pytanie 3, wiersz 41”. */
	place: string;
	/** What it was called there; may be empty. */
	name: string;
	/** Proposed `{#…}`: a slug, not yet looked at beside others. */
	id: string;
	topic: string | null;
	tags: string[];
	/** One line of inline Markdown. */
	title: string;
	body: string;
	/** Whole, from 1 to 100. */
	points: number;
	explanation: string;
	/** Null when the question was dropped; then a note says why. */
	answer: DraftAnswer | null;
	notes: ImportNote[];
}

/** A picture that goes into the folder beside the questions. */
export interface ImportedPicture {
	/** Of the file beside the questions: `obrazek-1f3a09c2.png`. */
	name: string;
	contentType: string;
	base64: string;
}

export interface ImportedFile {
	/** What the file was read as: „Moodle XML”. */
	format: string;
	questions: ImportedQuestion[];
	pictures: ImportedPicture[];
	/** About the file as a whole. */
	notes: ImportNote[];
}
