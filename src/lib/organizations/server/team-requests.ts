import type { SignedInPerson } from '#lib/accounts/person.ts';
import { isOwnPassword } from '#lib/accounts/server/password-change.ts';
import { refusalOf, textsOf } from '#lib/accounts/server/visit.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { invalidForm, readForm, type InvalidForm } from '#lib/server/forms.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import type { Settings } from '#lib/server/settings.ts';
import { RoleInvitationForm, RoleRevocationForm, WithdrawalForm } from '../invitation-forms.ts';
import { mailInvitation } from './invitation-mail.ts';
import { createInvitation, revokeInvitation } from './invitations.ts';
import { revokeRole } from './team.ts';

/** Who sends a form about the team of which organization. */
export interface TeamRequest {
	db: Db;
	settings: Pick<Settings, 'origin'>;
	person: SignedInPerson;
	address: string;
	organizationId: string;
	request: Request;
}

/** Shown again with `about`: which of the page's forms it is, the id of a person with a role, or null for the invitation. */
export interface RefusedTeamForm {
	status: number;
	invalid: InvalidForm & { about: string | null };
}

const WRONG_PASSWORD = 'To nie jest Twoje hasło. Wpisz je jeszcze raz.';

/** @returns the link to hand over, null when it was mailed; or the form as it was refused */
export async function inviteToTeam(
	asked: TeamRequest
): Promise<{ link: string | null; refused?: undefined } | { link?: undefined; refused: RefusedTeamForm }> {
	const { db, settings, person, organizationId } = asked;
	const { data, invalid } = await readForm(asked.request, RoleInvitationForm);
	if (invalid) return { refused: { status: 400, invalid: { ...invalid, about: null } } };
	const refused = await findPasswordRefusal(asked, data, null);
	if (refused) return { refused };

	const { role, email, displayName } = data;
	try {
		const token = await inTransaction(db, async (trx) => {
			const wanted = { organizationId, learnerGroupId: null, role, email, displayName };
			const made = await createInvitation(trx, { id: person.id, address: asked.address }, wanted);
			if (email !== null) await mailInvitation(trx, settings.origin, made);
			return made;
		});
		nudgeJobs(db);
		return { link: email === null ? `${settings.origin}/zaproszenie/${token}` : null };
	} catch (error) {
		return { refused: about(null, refusalOf(error, data, 'email')) };
	}
}

/** @returns the form as it was refused; undefined: the role is gone */
export async function takeRoleBack(asked: TeamRequest): Promise<RefusedTeamForm | undefined> {
	const { db, person, address, organizationId } = asked;
	const { data, invalid } = await readForm(asked.request, RoleRevocationForm);
	if (invalid) {
		const { person = '', role = '' } = invalid.values;
		return { status: 400, invalid: { ...invalid, about: `${person} ${role}` } };
	}
	const place = `${data.person} ${data.role}`;
	const refused = await findPasswordRefusal(asked, data, place);
	if (refused) return refused;
	try {
		await revokeRole(db, { id: person.id, address }, { organizationId, personId: data.person, role: data.role });
	} catch (error) {
		return about(place, refusalOf(error, {}, 'password'));
	}
	return undefined;
}

/** @returns the form as it was refused; undefined: the invitation is worthless now */
export async function withdrawInvitation(asked: TeamRequest): Promise<RefusedTeamForm | undefined> {
	const { db, person, address, organizationId } = asked;
	const { data, invalid } = await readForm(asked.request, WithdrawalForm);
	if (invalid) return about(null, { status: 400, invalid });
	const which = { id: data.invitation, organizationId, learnerGroupId: null };
	await revokeInvitation(db, { id: person.id, address }, which);
	return undefined;
}

async function findPasswordRefusal(
	{ db, person }: TeamRequest,
	data: { password: string },
	place: string | null
): Promise<RefusedTeamForm | undefined> {
	try {
		if (await isOwnPassword(db, person.id, data.password)) return undefined;
	} catch (error) {
		return about(place, refusalOf(error, data, 'password'));
	}
	return about(place, { status: 400, invalid: invalidForm(textsOf(data), { password: WRONG_PASSWORD }) });
}

const about = (
	place: string | null,
	{ status, invalid }: { status: number; invalid: InvalidForm }
): RefusedTeamForm => ({
	status,
	invalid: { ...invalid, about: place }
});
