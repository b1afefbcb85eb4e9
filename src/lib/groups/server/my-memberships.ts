import type { Db } from '#lib/server/db/db.ts';

export interface MyMembership {
	name: string;
	organization: string;
	kind: 'learner' | 'teacher';
	/** null: in no part of the group. */
	team: string | null;
	joinedAt: string;
	/** null: still there. */
	leftAt: string | null;
}

/** The groups a person is or was in, for their own data, the first one in front. */
export async function listMyMemberships(db: Db, personId: string): Promise<MyMembership[]> {
	const present = await db
		.selectFrom('membership as m')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.innerJoin('organization as o', 'o.id', 'g.organizationId')
		.leftJoin('team as t', 't.id', 'm.teamId')
		.select(['g.name', 'o.name as organization', 'm.kind', 't.name as team', 'm.joinedAt'])
		.where('m.userAccountId', '=', personId)
		.execute();
	const former = await db
		.selectFrom('formerMembership as m')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.innerJoin('organization as o', 'o.id', 'g.organizationId')
		.select(['g.name', 'o.name as organization', 'm.kind', 'm.joinedAt', 'm.leftAt'])
		.where('m.userAccountId', '=', personId)
		.execute();
	return [...present.map((row) => ({ ...row, leftAt: null })), ...former.map((row) => ({ ...row, team: null }))].sort(
		(a, b) => a.joinedAt.localeCompare(b.joinedAt)
	);
}
