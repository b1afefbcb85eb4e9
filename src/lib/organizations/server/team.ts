import { endAllSignIns } from '#lib/accounts/server/sign-in.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import { isStaffedBy } from '#lib/groups/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { InvitedRole } from '../invitation.ts';
import { isManagedBy } from './access.ts';

export interface TeamMember {
	id: string;
	displayName: string;
	email: string | null;
	role: InvitedRole;
	grantedAt: string;
}

/** Who holds which role in an organization the caller was let into: coordinators first, each in Polish order. */
export async function listTeam(db: Db, organizationId: string): Promise<TeamMember[]> {
	const rows = await db
		.selectFrom('role as r')
		.innerJoin('userAccount as a', 'a.id', 'r.userAccountId')
		.select(['a.id', 'a.displayName', 'a.email', 'r.name as role', 'r.grantedAt'])
		.where('r.organizationId', '=', organizationId)
		.where('r.name', 'in', ['teacher', 'coordinator'])
		.$narrowType<{ role: InvitedRole }>()
		.execute();
	return rows.sort((a, b) => a.role.localeCompare(b.role) || comparePolish(a.displayName, b.displayName));
}

/**
 * Takes a role back; it is gone with the person's next request, and so are their sign-ins and the invitations they made
 * that they could no longer make.
 * @throws AppError 404 for an organization of somebody else or a role nobody holds, 409 for one's own
 */
export async function revokeRole(
	db: Db,
	actor: Actor,
	which: { organizationId: string; personId: string; role: InvitedRole },
	now: Date = new Date()
): Promise<void> {
	const { organizationId, personId, role } = which;
	if (actor.id === personId) throw ownRole();
	await inTransaction(db, async (trx) => {
		await trx
			.deleteFrom('role')
			.where('userAccountId', '=', personId)
			.where('organizationId', '=', organizationId)
			.where('name', '=', role)
			.where((eb) => isManagedBy(actor.id, eb.val(organizationId)))
			.returning('id')
			.executeTakeFirstOrThrow(() => notFound('rola'));
		await endAllSignIns(trx, personId);
		await revokeInvitationsOf(trx, { organizationId, personId }, now);
		const { id: actorId, address } = actor;
		await writeAudit(
			trx,
			{
				actorId,
				address,
				organizationId,
				action: `${role}.revoked`,
				subjectKind: 'organization',
				subjectId: organizationId,
				detail: { person: personId }
			},
			now
		);
	});
}

/** Those to roles, and those to groups the person no longer answers for. */
async function revokeInvitationsOf(
	trx: Trx,
	{ organizationId, personId }: { organizationId: string; personId: string },
	now: Date
): Promise<void> {
	await trx
		.updateTable('invitation')
		.set({ revokedAt: now.toISOString() })
		.where('createdBy', '=', personId)
		.where('organizationId', '=', organizationId)
		.where((eb) =>
			eb.or([
				eb('role', 'is not', null),
				eb.not(
					isStaffedBy(personId, eb.ref('invitation.learnerGroupId').$notNull(), eb.ref('invitation.organizationId'))
				)
			])
		)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.execute();
}

const ownRole = () =>
	new AppError(409, 'own_role', 'Własnej roli nie można zmienić. Poproś innego koordynatora albo administratora.');
