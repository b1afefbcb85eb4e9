import type { Db } from '#lib/server/db/db.ts';
import type { Expiry } from './expiry.ts';

export interface RemovedOfGroups {
	formerMemberships: number;
	questionStatistics: number;
}

/**
 * Removes what groups keep beside the work of their members: who once belonged to them goes with results, the counts of
 * answers with the answers they were counted from.
 */
export async function deleteExpiredOfGroups(db: Db, expiry: Expiry): Promise<RemovedOfGroups> {
	const removed: RemovedOfGroups = { formerMemberships: 0, questionStatistics: 0 };
	for (const { id } of await db.selectFrom('organization').select('id').execute()) {
		const { results, answers } = expiry.in(id);
		const groups = db.selectFrom('learnerGroup').select('id').where('organizationId', '=', id);
		const former = await db
			.deleteFrom('formerMembership')
			.where('learnerGroupId', 'in', groups)
			.where('leftAt', '<', results)
			.executeTakeFirst();
		const statistics = await db
			.deleteFrom('questionStatistic')
			.where('learnerGroupId', 'in', groups)
			.where('computedAt', '<', answers)
			.executeTakeFirst();
		removed.formerMemberships += Number(former.numDeletedRows);
		removed.questionStatistics += Number(statistics.numDeletedRows);
	}
	return removed;
}
