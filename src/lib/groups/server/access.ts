import { expressionBuilder, type Expression } from 'kysely';
import { AppError, notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';

/** A group as those who answer for it see it. */
export interface StaffedGroup {
	id: string;
	name: string;
	organizationId: string;
	organizationName: string;
	organizationKind: string;
	createdAt: string;
	/** Read-only from then on. */
	archivedAt: string | null;
	allowsPictures: boolean;
}

/**
 * The one rule about whose groups one sees: a teacher those they teach, a coordinator all of the organization. The role
 * is looked at anew each time, so that losing it takes effect with the next request. An administrator runs the platform,
 * not the classes.
 */
export function isStaffedBy(personId: string, groupId: Expression<string>, organizationId: Expression<string>) {
	const eb = expressionBuilder<Schema, never>();
	const heldHere = (name: 'teacher' | 'coordinator') =>
		eb
			.selectFrom('role')
			.select('role.id')
			.where('role.userAccountId', '=', personId)
			.where('role.name', '=', name)
			.where('role.organizationId', '=', organizationId);
	const teaches = eb
		.selectFrom('membership')
		.select('membership.learnerGroupId')
		.where('membership.userAccountId', '=', personId)
		.where('membership.learnerGroupId', '=', groupId)
		.where('membership.kind', '=', 'teacher');
	return eb.or([eb.exists(heldHere('coordinator')), eb.and([eb.exists(teaches), eb.exists(heldHere('teacher'))])]);
}

/** A group the person answers for, archived or not; anyone else's counts as not found. */
export async function getGroupOf(db: Db, personId: string, groupId: string): Promise<StaffedGroup> {
	const { allowsPictures, ...row } = await db
		.selectFrom('learnerGroup as g')
		.innerJoin('organization as o', 'o.id', 'g.organizationId')
		.select(['g.id', 'g.name', 'g.organizationId', 'g.createdAt', 'g.archivedAt', 'g.allowsPictures'])
		.select(['o.name as organizationName', 'o.kind as organizationKind'])
		.where('g.id', '=', groupId)
		.where((eb) => isStaffedBy(personId, eb.ref('g.id'), eb.ref('g.organizationId')))
		.executeTakeFirstOrThrow(() => notFound('grupa'));
	return { ...row, allowsPictures: allowsPictures === 1 };
}

/**
 * The same, for a change.
 * @throws AppError 409 when the group is in the archive
 */
export async function getOpenGroupOf(db: Db, personId: string, groupId: string): Promise<StaffedGroup> {
	const group = await getGroupOf(db, personId, groupId);
	if (group.archivedAt !== null) throw isArchived();
	return group;
}

/**
 * Makes changes of one group wait for each other, in the caller's transaction: without it, somebody who joins while a
 * course is given would get no course on PostgreSQL, and a change could slip into an archive.
 * @throws AppError 404 when the group is gone, 409 when it is in the archive
 */
export async function lockOpenGroup(
	trx: Db,
	groupId: string
): Promise<{ id: string; name: string; organizationId: string }> {
	const { archivedAt, ...group } = await trx
		.updateTable('learnerGroup')
		.set((eb) => ({ name: eb.ref('name') }))
		.where('id', '=', groupId)
		.returning(['id', 'name', 'organizationId', 'archivedAt'])
		.executeTakeFirstOrThrow(() => notFound('grupa'));
	if (archivedAt !== null) throw isArchived();
	return group;
}

const isArchived = () =>
	new AppError(
		409,
		'group_archived',
		'Ta grupa jest w archiwum, więc można ją tylko oglądać. Przywróć ją w ustawieniach grupy, żeby coś zmienić.'
	);
