import { gradeItem, isPassed, maxScoreOfItem, type GradedItem } from '#lib/quizzes/grade.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import { instantiate } from '#lib/quizzes/types/calculated/instantiate.ts';
import type { RegradeTable } from '#lib/server/db/tables/questions.ts';
import type { Flag } from '#lib/server/db/tables/values.ts';

export type RegradePolicy = RegradeTable['policy'];

/** How a scored attempt stands, and one item in it; hundredths of a point. */
export interface Standing {
	itemScore: number;
	score: number;
	maxScore: number;
	/** null: there is nothing to pass. */
	isPassed: Flag | null;
}

export interface Judging {
	policy: RegradePolicy;
	/** The question with the right key; null where it is void. */
	key: AuthoredContent | null;
}

/** A scored attempt as far as its judging goes. */
export interface Judged {
	item: GradedItem;
	/** The values drawn for a calculated question; null: it has none. */
	variables: Record<string, string> | null;
	standing: Standing;
	/** null: there is nothing to pass. */
	passingPercent: number | null;
}

/** What a policy makes of an item: what voids it, null for a key put right. */
export const voidedBy = (policy: RegradePolicy): 'full' | 'none' | null =>
	policy === 'full' || policy === 'none' ? policy : null;

/**
 * How an attempt would stand after a regrade: exact whole numbers, the other items as they are.
 * @returns null: it stays as it is, because it would lose and the policy is `upwards`
 */
export function judge(
	{ item, variables, standing, passingPercent }: Judged,
	{ policy, key }: Judging
): Standing | null {
	const right = key ? instantiate(key, variables) : item.content;
	const changed = { ...item, key: right, voided: voidedBy(policy) };
	const itemScore = gradeItem(changed) ?? standing.itemScore;
	if (policy === 'upwards' && itemScore < standing.itemScore) return null;
	const score = standing.score - standing.itemScore + itemScore;
	const maxScore = standing.maxScore - maxScoreOfItem(item) + maxScoreOfItem(changed);
	const passes = isPassed(score, maxScore, passingPercent);
	return { itemScore, score, maxScore, isPassed: passes === null ? null : passes ? 1 : 0 };
}

/** Whether a result reads otherwise than before. */
export const isChanged = (before: Omit<Standing, 'itemScore'>, after: Omit<Standing, 'itemScore'>): boolean =>
	before.score !== after.score || before.maxScore !== after.maxScore || before.isPassed !== after.isPassed;
