import type { Db, Trx } from '#lib/server/db/db.ts';
import type { Attempt } from '#lib/server/db/schema.ts';
import { isBetter } from '../grade.ts';

type ScoredAttempt = Omit<Attempt, 'policy'>;

/** What a change of one attempt's score means for its person's result of the quiz. */
export interface QuizOutcome {
	/** Without a score when it was never graded. */
	before: ScoredAttempt;
	/** Graded. */
	after: ScoredAttempt;
	now: Date;
}

interface Score {
	/** Hundredths of a point. */
	score: number;
	maxScore: number;
}

/**
 * Puts a graded attempt into the person's result of the quiz: the best score, that of the last try, and the first pass.
 * Attempts may be graded in another order than they were made, and once more later. What the result remembers of
 * attempts that are no longer stored stays in it; a pass goes only with the attempt that it came from.
 */
export async function recordQuizResult(trx: Trx, { before, after, now }: QuizOutcome): Promise<void> {
	const known = await lockResult(trx, after);
	const others = known ? await listOtherScores(trx, after) : [];
	const own = scoreOf(after);
	const isLast = others.every(({ number }) => number < after.number);
	const result = {
		gradedCount: (known?.gradedCount ?? 0) + (before.score === null ? 1 : 0),
		...bestOf([...rememberedBest(known, before), ...others.map(scoreOf), own]),
		lastScore: isLast ? own.score : (known?.lastScore ?? own.score),
		lastMaxScore: isLast ? own.maxScore : (known?.lastMaxScore ?? own.maxScore),
		passedAt: passedAtOf(known?.passedAt ?? null, others, { before, after, now })
	};
	await trx
		.updateTable('quizResult')
		.set(result)
		.where('userAccountId', '=', after.userAccountId)
		.where('courseSlug', '=', after.courseSlug)
		.where('quizSlug', '=', after.quizSlug)
		.execute();
}

const NO_RESULT = {
	gradedCount: 0,
	bestScore: 0,
	bestMaxScore: 0,
	lastScore: null,
	lastMaxScore: null,
	passedAt: null
};

/**
 * Makes changes of one person's result wait for each other, the first ones too.
 * @returns undefined: there was none yet
 */
async function lockResult(trx: Trx, { userAccountId, courseSlug, quizSlug }: ScoredAttempt) {
	const row = await trx
		.insertInto('quizResult')
		.values({ userAccountId, courseSlug, quizSlug, ...NO_RESULT })
		.onConflict((conflict) =>
			conflict
				.columns(['userAccountId', 'courseSlug', 'quizSlug'])
				.doUpdateSet((eb) => ({ gradedCount: eb.ref('quizResult.gradedCount') }))
		)
		.returningAll()
		.executeTakeFirstOrThrow();
	return row.gradedCount === 0 ? undefined : row;
}

const scoreOf = ({ score, maxScore }: Pick<Attempt, 'score' | 'maxScore'>): Score => ({
	score: score ?? 0,
	maxScore: maxScore ?? 0
});

/** The best so far, unless it is the very score that this attempt no longer has. */
function rememberedBest(known: { bestScore: number; bestMaxScore: number } | undefined, before: ScoredAttempt) {
	if (!known) return [];
	const best = { score: known.bestScore, maxScore: known.bestMaxScore };
	const isOwn = best.score === before.score && best.maxScore === before.maxScore;
	return isOwn ? [] : [best];
}

function bestOf(scores: Score[]): { bestScore: number; bestMaxScore: number } {
	const best = scores.reduce((best, score) => (isBetter(score, best) ? score : best));
	return { bestScore: best.score, bestMaxScore: best.maxScore };
}

function passedAtOf(
	known: string | null,
	others: { isPassed: number | null; closedAt: string | null }[],
	{ before, after, now }: QuizOutcome
): string | null {
	const closedAt = after.closedAt ?? now.toISOString();
	if (after.isPassed === 1) return known !== null && known < closedAt ? known : closedAt;
	const isOwn = before.isPassed === 1 && known !== null && known >= after.startedAt;
	if (!isOwn) return known;
	return others.find(({ isPassed }) => isPassed === 1)?.closedAt ?? null;
}

/** The person's other graded attempts at the quiz, the oldest first. */
function listOtherScores(trx: Trx, { userAccountId, courseSlug, quizSlug, number }: ScoredAttempt) {
	return trx
		.selectFrom('attempt')
		.select(['number', 'score', 'maxScore', 'isPassed', 'closedAt'])
		.where('userAccountId', '=', userAccountId)
		.where('courseSlug', '=', courseSlug)
		.where('quizSlug', '=', quizSlug)
		.where('number', '!=', number)
		.where('score', 'is not', null)
		.orderBy('number')
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
