import { digestOf } from '#lib/accounts/server/secret-token.ts';
import { mailInvitation } from '#lib/organizations/server/invitation-mail.ts';
import { createInvitation } from '#lib/organizations/server/invitations.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Trx } from '#lib/server/db/db.ts';
import type { RosterPerson } from '../roster.ts';

/**
 * Invites the person of a row by mail, whether or not there is an account of this address: it belongs to its owner.
 * @returns the id of the invitation
 */
export async function inviteRow(
	trx: Trx,
	actor: Actor,
	{ person, target, origin }: Invited,
	now: Date
): Promise<string> {
	const wanted = {
		organizationId: target.organizationId,
		email: person.email,
		displayName: person.name === '' ? null : person.name
	};
	const token = await createInvitation(
		trx,
		actor,
		person.isTeacher
			? { ...wanted, role: 'teacher', learnerGroupId: null }
			: { ...wanted, role: null, learnerGroupId: target.learnerGroupId },
		now
	);
	await mailInvitation(trx, origin, token, now);
	return digestOf(token);
}

interface Invited {
	person: RosterPerson;
	target: { organizationId: string; learnerGroupId: string };
	origin: string;
}
