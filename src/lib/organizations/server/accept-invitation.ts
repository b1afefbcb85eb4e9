import { randomUUID } from 'node:crypto';
import type { SignedInPerson } from '#lib/accounts/person.ts';
import { alreadyRegisteredMail } from '#lib/accounts/server/account-mail.ts';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { mailKey, openConfirmedAccount, register, type Registration } from '#lib/accounts/server/registration.ts';
import { digestOf } from '#lib/accounts/server/secret-token.ts';
import { endAllSignIns, startSignIn } from '#lib/accounts/server/sign-in.ts';
import { MAIL_RULE, mayUse } from '#lib/accounts/server/throttle.ts';
import { AppError } from '#lib/errors.ts';
import { addLearner } from '#lib/groups/server/members.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import { sendMail } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import type { InvitedRole } from '../invitation.ts';
import { isManagedBy } from './access.ts';
import { deadInvitation, getInvitation } from './invitations.ts';
import { switchWorkplace } from './workplace.ts';

export interface Accepted {
	/** Of the one sign-in that goes on; null: the one there is. */
	signInToken: string | null;
	/** Where to go now. */
	path: string;
}

/** Where a request came from. */
interface Origin {
	device: string;
	address: string;
}

/**
 * Accepts an invitation for somebody signed in; of two who try at once, one gets it. A new role ends all their sign-ins,
 * and the one at hand goes on with a new token and works in that organization.
 * @throws AppError 404 for a link that does not work or whose inviter may no longer invite, 409 when a pupil's account
 * would get a role or the inviter their own, or the group is in the archive
 */
export async function acceptInvitation(
	db: Db,
	token: string,
	person: Pick<SignedInPerson, 'id' | 'kind' | 'hasSecondFactor'>,
	from: Origin,
	now: Date = new Date()
): Promise<Accepted> {
	return inTransaction(db, async (trx) => {
		const { newRoleIn, path } = await spendInvitation(trx, token, person, from.address, now);
		if (newRoleIn === null) return { signInToken: null, path };
		await endAllSignIns(trx, person.id);
		return { signInToken: await signIn(trx, person, from.device, newRoleIn, now), path };
	});
}

/**
 * Opens an account for whoever holds an invitation. One that was mailed to the very address proves it: the account is
 * ready at once and the invitation accepted. Any other address is confirmed by mail first and the person comes back.
 * The answer does not tell whether an address has an account, except to who got the invitation there.
 * @returns null: a mail is on its way
 * @throws AppError 404 for a link that does not work
 */
export async function registerInvited(
	db: Db,
	settings: Settings,
	token: string,
	wanted: Registration,
	from: Origin,
	now: Date = new Date()
): Promise<Accepted | null> {
	const { email } = await getInvitation(db, token, now);
	if (wanted.email !== email) {
		await register(db, settings, wanted, now, `/zaproszenie/${token}`);
		return null;
	}
	const passwordHash = await hashPassword(wanted.password);
	const mayMail = await mayUse(db, mailKey(email), MAIL_RULE, now);
	const accepted = await inTransaction(db, async (trx) => {
		const id = await openConfirmedAccount(trx, { ...wanted, passwordHash }, now);
		if (id === undefined) {
			if (mayMail) await sendMail(trx, alreadyRegisteredMail(email, settings.origin), now);
			return null;
		}
		const person = { id, kind: 'email', hasSecondFactor: false } as const;
		const { newRoleIn, path } = await spendInvitation(trx, token, person, from.address, now);
		return { signInToken: await signIn(trx, person, from.device, newRoleIn, now), path };
	});
	nudgeJobs(db);
	return accepted;
}

async function signIn(
	trx: Trx,
	{ id, hasSecondFactor }: Pick<SignedInPerson, 'id' | 'hasSecondFactor'>,
	device: string,
	workplace: string | null,
	now: Date
): Promise<string> {
	const token = await startSignIn(trx, id, { device, hasSecondFactor }, now);
	if (workplace !== null) await switchWorkplace(trx, { id, signInId: digestOf(token) }, workplace);
	return token;
}

/** Uses an invitation up and gives what it promises, in the caller's transaction. */
async function spendInvitation(
	trx: Trx,
	token: string,
	person: Pick<SignedInPerson, 'id' | 'kind'>,
	address: string,
	now: Date
): Promise<{ newRoleIn: string | null; path: string }> {
	const invitation = await trx
		.updateTable('invitation')
		.set({ acceptedAt: now.toISOString(), acceptedBy: person.id })
		.where('id', '=', digestOf(token))
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now.toISOString())
		.returning(['organizationId', 'learnerGroupId', 'role', 'createdBy'])
		.executeTakeFirstOrThrow(deadInvitation);
	const { organizationId, learnerGroupId, role, createdBy } = invitation;
	let isNewRole = false;
	if (role !== null) isNewRole = await grantRole(trx, person, { organizationId, role, createdBy }, now);
	else if (learnerGroupId !== null) await addLearner(trx, learnerGroupId, person.id, now);
	await writeAudit(
		trx,
		{
			actorId: person.id,
			address,
			organizationId,
			action: 'invitation.accepted',
			subjectKind: 'organization',
			subjectId: organizationId,
			detail: { person: person.id, role: role ?? 'learner', group: learnerGroupId, invitedBy: createdBy }
		},
		now
	);
	return { newRoleIn: isNewRole ? organizationId : null, path: role === null ? '/moje' : START_PAGES[role] };
}

const START_PAGES: Record<InvitedRole, string> = { teacher: '/grupy', coordinator: '/panel' };

/** @returns whether the person did not hold the role before */
async function grantRole(
	trx: Trx,
	person: Pick<SignedInPerson, 'id' | 'kind'>,
	{ organizationId, role, createdBy }: { organizationId: string; role: InvitedRole; createdBy: string | null },
	now: Date
): Promise<boolean> {
	if (createdBy === null || !(await mayInvite(trx, createdBy, organizationId))) throw deadInvitation();
	if (person.kind === 'pupil') throw pupilsTakeNoRole();
	if (person.id === createdBy) throw ownInvitation();
	const granted = await trx
		.insertInto('role')
		.values({
			id: randomUUID(),
			userAccountId: person.id,
			organizationId,
			name: role,
			grantedAt: now.toISOString(),
			grantedBy: createdBy
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return granted !== undefined;
}

async function mayInvite(trx: Trx, personId: string, organizationId: string): Promise<boolean> {
	const found = await trx
		.selectFrom('organization as o')
		.select('o.id')
		.where('o.id', '=', organizationId)
		.where((eb) => isManagedBy(personId, eb.ref('o.id')))
		.executeTakeFirst();
	return found !== undefined;
}

const pupilsTakeNoRole = () =>
	new AppError(
		409,
		'pupils_take_no_role',
		'To zaproszenie jest dla dorosłych, którzy prowadzą grupy albo organizację. Wyloguj się i załóż konto z adresem e-mail.'
	);

const ownInvitation = () =>
	new AppError(
		409,
		'own_invitation',
		'To Twoje własne zaproszenie. Przekaż odnośnik osobie, którą zapraszasz: własnej roli nie można zmienić.'
	);
