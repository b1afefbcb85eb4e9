import { lockOpenGroup } from '#lib/groups/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { createClassCode, getClassCodeKey, showClassCode } from './class-code.ts';

const HOUR_MS = 3_600_000;

export interface OpenJoining {
	/** As shown: `K7PQX-3MNTR`. */
	code: string;
	expiresAt: string;
	joinedCount: number;
}

/** How a group can be joined at the moment; null when it cannot. Whether the caller may know, the caller has asked. */
export async function findOpenJoining(db: Db, groupId: string, now: Date = new Date()): Promise<OpenJoining | null> {
	const row = await db
		.selectFrom('joinCode as c')
		.innerJoin('learnerGroup as g', 'g.id', 'c.learnerGroupId')
		.select(['c.nonce', 'c.expiresAt', 'c.joinedCount'])
		.where('c.learnerGroupId', '=', groupId)
		.where('c.expiresAt', '>', now.toISOString())
		.where('g.archivedAt', 'is', null)
		.executeTakeFirst();
	if (!row) return null;
	const { nonce, ...open } = row;
	return { ...open, code: showClassCode(await getClassCodeKey(db), groupId, { nonce }) };
}

/**
 * Opens joining for some hours from now; while it is open already, the code stays and only its end moves.
 * @param wanted.isNewCode the code shown so far stops working
 * @throws AppError 409 when the group is in the archive
 */
export async function openJoining(
	db: Db,
	actor: Actor,
	groupId: string,
	wanted: { hours: number; isNewCode: boolean },
	now: Date = new Date()
): Promise<void> {
	const made = createClassCode(await getClassCodeKey(db), groupId);
	const expiresAt = new Date(now.getTime() + wanted.hours * HOUR_MS).toISOString();
	await inTransaction(db, async (trx) => {
		const group = await lockOpenGroup(trx, groupId);
		const open = wanted.isNewCode ? null : await findOpenJoining(trx, groupId, now);
		const values = { createdBy: actor.id, expiresAt };
		const fresh = { ...values, ...made, createdAt: now.toISOString(), joinedCount: 0 };
		await trx
			.insertInto('joinCode')
			.values({ learnerGroupId: groupId, ...fresh })
			.onConflict((conflict) => conflict.column('learnerGroupId').doUpdateSet(open ? values : fresh))
			.execute();
		await audit(trx, actor, wanted.isNewCode ? 'joining.codeRenewed' : 'joining.opened', group, now);
	});
}

/** Ends joining at once; the code never works again. */
export async function closeJoining(db: Db, actor: Actor, groupId: string, now: Date = new Date()): Promise<void> {
	await inTransaction(db, async (trx) => {
		const group = await lockOpenGroup(trx, groupId);
		await trx.deleteFrom('joinCode').where('learnerGroupId', '=', groupId).execute();
		await audit(trx, actor, 'joining.closed', group, now);
	});
}

function audit(
	trx: Trx,
	{ id: actorId, address }: Actor,
	action: string,
	{ id: subjectId, organizationId }: { id: string; organizationId: string },
	now: Date
): Promise<void> {
	return writeAudit(trx, { actorId, address, organizationId, action, subjectKind: 'learnerGroup', subjectId }, now);
}
