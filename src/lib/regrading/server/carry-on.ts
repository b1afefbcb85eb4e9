import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { Grading } from '#lib/quizzes/server/grading.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import type { Settings } from '#lib/server/settings.ts';
import { judge } from '../judge.ts';
import { applyPart } from './apply-part.ts';
import { walkHolders } from './holders.ts';
import { isBuiltUpon } from './order.ts';
import { findStandingRegrade, type StandingRegrade } from './standing-regrade.ts';
import { auditOrganizations, countByOrganization, tellKeepers, tellTeachers } from './tell-staff.ts';
import { listChangedAttempts, undoPart } from './undo-part.ts';

/** One transaction: some 20 ms of SQLite's only writer, and few enough syncs for ten thousand attempts. */
const ATTEMPTS_AT_ONCE = 20;
/** An attempt that was being closed while a regrade began may have missed it: for so long its attempts are looked at again. */
const LOOK_AGAIN_MS = 180_000;

/** What this process is at: the job and the page that began it do not do the same twice. */
const atWork = new Set<string>();

/**
 * Carries a regrade on that is being applied or undone, until it is done or the time is over. Whoever is killed in the
 * middle leaves whole parts behind and a state that says so; any process goes on from there.
 * @param until stop after the part that is under way then
 */
export async function carryOn(db: Db, regradeId: string, grading: Grading, until = Infinity): Promise<void> {
	if (atWork.has(regradeId)) return;
	atWork.add(regradeId);
	try {
		const regrade = await findStandingRegrade(db, regradeId);
		// What a later correction started from is its own to judge.
		if (!regrade || (await isBuiltUpon(db, regrade))) return;
		const parts = regrade.state === 'undoing' ? partsToUndo(db, regrade) : partsToApply(db, regrade);
		const work = regrade.state === 'undoing' ? undoPart : applyPart;
		for await (const ids of parts) {
			if (Date.now() > until) return;
			const goesOn = await inTransaction(db, async (trx) => {
				if (!(await lockRegrade(trx, regrade))) return false;
				await work(trx, regrade, ids, grading);
				return true;
			});
			if (!goesOn) return;
			await nextTurn();
		}
		await finish(db, regrade, grading);
	} finally {
		atWork.delete(regradeId);
	}
}

/** Makes parts and a change of mind wait for each other; false: it is no longer what this process is carrying out. */
async function lockRegrade(trx: Trx, { id, state }: StandingRegrade): Promise<boolean> {
	const row = await trx
		.updateTable('regrade')
		.set((eb) => ({ appliedAt: eb.ref('appliedAt') }))
		.where('id', '=', id)
		.where('state', 'in', state === 'undoing' ? ['undoing'] : ['applying', 'applied'])
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

async function* partsToApply(db: Db, { held, judging }: StandingRegrade): AsyncGenerator<string[]> {
	for await (const holders of walkHolders(db, held)) {
		const ids = holders.filter((holder) => judge(holder, judging)).map(({ attemptId }) => attemptId);
		for (let from = 0; from < ids.length; from += ATTEMPTS_AT_ONCE) yield ids.slice(from, from + ATTEMPTS_AT_ONCE);
	}
}

async function* partsToUndo(db: Db, { id }: StandingRegrade): AsyncGenerator<string[]> {
	let last = '';
	for (;;) {
		const ids = (await listChangedAttempts(db, id, last, ATTEMPTS_AT_ONCE)).map(({ attemptId }) => attemptId);
		if (ids.length === 0) return;
		yield ids;
		last = ids.at(-1)!;
	}
}

/**
 * Tells those who have to know and says that it is done. Telling twice tells once, so it needs no long transaction; what
 * the last one writes, one of several processes writes.
 */
async function finish(db: Db, regrade: StandingRegrade, { courses, now }: Grading): Promise<void> {
	const { id, state } = regrade;
	const courseTitle = courses.find(regrade.courseSlug)?.title ?? regrade.courseSlug;
	if (state === 'applying') await tellTeachers(db, regrade, courseTitle, now);
	if (state !== 'applied') await tellKeepers(db, regrade, courseTitle, now);
	const counts = await countChanges(db, id);
	const organizations = state === 'applied' ? [] : await countByOrganization(db, regrade);
	await inTransaction(db, async (trx) => {
		const done = await trx
			.updateTable('regrade')
			.set(state === 'undoing' ? { state: 'undone' } : { state: 'applied', ...counts })
			.where('id', '=', id)
			.where('state', '=', state)
			.returning('id')
			.executeTakeFirst();
		if (done) await auditOrganizations(trx, regrade, organizations, now);
	});
}

async function countChanges(db: Db, regradeId: string) {
	const row = await db
		.selectFrom('regradeChange')
		.select((eb) =>
			eb.fn
				.countAll()
				.filterWhere((f) =>
					f.or([f('oldScore', '!=', f.ref('newScore')), f('oldMaxScore', '!=', f.ref('newMaxScore'))])
				)
				.as('changed')
		)
		.where('regradeId', '=', regradeId)
		.executeTakeFirstOrThrow();
	return { changedCount: Number(row.changed) };
}

/** Goes on with what a request had no time for, or a killed server left, and looks again at what just began. */
export const regrading: Job<{ db: Db; courses: CourseIndex; settings: Settings }> = {
	name: 'regrades',
	everyMs: 20_000,
	async run({ db, courses, settings }, now) {
		const justNow = new Date(now.getTime() - LOOK_AGAIN_MS).toISOString();
		const waiting = await db
			.selectFrom('regrade')
			.select('id')
			.where((eb) =>
				eb.or([
					eb('state', 'in', ['applying', 'undoing']),
					eb.and([eb('state', '=', 'applied'), eb('appliedAt', '>', justNow)])
				])
			)
			.orderBy('appliedAt')
			.execute();
		for (const { id } of waiting) await carryOn(db, id, { courses, issuer: settings.operator.name, now });
	}
};
