interface CommonContent {
	/** The question's text without markup. */
	title: string;
	titleHtml: string;
	/** Paragraphs and pictures below the title; may be empty. */
	bodyHtml: string;
	/** Whole points. */
	points: number;
	explanationHtml: string;
}

export interface Choice {
	html: string;
	isRight: boolean;
	feedbackHtml: string | null;
}

export interface ChoiceContent extends CommonContent {
	type: 'single' | 'multiple' | 'trueFalse';
	choices: Choice[];
}

export interface NumberContent extends CommonContent {
	type: 'number';
	/** Exact decimals as text with a point: `12.5`. */
	value: string;
	tolerance: string;
	unit: string | null;
}

export interface TextContent extends CommonContent {
	type: 'text';
	/** As the author wrote them; compared after folding. */
	accepted: string[];
}

export interface OrderingContent extends CommonContent {
	type: 'ordering';
	/** In the right order, as the author wrote them. */
	items: string[];
	/** Where the key was put right: the indexes of the items from first to last. Answers go on meaning the same. */
	rightOrder?: number[];
}

export interface MatchingContent extends CommonContent {
	type: 'matching';
	leftHeader: string;
	rightHeader: string;
	pairs: { left: string; right: string }[];
	/** Right sides that belong to nothing. */
	distractors: string[];
	/** Where the key was put right: for each pair the index of its right side. Answers go on meaning the same. */
	rightSides?: number[];
}

export interface CategorizeContent extends CommonContent {
	type: 'categorize';
	categories: string[];
	/** In file order; `category` is an index into `categories`. */
	items: { text: string; category: number }[];
}

export interface InlineChoiceContent extends CommonContent {
	type: 'inlineChoice';
	/** Inline HTML around the gaps: one piece more than there are gaps. */
	pieces: string[];
	/** Plain words to choose from; `right` is an index into `options`. */
	gaps: { options: string[]; right: number }[];
}

/** What a cell of a table asks for. */
export type TableGap =
	{ kind: 'number'; value: string; tolerance: string; unit: string | null } | { kind: 'text'; accepted: string[] };

export interface TableFillContent extends CommonContent {
	type: 'tableFill';
	headers: string[];
	rows: ({ html: string } | { gap: number })[][];
	/** In the order of the table, row by row. */
	gaps: TableGap[];
}

/** A template: `instantiate` makes a number question of it. `{{…}}` stands in the texts where values come. */
export interface CalculatedContent extends CommonContent {
	type: 'calculated';
	/** Exact decimals as text with a point; values are `from`, `from + step`… up to `to`. */
	variables: { name: string; from: string; to: string; step: string }[];
	/** An expression of the variables, as the author wrote it. */
	formula: string;
	/** Places after the point to which the key is rounded, half away from zero. */
	decimals: number;
	tolerance: string;
	unit: string | null;
}

/** What people mark an answer by; the points of the question are the sum of those of its criteria. */
export interface Criterion {
	name: string;
	points: number;
	descriptionHtml: string;
}

export interface OpenContent extends CommonContent {
	type: 'open';
	criteria: Criterion[];
	modelAnswerHtml: string;
	/** In characters. */
	longest: number;
}

export interface FileContent extends CommonContent {
	type: 'file';
	criteria: Criterion[];
	modelAnswerHtml: string;
	/** Endings of names, without a dot. */
	accept: string[];
	megabytes: number;
}

export interface CaseChoice {
	html: string;
	points: number;
	consequenceHtml: string;
	lawHtml: string | null;
	/** Index of the node it leads to; null: the case ends here. */
	to: number | null;
}

/** A tree of decisions; the first node is where it begins. */
export interface CaseContent extends CommonContent {
	type: 'case';
	nodes: { id: string; html: string; choices: CaseChoice[] }[];
}

/** A question that can be answered whole, key included: what a browser never receives before feedback is due. */
export type QuestionContent =
	| ChoiceContent
	| NumberContent
	| TextContent
	| OrderingContent
	| MatchingContent
	| CategorizeContent
	| InlineChoiceContent
	| TableFillContent
	| OpenContent
	| FileContent
	| CaseContent;

/** A question as its author wrote it: what a revision keeps. A calculated one is made answerable by `instantiate`. */
export type AuthoredContent = QuestionContent | CalculatedContent;
export type QuestionType = AuthoredContent['type'];

/**
 * What a learner answered, in terms of the content, not of the order shown.
 * single, trueFalse: index of the choice; multiple: indexes, ascending; number, text: as typed;
 * ordering: item indexes from first to last; matching: for each pair the index of the right side (pairs first, then
 * distractors) or null; categorize: for each item the index of its category or null; inlineChoice: for each gap the
 * index of the option or null; tableFill: for each gap as typed; open: as typed; file: the id of a handed file; case: the choices made, from the first node on.
 */
export type AnswerValue = number | string | (number | string | null)[];
