import type { Db } from '#lib/server/db/db.ts';

/** Lists from files that brought a person to a group; what else stood in the file is not kept. */
export function listMyLists(
	db: Db,
	personId: string
): Promise<{ organization: string; group: string | null; readAt: string | null; undoneAt: string | null }[]> {
	return db
		.selectFrom('rosterRow as r')
		.innerJoin('rosterImport as i', 'i.id', 'r.rosterImportId')
		.innerJoin('organization as o', 'o.id', 'i.organizationId')
		.leftJoin('learnerGroup as g', 'g.id', 'r.learnerGroupId')
		.select(['o.name as organization', 'g.name as group', 'i.appliedAt as readAt', 'i.undoneAt'])
		.where('r.userAccountId', '=', personId)
		.orderBy('i.createdAt')
		.execute();
}
