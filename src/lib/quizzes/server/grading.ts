import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { updateCompletion } from '#lib/progress/server/completion.ts';
import { takeCorrections } from '#lib/regrading/server/corrections.ts';
import { isUnavailable } from '#lib/server/db/db-errors.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { gradeAttempt, isPassed } from '../grade.ts';
import { getAttemptForPerson, listItems, withPolicy, type AttemptItem, type AttemptOfPerson } from './attempts.ts';
import { recordQuizResult } from './quiz-results.ts';

/** What grading needs besides the attempt: the courses, for completion, and who issues certificates. */
export interface Grading {
	courses: Pick<CourseIndex, 'find'>;
	issuer: string;
	now: Date;
}

/** Answers received in time may still be waiting for their transaction when the time is over. */
const GRACE_MS = 10_000;
const EXPIRED_AT_ONCE = 50;

/**
 * Ends the person's attempt and grades it: answers, scores, result and completion in one transaction. A second time
 * changes nothing and gives the same result. After its time the attempt counts as expired, with what was saved in time.
 * With answers that people mark it is `submitted` until the last mark.
 */
export async function submitAttempt(
	db: Db,
	submit: Grading & { personId: string; attemptId: string }
): Promise<AttemptOfPerson> {
	const { personId, attemptId } = submit;
	return inTransaction(db, async (trx) => {
		await getAttemptForPerson(trx, personId, attemptId);
		await closeAttempt(trx, attemptId, submit);
		return getAttemptForPerson(trx, personId, attemptId);
	});
}

/** Ends the person's attempt if its time is over; to be called wherever an attempt is opened. */
export async function expireIfOverdue(db: Db, attempt: AttemptOfPerson, grading: Grading): Promise<AttemptOfPerson> {
	if (!isOverdue(attempt, grading.now)) return attempt;
	await inTransaction(db, (trx) => closeAttempt(trx, attempt.id, grading));
	return getAttemptForPerson(db, attempt.userAccountId, attempt.id);
}

/**
 * Ends attempts whose time is over, each in its own transaction: a job to run every minute or so.
 * @returns how many it ended
 */
export async function expireOverdue(db: Db, grading: Grading): Promise<number> {
	const overdue = await db
		.selectFrom('attempt')
		.select('id')
		.where('state', '=', 'open')
		.where('deadlineAt', '<', new Date(grading.now.getTime() - GRACE_MS).toISOString())
		.orderBy('deadlineAt')
		.limit(EXPIRED_AT_ONCE)
		.execute();
	let expired = 0;
	for (const { id } of overdue) {
		try {
			if (await inTransaction(db, (trx) => closeAttempt(trx, id, grading))) expired++;
		} catch (error) {
			// One attempt that cannot be graded must not keep the others open.
			if (isUnavailable(error)) throw error;
			console.error(`Attempt ${id} cannot be graded:`, error);
		}
	}
	return expired;
}

/** Whether the time of an open attempt is over, those seconds included that answers need on their way to the disk. */
export function isOverdue(attempt: Pick<AttemptOfPerson, 'state' | 'deadlineAt'>, now: Date): boolean {
	const { state, deadlineAt } = attempt;
	return state === 'open' && deadlineAt !== null && now.getTime() > new Date(deadlineAt).getTime() + GRACE_MS;
}

/**
 * Closes an open attempt and grades it, if nothing in it waits for a mark. Changing the state first takes the attempt's
 * lock: whatever was confirmed before is graded, whatever comes later is late.
 * @returns false when it was closed already
 */
export async function closeAttempt(trx: Trx, attemptId: string, grading: Grading): Promise<boolean> {
	const row = await trx
		.updateTable('attempt')
		.set({ state: 'submitted', closedAt: grading.now.toISOString() })
		.where('id', '=', attemptId)
		.where('state', '=', 'open')
		.returningAll()
		.executeTakeFirst();
	if (!row) return false;
	await settleAttempt(trx, withPolicy(row), grading);
	return true;
}

/** Takes the lock of a closed attempt, for a change of its scores; undefined: it is open or gone. */
export async function lockClosedAttempt(trx: Trx, attemptId: string): Promise<AttemptOfPerson | undefined> {
	const row = await trx
		.updateTable('attempt')
		.set((eb) => ({ closedAt: eb.ref('closedAt') }))
		.where('id', '=', attemptId)
		.where('state', '!=', 'open')
		.returningAll()
		.executeTakeFirst();
	return row && withPolicy(row);
}

/**
 * Scores a closed attempt from its items, for the first time or once more: score, pass, the person's result of the quiz
 * and completion follow, in the caller's transaction. While something waits for a mark, only the other items are scored.
 * @param attempt as it was before, with its lock held
 * @returns how the attempt stands now
 */
export async function settleAttempt(
	trx: Trx,
	attempt: AttemptOfPerson,
	{ courses, issuer, now }: Grading
): Promise<AttemptOfPerson> {
	if (attempt.score === null) await takeCorrections(trx, attempt);
	const items = await listItems(trx, attempt.id);
	const { scores, score, maxScore } = gradeAttempt(items);
	await storeScores(trx, items, scores, attempt.id);
	if (score === null) return attempt;

	const isAttemptPassed = isPassed(score, maxScore, attempt.policy.passingPercent);
	const row = await trx
		.updateTable('attempt')
		.set({
			state: isAfterDeadline(attempt) ? 'expired' : 'graded',
			score,
			maxScore,
			isPassed: isAttemptPassed === null ? null : isAttemptPassed ? 1 : 0
		})
		.where('id', '=', attempt.id)
		.returningAll()
		.executeTakeFirstOrThrow();

	const { userAccountId: personId, courseSlug } = attempt;
	await recordQuizResult(trx, { before: attempt, after: row, now });
	const course = courses.find(courseSlug);
	if (course) await updateCompletion(trx, { personId, course, now, issuer });
	return withPolicy(row);
}

const isAfterDeadline = ({ closedAt, deadlineAt }: AttemptOfPerson) =>
	closedAt !== null && deadlineAt !== null && closedAt > deadlineAt;

async function storeScores(trx: Trx, items: AttemptItem[], scores: (number | null)[], attemptId: string) {
	await trx
		.insertInto('attemptItem')
		.values(
			items.map(({ position, questionHash, optionOrder }, at) => ({
				attemptId,
				position,
				questionHash,
				optionOrder: JSON.stringify(optionOrder),
				score: scores[at] ?? null
			}))
		)
		.onConflict((conflict) =>
			conflict.columns(['attemptId', 'position']).doUpdateSet((eb) => ({ score: eb.ref('excluded.score') }))
		)
		.execute();
}

/** The score computed again from what is stored; for a closed attempt it must equal the stored one. */
export async function regrade(db: Db, attemptId: string) {
	return gradeAttempt(await listItems(db, attemptId));
}
