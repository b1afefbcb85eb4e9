import type { AnswerValue, QuestionContent } from '../question.ts';
import type { QuestionFeedbackView } from '../question-view.ts';

/** An answer as a browser sends it: numbers are positions in the order shown, not in the content. */
export type ShownValue = AnswerValue;

export type ReadAnswer = { value: AnswerValue; message?: undefined } | { value?: undefined; message: string };

/** What an answer won of what could be won: an exact fraction, `of` at least 1. */
export interface Share {
	won: number;
	of: number;
}

/** The text of a form's field; empty when there is none. */
export type ReadField = (name: string) => string;

/** Everything that one type of question does its own way; the rest of the platform goes through the registry. */
export interface QuestionKind<Content extends QuestionContent, Value extends AnswerValue> {
	/** Whether an answer may win a part of the points. */
	isPartial: boolean;
	/** The i-th shown option is option `order[i]` of the content; empty where nothing is shuffled. */
	orderOptions(content: Content, shuffle: (indexes: number[]) => number[]): number[];
	/** See `readAnswer`. */
	readAnswer(content: Content, order: number[], given: unknown): ReadAnswer;
	/** The reverse of `readAnswer`. */
	shownValue(content: Content, order: number[], value: Value): ShownValue;
	/** Asked only when there is an answer. */
	shareWon(content: Content, value: Value): Share;
	/** What a plain form holds, ready for `readAnswer`; undefined: the question was left alone. */
	answerInForm(content: Content, order: number[], name: string, text: ReadField): unknown;
	/** Fields of a form by name: the reverse of `answerInForm`. */
	fieldsOf(name: string, shown: ShownValue): Record<string, string>;
	/**
	 * What may be seen before feedback is due, without what all questions have.
	 * @param value a case shows as much as was decided; nothing else depends on it
	 */
	view(content: Content, order: number[], value: Value | undefined): object;
	/** What is told when feedback is due, without what all questions have. */
	feedback(content: Content, order: number[], value: Value | undefined): Partial<QuestionFeedbackView>;
	/** The answer worth all points. */
	rightAnswer(content: Content): Value;
	/** What was answered, part by part: clean HTML for choices, plain words otherwise. */
	answerParts(content: Content, value: Value): string[];
}

export const indexes = (values: readonly unknown[]): number[] => values.map((_, index) => index);
