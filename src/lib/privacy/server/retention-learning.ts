import { AppError } from '#lib/errors.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { Expiry } from './expiry.ts';
import { deleteAccount } from './erasures.ts';
import { listUnusedPupils } from './unused-pupils.ts';

const PEOPLE_AT_ONCE = 200;
const ROWS_AT_ONCE = 500;

/** What was removed, by the organization whose period was over; `null`: of people without one. */
export class RemovedLearning {
	readonly of = new Map<string | null, { attempts: number; courses: number; accounts: number }>();

	add(organizationId: string | null, what: 'attempts' | 'courses' | 'accounts', count: number): void {
		const counts = this.of.get(organizationId) ?? { attempts: 0, courses: 0, accounts: 0 };
		counts[what] += count;
		if (count > 0) this.of.set(organizationId, counts);
	}
}

/**
 * Removes what people learned once the periods of their organization are over: attempts with answers, then everything
 * about a course, then pupils' accounts nobody uses. An enrolment belongs to the organization of its group, else of the
 * account. People are taken a few at a time, each few in a transaction of their own, so that nobody waits; two processes
 * at once remove everything once. The audit log keeps the numbers.
 */
export async function deleteExpiredLearning(db: Db, expiry: Expiry, now: Date): Promise<RemovedLearning> {
	const removed = new RemovedLearning();
	for (let after = ''; ;) {
		const people = await db
			.selectFrom('userAccount')
			.select('id')
			.where('id', '>', after)
			.orderBy('id')
			.limit(PEOPLE_AT_ONCE)
			.execute();
		const ids = people.map(({ id }) => id);
		if (ids.length === 0) return removed;
		await inTransaction(db, async (trx) => {
			const part = new RemovedLearning();
			await deleteAttempts(trx, expiry, ids, part);
			await deleteCourses(trx, expiry, ids, part);
			await eraseUnusedPupils(trx, expiry, ids, part, now);
			await tell(trx, part, now);
			for (const [organizationId, counts] of part.of) {
				for (const what of ['attempts', 'courses', 'accounts'] as const) {
					removed.add(organizationId, what, counts[what]);
				}
			}
		});
		after = ids.at(-1) ?? '';
	}
}

async function deleteAttempts(trx: Trx, expiry: Expiry, people: string[], removed: RemovedLearning): Promise<void> {
	const closed = await trx
		.selectFrom('attempt as a')
		.innerJoin('userAccount as u', 'u.id', 'a.userAccountId')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'a.userAccountId').onRef('e.courseSlug', '=', 'a.courseSlug')
		)
		.leftJoin('learnerGroup as g', 'g.id', 'e.learnerGroupId')
		.select(['a.id', 'a.closedAt'])
		.select((eb) => eb.fn.coalesce('g.organizationId', 'u.organizationId').as('organizationId'))
		.where('u.id', 'in', people)
		.where('a.closedAt', '<', expiry.latest.answers)
		.execute();
	const old = closed.filter((row) => (row.closedAt ?? '') < expiry.in(row.organizationId).answers);
	for (const part of inParts(old)) {
		const ids = part.map(({ id }) => id);
		const gone = await trx.deleteFrom('attempt').where('id', 'in', ids).returning('id').execute();
		const goneIds = new Set(gone.map(({ id }) => id));
		for (const { id, organizationId } of part) removed.add(organizationId, 'attempts', goneIds.has(id) ? 1 : 0);
	}
}

/** Boards prepare the day of the last activity; until they have, a course is left alone. */
async function deleteCourses(trx: Trx, expiry: Expiry, people: string[], removed: RemovedLearning): Promise<void> {
	const idle = await trx
		.selectFrom('userAccount as u')
		.innerJoin('enrollment as e', 'e.userAccountId', 'u.id')
		.leftJoin('learnerGroup as g', 'g.id', 'e.learnerGroupId')
		.select(['e.userAccountId', 'e.courseSlug'])
		.select((eb) => [
			eb.fn.coalesce('g.organizationId', 'u.organizationId').as('organizationId'),
			eb.fn.coalesce('e.lastActivityAt', 'e.enrolledAt').as('lastActivityAt')
		])
		.where('u.id', 'in', people)
		.where('e.steps', 'is not', null)
		.where((eb) => eb(eb.fn.coalesce('e.lastActivityAt', 'e.enrolledAt'), '<', expiry.latest.results))
		.execute();
	for (const { organizationId, userAccountId, courseSlug, lastActivityAt } of idle) {
		if (lastActivityAt >= expiry.in(organizationId).results) continue;
		const gone = await trx
			.deleteFrom('enrollment')
			.where('userAccountId', '=', userAccountId)
			.where('courseSlug', '=', courseSlug)
			.returning('courseSlug')
			.execute();
		for (const table of [
			'attempt',
			'quizResult',
			'lessonProgress',
			'readingPlace',
			'gradeDecision',
			'reviewCard',
			'reviewEntry',
			'questionReport'
		] as const) {
			await trx
				.deleteFrom(table)
				.where('userAccountId', '=', userAccountId)
				.where('courseSlug', '=', courseSlug)
				.execute();
		}
		removed.add(organizationId, 'courses', gone.length);
	}
}

async function eraseUnusedPupils(
	trx: Trx,
	expiry: Expiry,
	people: string[],
	removed: RemovedLearning,
	now: Date
): Promise<void> {
	for (const { id, organizationId, lastUsedAt } of await listUnusedPupils(trx, people, expiry.latest.accounts)) {
		if (lastUsedAt >= expiry.in(organizationId).accounts) continue;
		if (!(await eraseUnlessGone(trx, id, now))) continue;
		const what = { action: 'account.erased', subjectKind: 'userAccount', subjectId: id };
		await writeAudit(trx, { actorId: null, organizationId, ...what, detail: { reason: 'unused' } }, now);
		removed.add(organizationId, 'accounts', 1);
	}
}

/** @returns false when another process was quicker */
async function eraseUnlessGone(trx: Trx, id: string, now: Date): Promise<boolean> {
	try {
		await deleteAccount(trx, id, now);
		return true;
	} catch (error) {
		if (error instanceof AppError && error.status === 404) return false;
		throw error;
	}
}

/** In the order of ids, so that two processes lock the chains of the log in the same order. */
async function tell(trx: Trx, removed: RemovedLearning, now: Date): Promise<void> {
	const entries = [...removed.of].sort(([a], [b]) => (a ?? '').localeCompare(b ?? ''));
	for (const [organizationId, detail] of entries) {
		await writeAudit(
			trx,
			{
				actorId: null,
				organizationId,
				action: 'retention.removed',
				subjectKind: 'organization',
				subjectId: organizationId ?? 'platform',
				detail
			},
			now
		);
	}
}

function* inParts<T>(rows: T[]): Generator<T[]> {
	for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}
