import type { Db } from '#lib/server/db/db.ts';

/** How a person belongs to a group; null when they do not. */
export async function findMyMembership(
	db: Db,
	groupId: string,
	personId: string
): Promise<{ kind: 'learner' | 'teacher'; groupName: string } | null> {
	const row = await db
		.selectFrom('membership as m')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.select(['m.kind', 'g.name as groupName'])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.userAccountId', '=', personId)
		.executeTakeFirst();
	return row ?? null;
}
