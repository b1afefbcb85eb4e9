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
	/** In the right order. */
	items: string[];
}

export interface MatchingContent extends CommonContent {
	type: 'matching';
	leftHeader: string;
	rightHeader: string;
	pairs: { left: string; right: string }[];
	/** Right sides that belong to nothing. */
	distractors: string[];
}

/** A question whole, key included: what a revision keeps and a browser never receives before feedback is due. */
export type QuestionContent = ChoiceContent | NumberContent | TextContent | OrderingContent | MatchingContent;
export type QuestionType = QuestionContent['type'];

/**
 * What a learner answered, in terms of the content, not of the order shown.
 * single, trueFalse: index of the choice; multiple: indexes, ascending; number, text: as typed;
 * ordering: item indexes from first to last; matching: for each pair the index of the right side (pairs first, then
 * distractors) or null.
 */
export type AnswerValue = number | number[] | string | (number | null)[];
