import { fail, redirect } from '@sveltejs/kit';
import { NewPasswordForm } from '#lib/accounts/account-forms.ts';
import { getResettable, resetPassword } from '#lib/accounts/server/password-change.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the link; looking changes nothing. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { displayName, email } = await getResettable(locals.db, params.token);
	return { displayName, email };
};

export const actions = {
	/** For whoever has the link. */
	default: async (event) => {
		const { locals, params, request } = event;
		const { data, invalid } = await readForm(request, NewPasswordForm);
		if (invalid) return fail(400, invalid);

		let problem: string | null;
		try {
			problem = await resetPassword(locals.db, locals.app.settings, params.token, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'password');
			return fail(status, invalid);
		}
		if (problem) return fail(400, invalidForm({}, { password: problem }));
		redirect(303, '/logowanie?haslo');
	}
} satisfies Actions;
