import { fail, redirect } from '@sveltejs/kit';
import { ConfirmationForm } from '#lib/accounts/account-forms.ts';
import { safeNextPath } from '#lib/accounts/next-path.ts';
import { confirmEmail, getUnconfirmed } from '#lib/accounts/server/registration.ts';
import { keepSignIn, originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the link; looking changes nothing. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return getUnconfirmed(locals.db, params.token);
};

export const actions = {
	/** For whoever has the link and knows the password given at registration. */
	default: async (event) => {
		const { locals, params, request } = event;
		const { data, invalid } = await readForm(request, ConfirmationForm);
		if (invalid) return fail(400, invalid);

		let token: string | null;
		try {
			token = await confirmEmail(locals.db, params.token, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'password');
			return fail(status, invalid);
		}
		if (!token) {
			const password = 'To nie jest hasło podane przy zakładaniu konta. Wpisz je jeszcze raz albo załóż konto od nowa.';
			return fail(400, invalidForm({}, { password }));
		}
		await keepSignIn(event, token);
		redirect(303, safeNextPath(event.url.searchParams.get('dalej')));
	}
} satisfies Actions;
