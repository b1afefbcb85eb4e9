import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Notes in the audit log what somebody did to a group, in the transaction that did it. */
export async function writeGroupAudit(
	trx: Db,
	{ id: actorId, address }: Actor,
	{ id: subjectId, organizationId }: { id: string; organizationId: string },
	{ action, detail }: { action: string; detail?: object },
	now: Date
): Promise<void> {
	await writeAudit(
		trx,
		{ actorId, address, organizationId, action, subjectKind: 'learnerGroup', subjectId, detail },
		now
	);
}
