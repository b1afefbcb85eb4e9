import type { Db, Trx } from '#lib/server/db/db.ts';

/** What is kept of invitations a person accepted or got by mail, the oldest first. */
export function listMyInvitations(db: Db, { personId, email }: { personId: string; email: string | null }) {
	return db
		.selectFrom('invitation as i')
		.innerJoin('organization as o', 'o.id', 'i.organizationId')
		.leftJoin('learnerGroup as g', 'g.id', 'i.learnerGroupId')
		.select(['o.name as organization', 'g.name as group', 'i.role', 'i.displayName'])
		.select(['i.createdAt', 'i.expiresAt', 'i.acceptedAt'])
		.where((eb) => eb.or([eb('i.acceptedBy', '=', personId), eb('i.email', '=', email ?? '')]))
		.orderBy('i.createdAt')
		.execute();
}

/** Forgets what was mailed to an address; the account of its owner is erased. */
export async function deleteInvitationsOf(
	trx: Trx,
	{ personId, email }: { personId: string; email: string | null }
): Promise<void> {
	await trx
		.deleteFrom('invitation')
		.where((eb) => eb.or([eb('acceptedBy', '=', personId), eb('email', '=', email ?? '')]))
		.execute();
}
