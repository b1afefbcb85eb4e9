import type { Db } from '#lib/server/db/db.ts';
import type { MarkingScope } from './marking-scope.ts';

/** Whether anybody but its reader could be the second reader of the scope's answers. */
export async function hasSecondReader(db: Db, scope: MarkingScope): Promise<boolean> {
	const other = await (scope.kind === 'group' ? staffOf(db, scope.groupId) : authors(db))
		.where('userAccount.id', '!=', scope.readerId)
		.limit(1)
		.executeTakeFirst();
	return other !== undefined;
}

const authors = (db: Db) =>
	db
		.selectFrom('userAccount')
		.innerJoin('role', 'role.userAccountId', 'userAccount.id')
		.select('userAccount.id')
		.where('role.name', '=', 'author');

/** Teachers of the group and coordinators of its organization. */
const staffOf = (db: Db, groupId: string) =>
	db
		.selectFrom('userAccount')
		.innerJoin('role', 'role.userAccountId', 'userAccount.id')
		.innerJoin('learnerGroup', 'learnerGroup.organizationId', 'role.organizationId')
		.select('userAccount.id')
		.where('learnerGroup.id', '=', groupId)
		.where((eb) =>
			eb.or([
				eb('role.name', '=', 'coordinator'),
				eb.and([
					eb('role.name', '=', 'teacher'),
					eb.exists(
						eb
							.selectFrom('membership')
							.select('membership.userAccountId')
							.whereRef('membership.userAccountId', '=', 'userAccount.id')
							.where('membership.learnerGroupId', '=', groupId)
							.where('membership.kind', '=', 'teacher')
					)
				])
			])
		);
