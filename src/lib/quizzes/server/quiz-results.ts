import type { Db, Trx } from '#lib/server/db/db.ts';
import { isBetter } from '../grade.ts';

export interface QuizOutcome {
	personId: string;
	courseSlug: string;
	quizSlug: string;
	/** Hundredths of a point. */
	score: number;
	maxScore: number;
	isPassed: boolean;
	now: Date;
}

/**
 * Adds a graded attempt to the person's result of the quiz: the best score stays, the last one is kept beside it, a
 * pass is never taken back. At most one attempt at a quiz is open, so two never arrive at once.
 */
export async function recordQuizResult(trx: Trx, outcome: QuizOutcome): Promise<void> {
	const { personId, courseSlug, quizSlug, score, maxScore, now } = outcome;
	const before = await trx
		.selectFrom('quizResult')
		.selectAll()
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.where('quizSlug', '=', quizSlug)
		.executeTakeFirst();

	const best = before && { score: before.bestScore, maxScore: before.bestMaxScore };
	const isNewBest = !best || isBetter({ score, maxScore }, best);
	const result = {
		gradedCount: (before?.gradedCount ?? 0) + 1,
		bestScore: isNewBest ? score : best.score,
		bestMaxScore: isNewBest ? maxScore : best.maxScore,
		lastScore: score,
		lastMaxScore: maxScore,
		passedAt: before?.passedAt ?? (outcome.isPassed ? now.toISOString() : null)
	};
	await trx
		.insertInto('quizResult')
		.values({ userAccountId: personId, courseSlug, quizSlug, ...result })
		.onConflict((conflict) => conflict.columns(['userAccountId', 'courseSlug', 'quizSlug']).doUpdateSet(result))
		.execute();
}

/** The person's best result of a quiz; undefined: never graded. */
export function findQuizResult(
	db: Db,
	{ personId, courseSlug, quizSlug }: { personId: string; courseSlug: string; quizSlug: string }
) {
	return db
		.selectFrom('quizResult')
		.selectAll()
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.where('quizSlug', '=', quizSlug)
		.executeTakeFirst();
}
