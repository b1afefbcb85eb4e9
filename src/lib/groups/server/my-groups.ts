import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { writeGroupAudit } from './group-audit.ts';
import { removeMember } from './members.ts';

/** A group as those who learn in it see it. */
export interface MyGroup {
	id: string;
	name: string;
	organizationId: string;
	organizationName: string;
	archivedAt: string | null;
	/** In Polish order. */
	teachers: string[];
	/** Pupils of a school stay where their school has put them. */
	canLeave: boolean;
}

const groupsOf = (db: Db, personId: string) =>
	db
		.selectFrom('membership as m')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner');

/** The groups a person learns in, in Polish order; those in the archive last. */
export async function listMyGroups(db: Db, personId: string): Promise<MyGroup[]> {
	const rows = await groupsOf(db, personId)
		.innerJoin('organization as o', 'o.id', 'g.organizationId')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select(['g.id', 'g.name', 'g.organizationId', 'o.name as organizationName', 'g.archivedAt', 'a.kind'])
		.execute();
	if (rows.length === 0) return [];
	const teachers = await groupsOf(db, personId)
		.innerJoin('membership as t', 't.learnerGroupId', 'g.id')
		.innerJoin('userAccount as a', 'a.id', 't.userAccountId')
		.select(['g.id', 'a.displayName'])
		.where('t.kind', '=', 'teacher')
		.execute();
	const names = Map.groupBy(teachers, ({ id }) => id);
	return rows
		.map(({ kind, ...group }) => ({
			...group,
			teachers: (names.get(group.id) ?? []).map(({ displayName }) => displayName).sort(comparePolish),
			canLeave: kind === 'email' && group.archivedAt === null
		}))
		.sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null) || comparePolish(a.name, b.name));
}

/** A group the person may leave; any other counts as not found. */
export async function getGroupToLeave(db: Db, personId: string, groupId: string): Promise<MyGroup> {
	const group = (await listMyGroups(db, personId)).find(({ id }) => id === groupId);
	if (!group) throw notFound('grupa');
	if (!group.canLeave) throw staysHere();
	return group;
}

/** Takes oneself out of a group; what was learned stays. */
export async function leaveGroup(db: Db, actor: Actor, groupId: string, now: Date = new Date()): Promise<void> {
	await inTransaction(db, async (trx) => {
		const group = await getGroupToLeave(trx, actor.id, groupId);
		await removeMember(trx, group.id, actor.id, now);
		await writeGroupAudit(trx, actor, group, { action: 'group.left', detail: { person: actor.id } }, now);
	});
}

const staysHere = () =>
	new AppError(
		409,
		'stays_here',
		'Tej grupy nie możesz opuścić. Jeśli to pomyłka, powiedz o tym osobie, która ją prowadzi.'
	);
