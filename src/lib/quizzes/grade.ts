import { isAnswered, rightSides } from './answer-value.ts';
import { isWithin, parseDecimal, type Decimal } from './decimal.ts';
import { foldText } from './fold-text.ts';
import type { AnswerValue, ChoiceContent, QuestionContent } from './question.ts';

/** What a question is worth, in hundredths of a point. */
export const maxScoreOf = (content: QuestionContent): number => content.points * 100;

/**
 * The grading rule, in whole hundredths of a point, always rounded down:
 * - one choice, true/false, number and short text: everything or nothing;
 * - several choices: (right ones chosen − wrong ones chosen) / right ones, never below zero;
 * - ordering: the share of items that stand in their place;
 * - matching: the share of rows with their right side (equal right sides are interchangeable).
 * No answer is worth nothing.
 */
export function gradeAnswer(content: QuestionContent, value: AnswerValue | undefined): number {
	if (!isAnswered(value)) return 0;
	const { won, of } = shareWon(content, value);
	const whole = maxScoreOf(content) * won;
	return (whole - (whole % of)) / of;
}

function shareWon(content: QuestionContent, value: AnswerValue): { won: number; of: number } {
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return allOrNothing(content.choices[value as number]?.isRight === true);
		case 'multiple':
			return choicesWon(content, value as number[]);
		case 'number':
			return allOrNothing(isRightNumber(content, value as string));
		case 'text': {
			const given = foldText(value as string);
			return allOrNothing(content.accepted.some((accepted) => foldText(accepted) === given));
		}
		case 'ordering': {
			const order = value as number[];
			const won = content.items.filter((item, place) => content.items[order[place] ?? -1] === item).length;
			return { won, of: content.items.length };
		}
		case 'matching': {
			const sides = rightSides(content);
			const chosen = value as (number | null)[];
			const won = content.pairs.filter((pair, row) => sides[chosen[row] ?? -1] === pair.right).length;
			return { won, of: content.pairs.length };
		}
	}
}

const allOrNothing = (isRight: boolean) => ({ won: isRight ? 1 : 0, of: 1 });

function choicesWon(content: ChoiceContent, chosen: number[]) {
	const of = content.choices.filter((choice) => choice.isRight).length;
	const right = chosen.filter((index) => content.choices[index]?.isRight).length;
	return { won: Math.max(0, right - (chosen.length - right)), of: Math.max(1, of) };
}

function isRightNumber(content: { value: string; tolerance: string }, given: string): boolean {
	const read = parseDecimal(given);
	return read !== null && isWithin(read.number, decimalOf(content.value), decimalOf(content.tolerance));
}

function decimalOf(text: string): Decimal {
	const read = parseDecimal(text);
	if (!read) throw new Error(`The key is not a number: ${text}`);
	return read.number;
}

export interface GradedItem {
	content: QuestionContent;
	value: AnswerValue | undefined;
}

/** The score of a whole attempt: each item's in its place, their sum, and what could be had. */
export function gradeAttempt(items: GradedItem[]): { scores: number[]; score: number; maxScore: number } {
	const scores = items.map((item) => gradeAnswer(item.content, item.value));
	return {
		scores,
		score: scores.reduce((sum, score) => sum + score, 0),
		maxScore: items.reduce((sum, item) => sum + maxScoreOf(item.content), 0)
	};
}

/** Whether the score reaches the threshold, in whole numbers: 59,99% is not 60%. null: there is nothing to pass. */
export function isPassed(score: number, maxScore: number, passingPercent: number | null): boolean | null {
	return passingPercent === null ? null : score * 100 >= maxScore * passingPercent;
}

/** Whether a result is better than another, compared as exact fractions. */
export function isBetter(a: { score: number; maxScore: number }, b: { score: number; maxScore: number }): boolean {
	return a.score * b.maxScore > b.score * a.maxScore;
}
