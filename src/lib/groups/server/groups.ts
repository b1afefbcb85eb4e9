import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import type { Course } from '#lib/courses/course.ts';
import { endSessionsOf } from '#lib/live/server/sessions.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { getGroupOf, getOpenGroupOf, isStaffedBy, lockOpenGroup } from './access.ts';
import { writeGroupAudit } from './group-audit.ts';
import { assignCourse } from './assignments.ts';
import { addTeacher } from './teachers.ts';

export interface ListedGroup {
	id: string;
	name: string;
	learnerCount: number;
	courseCount: number;
	/** In Polish order. */
	teachers: string[];
}

/**
 * The groups a person answers for in one organization, in Polish order: two queries, however many groups there are.
 * @param wanted.isArchived the ones in the archive instead
 */
export async function listGroupsOf(
	db: Db,
	personId: string,
	wanted: { organizationId: string; isArchived?: boolean }
): Promise<ListedGroup[]> {
	const groups = db
		.selectFrom('learnerGroup as g')
		.where('g.organizationId', '=', wanted.organizationId)
		.where('g.archivedAt', wanted.isArchived ? 'is not' : 'is', null)
		.where((eb) => isStaffedBy(personId, eb.ref('g.id'), eb.ref('g.organizationId')));
	const rows = await groups
		.select((eb) => [
			'g.id',
			'g.name',
			eb
				.selectFrom('membership as m')
				.select((m) => m.fn.countAll().as('count'))
				.whereRef('m.learnerGroupId', '=', 'g.id')
				.where('m.kind', '=', 'learner')
				.as('learnerCount'),
			eb
				.selectFrom('courseAssignment as a')
				.select((a) => a.fn.countAll().as('count'))
				.whereRef('a.learnerGroupId', '=', 'g.id')
				.where('a.removedAt', 'is', null)
				.as('courseCount')
		])
		.execute();
	const teachers = await groups
		.innerJoin('membership as m', 'm.learnerGroupId', 'g.id')
		.innerJoin('userAccount as u', 'u.id', 'm.userAccountId')
		.select(['g.id', 'u.displayName'])
		.where('m.kind', '=', 'teacher')
		.execute();
	const names = Map.groupBy(teachers, ({ id }) => id);
	return rows
		.map(({ id, name, learnerCount, courseCount }) => ({
			id,
			name,
			learnerCount: Number(learnerCount),
			courseCount: Number(courseCount),
			teachers: (names.get(id) ?? []).map(({ displayName }) => displayName).sort(comparePolish)
		}))
		.sort((a, b) => comparePolish(a.name, b.name));
}

export interface NewGroup {
	/** From the form, so that one sent twice makes one group. */
	id: string;
	organizationId: string;
	name: string;
	/** null: nobody yet, which only a coordinator may choose. */
	teacherId: string | null;
	course: Course | null;
}

/**
 * Opens a group: for a teacher of the organization one of their own, for its coordinator one of anybody who teaches
 * there.
 * @throws AppError 404 for anybody else, or when the teacher is none of the organization
 */
export async function createGroup(db: Db, actor: Actor, group: NewGroup, now: Date = new Date()): Promise<void> {
	const { id, organizationId, name, course } = group;
	await inTransaction(db, async (trx) => {
		const roles = await listRolesIn(trx, actor.id, organizationId);
		if (roles.length === 0) throw notFound('organizacja');
		const teacherId = roles.includes('coordinator') ? group.teacherId : actor.id;
		const created = await trx
			.insertInto('learnerGroup')
			.values({ id, organizationId, name, createdAt: now.toISOString(), archivedAt: null })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!created) return;
		await writeGroupAudit(trx, actor, group, { action: 'group.created' }, now);
		if (teacherId !== null) await addTeacher(trx, actor, id, teacherId, now);
		if (course) await assignCourse(trx, actor, id, course, now);
	});
}

async function listRolesIn(trx: Trx, personId: string, organizationId: string): Promise<string[]> {
	const rows = await trx
		.selectFrom('role')
		.select('name')
		.where('userAccountId', '=', personId)
		.where('organizationId', '=', organizationId)
		.where('name', 'in', ['teacher', 'coordinator'])
		.execute();
	return rows.map(({ name }) => name);
}

