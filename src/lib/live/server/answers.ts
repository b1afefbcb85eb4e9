import { notFound } from '#lib/errors.ts';
import { readPracticeAnswer } from '#lib/quizzes/practice-answer.ts';
import type { AnswerValue, QuestionContent } from '#lib/quizzes/question.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { takesAnswers } from '../live-session.ts';
import { loadLiveQuestion } from './live-question.ts';
import { oldestRunning, toSession, type LiveSession } from './sessions.ts';

/** A session of a group somebody learns in; anyone else's counts as not found. */
export async function getSessionOfLearner(
	db: Db,
	personId: string,
	sessionId: string,
	now: Date
): Promise<LiveSession> {
	const row = await db
		.selectFrom('liveSession as s')
		.innerJoin('membership as m', 'm.learnerGroupId', 's.learnerGroupId')
		.selectAll('s')
		.where('s.id', '=', sessionId)
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner')
		.executeTakeFirstOrThrow(() => notFound('quiz na żywo'));
	return toSession(row, now);
}

/** What runs at the moment in the groups somebody learns in. */
export async function listSessionsOfLearner(
	db: Db,
	personId: string,
	now: Date
): Promise<{ id: string; courseSlug: string; groupName: string }[]> {
	return db
		.selectFrom('membership as m')
		.innerJoin('liveSession as s', 's.learnerGroupId', 'm.learnerGroupId')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.select(['s.id', 's.courseSlug', 'g.name as groupName'])
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner')
		.where('s.openedAt', '>=', oldestRunning(now))
		.where('s.state', '!=', 'ended')
		.orderBy('s.openedAt', 'desc')
		.execute();
}

export type AnswerOutcome =
	| { state: 'saved' }
	/** The question was paused, revealed or left meanwhile. */
	| { state: 'late' }
	/** What to mend. */
	| { state: 'refused'; message: string };

/**
 * Keeps somebody's answer to the question of the moment; the last one counts, and the same one twice is one.
 * @param answer.position the question the page showed
 * @param answer.given takes the answer out of the form
 */
export async function saveLiveAnswer(
	db: Db,
	personId: string,
	sessionId: string,
	answer: { position: number; given: (content: QuestionContent, order: number[]) => unknown },
	now: Date
): Promise<AnswerOutcome> {
	return inTransaction(db, async (trx) => {
		const session = await getSessionOfLearner(trx, personId, sessionId, now);
		const question = session.questions[session.position];
		if (!question || answer.position !== session.position || !takesAnswers(session)) return { state: 'late' };
		const content = await loadLiveQuestion(trx, question);
		const read = readPracticeAnswer(content, question.order, answer.given(content, question.order));
		if (read.message !== undefined) return { state: 'refused', message: read.message };
		const kept = { value: JSON.stringify(read.value), answeredAt: now.toISOString() };
		await trx
			.insertInto('liveAnswer')
			.values({ liveSessionId: sessionId, position: session.position, userAccountId: personId, ...kept })
			.onConflict((conflict) => conflict.columns(['liveSessionId', 'position', 'userAccountId']).doUpdateSet(kept))
			.execute();
		return { state: 'saved' };
	});
}

/** Somebody's answer to the question of the moment. */
export async function findLiveAnswer(
	db: Db,
	personId: string,
	session: Pick<LiveSession, 'id' | 'position'>
): Promise<AnswerValue | undefined> {
	const row = await db
		.selectFrom('liveAnswer')
		.select('value')
		.where('liveSessionId', '=', session.id)
		.where('position', '=', session.position)
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	return row && (JSON.parse(row.value) as AnswerValue);
}

/** All answers to the question of the moment, without whose they are. */
export async function listValues(db: Db, session: Pick<LiveSession, 'id' | 'position'>): Promise<AnswerValue[]> {
	const rows = await db
		.selectFrom('liveAnswer')
		.select('value')
		.where('liveSessionId', '=', session.id)
		.where('position', '=', session.position)
		.execute();
	return rows.map(({ value }) => JSON.parse(value) as AnswerValue);
}
