import { fail, redirect } from '@sveltejs/kit';
import { PictureSignInForm } from '#lib/accounts/account-forms.ts';
import { picturesSecret } from '#lib/accounts/pictures.ts';
import { signInWithPassword, type SignInOutcome } from '#lib/accounts/server/password-sign-in.ts';
import {
	browserSecretOf,
	keepBrowserSecret,
	keepSignIn,
	originOf,
	refusalOf,
	textsOf
} from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everyone. */
export const load: PageServerLoad = ({ locals, setHeaders }) => {
	if (locals.person) redirect(303, '/moje');
	setHeaders({ 'cache-control': 'no-store' });
};

const WRONG =
	'Nazwa albo obrazki się nie zgadzają. Spróbuj jeszcze raz. Jeśli dalej się nie udaje, poproś nauczyciela o nową kartę.';
const BLOCKED = 'To konto jest zablokowane. Porozmawiaj z nauczycielem.';

export const actions = {
	/** For everyone. */
	default: async (event) => {
		const { request, locals } = event;
		const { data, invalid } = await readForm(request, PictureSignInForm);
		if (invalid) return fail(400, invalid);

		const { login } = data;
		const browserSecret = browserSecretOf(event);
		let outcome: SignInOutcome;
		try {
			const given = { login, password: picturesSecret(data), secretKind: 'pictures' as const };
			outcome = await signInWithPassword(locals.db, { ...given, ...originOf(event), browserSecret });
		} catch (error) {
			const { status, invalid } = refusalOf(error, { login }, 'login');
			return fail(status, invalid);
		}
		if (outcome.kind !== 'signedIn' && outcome.kind !== 'codeNeeded') {
			return fail(400, invalidForm(textsOf({ login }), { login: outcome.kind === 'blocked' ? BLOCKED : WRONG }));
		}
		await keepSignIn(event, outcome.token);
		keepBrowserSecret(event, browserSecret);
		redirect(303, outcome.kind === 'signedIn' ? '/moje' : '/logowanie/kod');
	}
} satisfies Actions;
