import { dayInPoland, startOfDayInPoland } from '../format.ts';
import { lockChain, chainOf } from './audit-chain.ts';
import { writeAudit, type AuditEntry } from './audit-log.ts';
import { inTransaction, type Db } from './db/db.ts';

/** Records that somebody looked at something; once a day for the same pair, however often they look. */
export async function writeSighting(
	db: Db,
	entry: AuditEntry & { actorId: string },
	now: Date = new Date()
): Promise<void> {
	if (await wasSeenToday(db, entry, now)) return;
	await inTransaction(db, async (trx) => {
		await lockChain(trx, chainOf(entry.organizationId ?? null));
		if (!(await wasSeenToday(trx, entry, now))) await writeAudit(trx, entry, now);
	});
}

async function wasSeenToday(db: Db, entry: AuditEntry & { actorId: string }, now: Date): Promise<boolean> {
	const row = await db
		.selectFrom('auditLog')
		.select('id')
		.where('subjectKind', '=', entry.subjectKind)
		.where('subjectId', '=', entry.subjectId)
		.where('happenedAt', '>=', startOfDayInPoland(dayInPoland(now)))
		.where('actorId', '=', entry.actorId)
		.where('action', '=', entry.action)
		.executeTakeFirst();
	return row !== undefined;
}
