import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import { lockOpenGroup } from './access.ts';
import { writeGroupAudit } from './group-audit.ts';
import { endMembership } from './members.ts';

/** Who may be asked to teach a group: those who hold the role of a teacher in its organization, in Polish order. */
export async function listTeachersOf(db: Db, organizationId: string): Promise<{ id: string; displayName: string }[]> {
	const rows = await db
		.selectFrom('role as r')
		.innerJoin('userAccount as a', 'a.id', 'r.userAccountId')
		.select(['a.id', 'a.displayName'])
		.where('r.organizationId', '=', organizationId)
		.where('r.name', '=', 'teacher')
		.execute();
	return rows.sort((a, b) => comparePolish(a.displayName, b.displayName));
}

/** Who teaches a group, in Polish order. */
export async function listTeachersIn(db: Db, groupId: string): Promise<{ id: string; displayName: string }[]> {
	const rows = await db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select(['a.id', 'a.displayName'])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'teacher')
		.execute();
	return rows.sort((a, b) => comparePolish(a.displayName, b.displayName));
}

/**
 * Gives a group one more teacher, in the caller's transaction; a second time changes nothing.
 * @throws AppError 404 for who is not a teacher of the organization, 409 for who learns in the group
 */
export async function addTeacher(trx: Db, actor: Actor, groupId: string, personId: string, now: Date): Promise<void> {
	const group = await lockOpenGroup(trx, groupId);
	await trx
		.selectFrom('role')
		.select('id')
		.where('userAccountId', '=', personId)
		.where('organizationId', '=', group.organizationId)
		.where('name', '=', 'teacher')
		.executeTakeFirstOrThrow(() => notFound('nauczyciel w tej organizacji'));
	const added = await trx
		.insertInto('membership')
		.values({ learnerGroupId: groupId, userAccountId: personId, kind: 'teacher', joinedAt: now.toISOString() })
		.onConflict((conflict) => conflict.doNothing())
		.returning('userAccountId')
		.executeTakeFirst();
	if (added)
		return writeGroupAudit(trx, actor, group, { action: 'group.teacherAdded', detail: { person: personId } }, now);
	const { kind } = await trx
		.selectFrom('membership')
		.select('kind')
		.where('learnerGroupId', '=', groupId)
		.where('userAccountId', '=', personId)
		.executeTakeFirstOrThrow();
	if (kind === 'learner') throw learnsHere();
}

/**
 * Takes a teacher away from a group, in the caller's transaction. The last one goes only by the hand of a coordinator,
 * who then answers for the group: nobody may leave a class without anyone.
 */
export async function removeTeacher(
	trx: Db,
	actor: Actor,
	groupId: string,
	personId: string,
	now: Date
): Promise<void> {
	const group = await lockOpenGroup(trx, groupId);
	await endMembership(trx, { groupId, personId, kind: 'teacher' }, now);
	const left = await trx
		.selectFrom('membership')
		.select('userAccountId')
		.where('learnerGroupId', '=', groupId)
		.where('kind', '=', 'teacher')
		.executeTakeFirst();
	if (!left && !(await coordinates(trx, actor.id, group.organizationId))) throw isLast();
	await writeGroupAudit(trx, actor, group, { action: 'group.teacherRemoved', detail: { person: personId } }, now);
}

async function coordinates(db: Db, personId: string, organizationId: string): Promise<boolean> {
	const role = await db
		.selectFrom('role')
		.select('id')
		.where('userAccountId', '=', personId)
		.where('organizationId', '=', organizationId)
		.where('name', '=', 'coordinator')
		.executeTakeFirst();
	return role !== undefined;
}

const learnsHere = () =>
	new AppError(409, 'learns_here', 'Ta osoba uczy się w tej grupie. Najpierw usuń ją z listy osób, potem dodaj tutaj.');

const isLast = () =>
	new AppError(
		409,
		'last_teacher',
		'To ostatnia osoba, która prowadzi tę grupę. Najpierw dodaj kogoś na jej miejsce albo poproś koordynatora.'
	);
