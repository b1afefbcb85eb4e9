import { createToken, digestOf, looksLikeToken } from '#lib/accounts/server/secret-token.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { isStaffedBy } from '#lib/groups/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { InvitationView, InvitedRole } from '../invitation.ts';
import { isManagedBy } from './access.ts';

const LIFETIME_MS = 14 * 24 * 3_600_000;

/** To a role in an organization, or to a group of it as a learner; never both. */
export type NewInvitation = {
	organizationId: string;
	/**
	 * Whom the link is mailed to: it then proves the address, so it must be shown to nobody else. null: a link to hand
	 * over.
	 */
	email: string | null;
	/** What the inviter calls the person; null: not said. */
	displayName: string | null;
} & ({ role: InvitedRole; learnerGroupId: null } | { role: null; learnerGroupId: string });

/**
 * Makes the secret of a link that works once and for 14 days; only its digest is stored. A coordinator invites to the
 * own organization, an administrator to any, whoever answers for an open group to that group.
 * @returns the token, for `/zaproszenie/<token>`
 * @throws AppError 404 for an organization or a group of somebody else, or a group in the archive
 */
export async function createInvitation(
	trx: Trx,
	actor: Actor,
	wanted: NewInvitation,
	now: Date = new Date()
): Promise<string> {
	await (wanted.role === null ? assertMayInviteToGroup : assertMayInviteToRole)(trx, actor.id, wanted);
	const token = createToken();
	const { organizationId, learnerGroupId, role, email, displayName } = wanted;
	const id = digestOf(token);
	await trx
		.insertInto('invitation')
		.values({
			id,
			organizationId,
			learnerGroupId,
			role,
			email,
			displayName,
			createdBy: actor.id,
			createdAt: now.toISOString(),
			expiresAt: new Date(now.getTime() + LIFETIME_MS).toISOString(),
			acceptedAt: null,
			acceptedBy: null,
			revokedAt: null
		})
		.execute();
	await audit(trx, actor, { id, organizationId, learnerGroupId, role }, 'invitation.created', now);
	return token;
}

async function assertMayInviteToRole(trx: Trx, actorId: string, { organizationId }: NewInvitation): Promise<void> {
	await trx
		.selectFrom('organization as o')
		.select('o.id')
		.where('o.id', '=', organizationId)
		.where((eb) => isManagedBy(actorId, eb.ref('o.id')))
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
}

async function assertMayInviteToGroup(trx: Trx, actorId: string, wanted: NewInvitation): Promise<void> {
	await trx
		.selectFrom('learnerGroup as g')
		.select('g.id')
		.where('g.id', '=', wanted.learnerGroupId)
		.where('g.organizationId', '=', wanted.organizationId)
		.where('g.archivedAt', 'is', null)
		.where((eb) => isStaffedBy(actorId, eb.ref('g.id'), eb.ref('g.organizationId')))
		.executeTakeFirstOrThrow(() => notFound('grupa'));
}

/** Every column of an invitation that still works at `now`. */
const openInvitations = (db: Db, now: Date) =>
	db
		.selectFrom('invitation as i')
		.where('i.acceptedAt', 'is', null)
		.where('i.revokedAt', 'is', null)
		.where('i.expiresAt', '>', now.toISOString());

/**
 * What a link leads to; looking changes nothing.
 * @throws AppError 404 for a link that never was, was used or taken back, or came too late: nobody learns which
 */
export async function getInvitation(db: Db, token: string, now: Date = new Date()): Promise<InvitationView> {
	if (!looksLikeToken(token)) throw deadInvitation();
	const { groupId, groupName, ...row } = await openInvitations(db, now)
		.innerJoin('organization as o', 'o.id', 'i.organizationId')
		.leftJoin('learnerGroup as g', 'g.id', 'i.learnerGroupId')
		.select(['i.organizationId', 'i.role', 'i.email', 'i.displayName', 'i.expiresAt'])
		.select(['o.name as organizationName', 'g.id as groupId', 'g.name as groupName'])
		.where('i.id', '=', digestOf(token))
		.executeTakeFirstOrThrow(deadInvitation);
	return { ...row, group: groupId === null || groupName === null ? null : { id: groupId, name: groupName } };
}

export interface ListedInvitation {
	/** The digest of the token. */
	id: string;
	role: InvitedRole | null;
	email: string | null;
	displayName: string | null;
	createdAt: string;
	expiresAt: string;
}

/** The open invitations to roles in an organization the caller was let into, or to one of its groups; newest first. */
export function listInvitations(
	db: Db,
	{ organizationId, learnerGroupId }: { organizationId: string; learnerGroupId: string | null },
	now: Date = new Date()
): Promise<ListedInvitation[]> {
	return openInvitations(db, now)
		.select(['i.id', 'i.role', 'i.email', 'i.displayName', 'i.createdAt', 'i.expiresAt'])
		.where('i.organizationId', '=', organizationId)
		.where('i.learnerGroupId', learnerGroupId === null ? 'is' : '=', learnerGroupId)
		.orderBy('i.createdAt', 'desc')
		.execute();
}

/**
 * Makes an open invitation worthless, in an organization or a group the caller was let into.
 * @throws AppError 404 when there is none
 */
export async function revokeInvitation(
	db: Db,
	actor: Actor,
	which: { id: string; organizationId: string; learnerGroupId: string | null },
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const { role } = await trx
			.updateTable('invitation')
			.set({ revokedAt: now.toISOString() })
			.where('id', '=', which.id)
			.where('organizationId', '=', which.organizationId)
			.where('learnerGroupId', which.learnerGroupId === null ? 'is' : '=', which.learnerGroupId)
			.where('acceptedAt', 'is', null)
			.where('revokedAt', 'is', null)
			.returning('role')
			.executeTakeFirstOrThrow(() => notFound('zaproszenie'));
		await audit(trx, actor, { ...which, role }, 'invitation.revoked', now);
	});
}

function audit(
	trx: Trx,
	{ id: actorId, address }: Actor,
	{
		id,
		organizationId,
		learnerGroupId,
		role
	}: Pick<NewInvitation, 'organizationId' | 'learnerGroupId' | 'role'> & {
		id: string;
	},
	action: string,
	now: Date
): Promise<void> {
	const detail = { role: role ?? 'learner', group: learnerGroupId };
	return writeAudit(
		trx,
		{ actorId, address, organizationId, action, subjectKind: 'invitation', subjectId: id, detail },
		now
	);
}

export const deadInvitation = () =>
	new AppError(
		404,
		'dead_invitation',
		'To zaproszenie już nie działa: zostało przyjęte, cofnięte albo minął jego czas. Poproś o nowe osobę, która je wysłała.'
	);
