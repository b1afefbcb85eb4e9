import { isAnswered } from './answer-value.ts';
import type { AnswerValue, QuestionContent } from './question.ts';
import { kindOf } from './types/registry.ts';

/** What a question is worth, in hundredths of a point. */
export const maxScoreOf = (content: Pick<QuestionContent, 'points'>): number => content.points * 100;

/**
 * The grading rule, in whole hundredths of a point, always rounded down: the share of the points that the type of
 * question says (`shareWon` in `types/`, told to authors in their guide).
 * No answer is worth nothing.
 */
export function gradeAnswer(content: QuestionContent, value: AnswerValue | undefined): number {
	if (!isAnswered(value)) return 0;
	const { won, of } = kindOf(content).shareWon(content, value);
	const whole = maxScoreOf(content) * won;
	return (whole - (whole % of)) / of;
}

export interface GradedItem {
	content: QuestionContent;
	value: AnswerValue | undefined;
	/** The revision whose key counts, where it was put right; absent: the content's own. */
	key?: QuestionContent;
	/** Taken out of the score: worth all its points to everybody, or nothing and out of the maximum. */
	voided?: 'full' | 'none' | null;
	/** What is stored: for an answer that people mark it is their mark, null until there is one. */
	score?: number | null;
}

/** Whether an answer is worth what people say: only once there is one, and never where it carries no points. */
export const isMarkedByPeople = ({ content, value }: GradedItem): boolean =>
	'criteria' in content && content.points > 0 && isAnswered(value);

/**
 * The score of a whole attempt: each item's in its place, their sum, and what could be had. null: waits for a mark, and
 * so does the sum.
 */
export function gradeAttempt(items: GradedItem[]): {
	scores: (number | null)[];
	score: number | null;
	maxScore: number;
} {
	const scores = items.map(gradeItem);
	return {
		scores,
		score: scores.reduce<number | null>((sum, score) => (sum === null || score === null ? null : sum + score), 0),
		maxScore: items.reduce((sum, item) => sum + maxScoreOfItem(item), 0)
	};
}

/** The score of one item; null: it waits for a mark. */
export function gradeItem(item: GradedItem): number | null {
	if (item.voided) return item.voided === 'full' ? maxScoreOf(item.content) : 0;
	if (isMarkedByPeople(item)) return item.score ?? null;
	return gradeAnswer(item.key ?? item.content, item.value);
}

/** What an item adds to what can be had. */
export const maxScoreOfItem = ({ content, voided }: Pick<GradedItem, 'content' | 'voided'>): number =>
	voided === 'none' ? 0 : maxScoreOf(content);

/** Whether the score reaches the threshold, in whole numbers: 59,99% is not 60%. null: there is nothing to pass. */
export function isPassed(score: number, maxScore: number, passingPercent: number | null): boolean | null {
	return passingPercent === null ? null : score * 100 >= maxScore * passingPercent;
}

/** Whether a result is better than another, compared as exact fractions. */
export function isBetter(a: { score: number; maxScore: number }, b: { score: number; maxScore: number }): boolean {
	return a.score * b.maxScore > b.score * a.maxScore;
}
