import { fail, redirect } from '@sveltejs/kit';
import { ChangePasswordForm } from '#lib/accounts/account-forms.ts';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { changePassword, type PasswordChange } from '#lib/accounts/server/password-change.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { keepSignIn, originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody signed in; who came with a one-time code gets no further without a password of their own. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const { email, signInName } = await getMyAccount(locals.db, person.id);
	return { isForced: person.mustChangePassword, login: email ?? signInName ?? '', displayName: person.displayName };
};

export const actions = {
	/** For everybody signed in: their own password. */
	default: async (event) => {
		const { locals, request } = event;
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request, ChangePasswordForm);
		if (invalid) return fail(400, invalid);

		let change: PasswordChange;
		try {
			change = await changePassword(locals.db, locals.app.settings, person, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'currentPassword');
			return fail(status, invalid);
		}
		if (change.token === undefined) return fail(400, invalidForm({}, { [change.field]: change.problem }));
		await keepSignIn(event, change.token);
		redirect(303, person.mustChangePassword ? '/moje' : '/konto?haslo');
	}
} satisfies Actions;
