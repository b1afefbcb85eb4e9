import type { StaffedGroup } from '#lib/groups/server/access.ts';
import { dayInPoland, startOfDayInPoland } from '#lib/format.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Notes that somebody looked at how a group is doing, once a day: a board is opened many times. */
export async function noteGroupViewed(
	db: Db,
	actor: Actor,
	group: Pick<StaffedGroup, 'id' | 'organizationId'>,
	now: Date
): Promise<void> {
	const what = { action: 'group.viewed', subjectKind: 'learnerGroup' };
	const known = await db
		.selectFrom('auditLog')
		.select('id')
		.where('subjectKind', '=', what.subjectKind)
		.where('subjectId', '=', group.id)
		.where('happenedAt', '>=', startOfDayInPoland(dayInPoland(now)))
		.where('action', '=', what.action)
		.where('actorId', '=', actor.id)
		.limit(1)
		.executeTakeFirst();
	if (known) return;
	const { id: actorId, address } = actor;
	await writeAudit(db, { actorId, address, organizationId: group.organizationId, ...what, subjectId: group.id }, now);
}
