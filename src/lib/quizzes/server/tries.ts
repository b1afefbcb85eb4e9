import type { OpenRenewal } from '#lib/certificates/server/renew.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { QuizOfPerson } from './attempts.ts';

/**
 * How many more times the person may try a quiz; null: without limit. While a certificate may be renewed, the tries made
 * for the old one no longer count: otherwise whoever used them up could never renew. A pretest is taken once in a life.
 */
export async function countTriesLeft(
	db: Db,
	of: Omit<QuizOfPerson, 'now'>,
	{ usedTries, renewal }: { usedTries: number; renewal: OpenRenewal | undefined }
): Promise<number | null> {
	const limit = of.quiz.attemptsLimit;
	if (limit === null) return null;
	const isCountedAfresh = renewal !== undefined && of.quiz.kind !== 'pretest';
	return Math.max(0, limit - (isCountedAfresh ? await countTriesSince(db, of, renewal.since) : usedTries));
}

async function countTriesSince(
	db: Db,
	{ personId, course, quiz }: Omit<QuizOfPerson, 'now'>,
	since: string
): Promise<number> {
	const { count } = await db
		.selectFrom('attempt')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.where('quizSlug', '=', quiz.slug)
		.where('startedAt', '>=', since)
		.executeTakeFirstOrThrow();
	return Number(count);
}
