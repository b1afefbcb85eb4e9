import type { AnswerValue, QuestionContent } from './question.ts';
import { isCaseOver } from './types/case-kind.ts';
import type { ReadAnswer, ShownValue } from './types/question-kind.ts';
import { kindOf } from './types/registry.ts';

export { rightSides } from './types/matching-kind.ts';
export type { ReadAnswer, ShownValue } from './types/question-kind.ts';

/**
 * Checks an answer from outside and turns it into the content's own terms. An empty answer (blank text, no option
 * ticked, `[]` for an order) is allowed and takes the answer back.
 * @param order `optionOrder` of the attempt's item: the i-th shown option is option `order[i]`
 * @returns the value, or a Polish sentence saying what to mend
 */
export const readAnswer = (content: QuestionContent, order: number[], given: unknown): ReadAnswer =>
	kindOf(content).readAnswer(content, order, given);

/** The same answer in the order shown; the reverse of `readAnswer`. */
export const shownValue = (content: QuestionContent, order: number[], value: AnswerValue): ShownValue =>
	kindOf(content).shownValue(content, order, value);

/** Whether a question is done with: a case only once its decisions led to an end. */
export const isFinished = ({ content, value }: { content: QuestionContent; value: AnswerValue | undefined }): boolean =>
	isAnswered(value) && (content.type !== 'case' || isCaseOver(content, value as number[]));

/** Whether there is an answer at all: blank text, nothing ticked and nothing matched count as none. */
export function isAnswered(value: AnswerValue | undefined): value is AnswerValue {
	if (value === undefined) return false;
	if (typeof value === 'number') return true;
	if (typeof value === 'string') return value.trim() !== '';
	return value.some((part) => (typeof part === 'string' ? part.trim() !== '' : part !== null));
}
