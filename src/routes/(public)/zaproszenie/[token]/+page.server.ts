import { fail, redirect } from '@sveltejs/kit';
import { findPasswordProblem } from '#lib/accounts/password-rules.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { keepSignIn, originOf, refusalOf, textsOf } from '#lib/accounts/server/visit.ts';
import { InvitedAccountForm } from '#lib/organizations/invitation-forms.ts';
import { acceptInvitation, registerInvited, type Accepted } from '#lib/organizations/server/accept-invitation.ts';
import { getInvitation } from '#lib/organizations/server/invitations.ts';
import { EVEN_MS, takeAtLeast } from '#lib/server/even-time.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import { hasMailbox } from '#lib/server/mail.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the link; looking changes nothing. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const { organizationId, organizationName, group, role, email, displayName, expiresAt } = await getInvitation(
		locals.db,
		params.token
	);
	return {
		invitation: {
			organizationId,
			organizationName,
			groupName: group?.name ?? null,
			role,
			email,
			displayName,
			expiresAt
		},
		viewer: locals.person && { displayName: locals.person.displayName, kind: locals.person.kind },
		path: `/zaproszenie/${params.token}`,
		isSent: url.searchParams.has('wyslano'),
		hasMailbox: hasMailbox(locals.app.settings)
	};
};

export const actions = {
	/** For whoever has the link and is signed in. */
	przyjmij: async (event) => {
		const { locals, params } = event;
		const person = requirePerson(locals);
		const { signInToken, path } = await acceptInvitation(locals.db, params.token, person, originOf(event));
		if (signInToken) await keepSignIn(event, signInToken);
		redirect(303, path);
	},

	/** For whoever has the link. */
	zarejestruj: async (event) => {
		const { locals, params, request } = event;
		await getInvitation(locals.db, params.token);
		const { data, invalid } = await readForm(request, InvitedAccountForm);
		if (invalid) return fail(400, invalid);
		const problem = findPasswordProblem(data.password, data);
		if (problem) return fail(400, invalidForm(textsOf(data), { password: problem }));

		let accepted: Accepted | null;
		try {
			await countUse(locals.db, `form:${networkOf(originOf(event).address)}`, FORM_RULE);
			const { db, app } = locals;
			accepted = await takeAtLeast(EVEN_MS, () =>
				registerInvited(db, app.settings, params.token, data, originOf(event))
			);
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'email');
			return fail(status, invalid);
		}
		if (!accepted) redirect(303, `/zaproszenie/${params.token}?wyslano`);
		if (accepted.signInToken) await keepSignIn(event, accepted.signInToken);
		redirect(303, accepted.path);
	}
} satisfies Actions;
