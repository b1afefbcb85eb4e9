import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db, Trx } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import type { LearningFacts } from '../completion.ts';
import { prepareSteps } from '../prepared-steps.ts';
import { getLearningFacts } from './facts.ts';

/** Few enough for one turn of the event loop on SQLite, where they hold up everybody else. */
const PREPARED_AT_ONCE = 50;
const MINUTE = 60_000;

/** An enrolment whose lock is held. */
export interface LockedEnrollment {
	personId: string;
	courseSlug: string;
	/** As stored so far. */
	steps: string | null;
}

/**
 * Stores what boards and reports read about an enrolment, in the transaction that holds its lock. Facts that say nothing
 * new move nothing: a lesson read a second time is no activity.
 */
export async function savePreparedSteps(
	trx: Trx,
	enrollment: LockedEnrollment,
	facts: LearningFacts,
	now: Date
): Promise<void> {
	const { personId, courseSlug } = enrollment;
	const steps = JSON.stringify(prepareSteps(facts));
	if (steps === enrollment.steps) return;
	const isFirst = enrollment.steps === null;
	const lastActivityAt = isFirst ? await findLastActivity(trx, personId, courseSlug) : now.toISOString();
	await trx
		.updateTable('enrollment')
		.set({ steps, lastActivityAt })
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.execute();
}

/**
 * Prepares the enrolments that nobody has prepared yet: those of before there were boards, new ones, and those whose
 * facts were changed by something else than learning, which leaves null. Any number of processes may do it at once.
 * @returns how many were prepared here
 */
export async function prepareAllSteps(db: Db, now: Date): Promise<number> {
	let prepared = 0;
	for (;;) {
		const { found, done } = await db.transaction().execute((trx) => prepareSome(trx, now));
		prepared += done;
		if (found < PREPARED_AT_ONCE) return prepared;
		await nextTurn();
	}
}

async function prepareSome(trx: Trx, now: Date): Promise<{ found: number; done: number }> {
	const waiting = await trx
		.selectFrom('enrollment')
		.select(['userAccountId as personId', 'courseSlug'])
		.where('steps', 'is', null)
		.orderBy('enrolledAt')
		.orderBy('userAccountId')
		.limit(PREPARED_AT_ONCE)
		.execute();
	let done = 0;
	for (const { personId, courseSlug } of waiting) {
		const isStillWaiting = await lockUnprepared(trx, personId, courseSlug);
		if (!isStillWaiting) continue;
		const facts = await getLearningFacts(trx, personId, courseSlug);
		await savePreparedSteps(trx, { personId, courseSlug, steps: null }, facts, now);
		done++;
	}
	return { found: waiting.length, done };
}

/** In one order everywhere: the second process waits for the first, and then finds nothing left to do. */
async function lockUnprepared(trx: Trx, personId: string, courseSlug: string): Promise<boolean> {
	const row = await trx
		.updateTable('enrollment')
		.set((eb) => ({ completedAt: eb.ref('completedAt') }))
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.where('steps', 'is', null)
		.returning('enrolledAt')
		.executeTakeFirst();
	return row !== undefined;
}

/** When a lesson was last read or a quiz last graded, from the tables themselves; null: never. */
async function findLastActivity(trx: Trx, personId: string, courseSlug: string): Promise<string | null> {
	const read = await trx
		.selectFrom('lessonProgress')
		.select((eb) => eb.fn.max('readAt').as('at'))
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirstOrThrow();
	const closed = await trx
		.selectFrom('attempt')
		.select((eb) => eb.fn.max('closedAt').as('at'))
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirstOrThrow();
	const instants = [read.at, closed.at].filter((at) => at !== null).sort();
	return instants.at(-1) ?? null;
}

/** Fills in what is missing; soon after an enrolment, so that boards show it. */
export const preparation: Job<{ db: Db }> = {
	name: 'prepared steps',
	everyMs: MINUTE,
	run: ({ db }, now) => prepareAllSteps(db, now)
};