/** Gives a group another name. */
export async function renameGroup(db: Db, actor: Actor, groupId: string, name: string, now: Date = new Date()) {
	await change(db, actor, groupId, { name }, 'group.renamed', now);
}

/** Lets the youngest of a group sign in with pictures, or no longer. */
export async function setAllowsPictures(db: Db, actor: Actor, groupId: string, isAllowed: boolean, now = new Date()) {
	const action = isAllowed ? 'group.picturesAllowed' : 'group.picturesForbidden';
	await change(db, actor, groupId, { allowsPictures: isAllowed ? 1 : 0 }, action, now);
}

/** Puts a group in the archive: from now on it can only be looked at, nobody joins by its code and its live quiz is over. */
export async function archiveGroup(db: Db, actor: Actor, groupId: string, now: Date = new Date()): Promise<void> {
	await inTransaction(db, async (trx) => {
		const { id } = await getOpenGroupOf(trx, actor.id, groupId);
		await lockOpenGroup(trx, id);
		await trx.deleteFrom('joinCode').where('learnerGroupId', '=', id).execute();
		await endSessionsOf(trx, id, now);
		await change(trx, actor, id, { archivedAt: now.toISOString() }, 'group.archived', now);
	});
}

async function change(
	db: Db,
	actor: Actor,
	groupId: string,
	values: { name?: string; allowsPictures?: 0 | 1; archivedAt?: string },
	action: string,
	now: Date
) {
	await inTransaction(db, async (trx) => {
		const group = await getOpenGroupOf(trx, actor.id, groupId);
		await trx.updateTable('learnerGroup').set(values).where('id', '=', group.id).execute();
		await writeGroupAudit(trx, actor, group, { action }, now);
	});
}

/** Brings a group back from the archive; the class code stays closed until somebody opens a new one. */
export async function restoreGroup(db: Db, actor: Actor, groupId: string, now: Date = new Date()): Promise<void> {
	await inTransaction(db, async (trx) => {
		const group = await getGroupOf(trx, actor.id, groupId);
		await trx.updateTable('learnerGroup').set({ archivedAt: null }).where('id', '=', group.id).execute();
		// Calendars were told that the days were off: only a higher number brings them back.
		await trx
			.updateTable('courseAssignment')
			.set((eb) => ({ revision: eb('revision', '+', 1), changedAt: now.toISOString() }))
			.where('learnerGroupId', '=', group.id)
			.execute();
		await writeGroupAudit(trx, actor, group, { action: 'group.restored' }, now);
	});
}

/**
 * Deletes a group in which nobody ever learned.
 * @throws AppError 409 for any other: it can be put in the archive
 */
export async function deleteEmptyGroup(db: Db, actor: Actor, groupId: string, now: Date = new Date()): Promise<void> {
	await inTransaction(db, async (trx) => {
		const group = await getOpenGroupOf(trx, actor.id, groupId);
		await lockOpenGroup(trx, group.id);
		const deleted = await trx
			.deleteFrom('learnerGroup')
			.where('id', '=', group.id)
			.where((eb) => eb.not(eb.exists(learnersEver(trx, 'membership', group.id))))
			.where((eb) => eb.not(eb.exists(learnersEver(trx, 'formerMembership', group.id))))
			.returning('id')
			.executeTakeFirst();
		if (!deleted) throw isNotEmpty();
		await writeGroupAudit(trx, actor, group, { action: 'group.deleted' }, now);
	});
}

/** Whether a group may be deleted. */
export async function isEmptyGroup(db: Db, groupId: string): Promise<boolean> {
	const now = await learnersEver(db, 'membership', groupId).executeTakeFirst();
	return !now && !(await learnersEver(db, 'formerMembership', groupId).executeTakeFirst());
}

const learnersEver = (db: Db, table: 'membership' | 'formerMembership', groupId: string) =>
	db.selectFrom(table).select('joinedAt').where('learnerGroupId', '=', groupId).where('kind', '=', 'learner').limit(1);

const isNotEmpty = () =>
	new AppError(
		409,
		'not_empty',
		'W tej grupie ktoś się uczył, więc nie można jej usunąć. Przenieś ją do archiwum: zniknie z listy, a wyniki zostaną.'
	);
