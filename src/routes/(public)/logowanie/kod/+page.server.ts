import { fail, redirect } from '@sveltejs/kit';
import { SecondFactorForm } from '#lib/accounts/account-forms.ts';
import { safeNextPath } from '#lib/accounts/next-path.ts';
import { pageAfterSignIn } from '#lib/accounts/server/page-after-sign-in.ts';
import { passSecondFactor } from '#lib/accounts/server/second-factor.ts';
import { findHalfSignedIn } from '#lib/accounts/server/sign-in.ts';
import { broughtToken, keepSignIn, originOf, refusalOf, textsOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has just given the right password of an account with a second factor. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const next = safeNextPath(url.searchParams.get('dalej'));
	if (locals.person) redirect(303, next);
	if (!(await findHalfSignedIn(locals.db, broughtToken(event) ?? ''))) redirect(303, '/logowanie');
	event.setHeaders({ 'cache-control': 'no-store' });
	return { next, isRemembered: url.searchParams.has('pamietaj') };
};

export const actions = {
	/** For whoever has just given the right password of an account with a second factor. */
	default: async (event) => {
		const { locals, request } = event;
		const halfToken = broughtToken(event) ?? '';
		if (!(await findHalfSignedIn(locals.db, halfToken))) redirect(303, '/logowanie');
		const { data, invalid } = await readForm(request, SecondFactorForm);
		if (invalid) return fail(400, invalid);

		let passed;
		try {
			passed = await passSecondFactor(locals.db, halfToken, { code: data.code, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'code');
			return fail(status, invalid);
		}
		if (!passed) {
			const code = 'Ten kod się nie zgadza albo był już użyty. Poczekaj na następny kod w aplikacji i wpisz go.';
			return fail(400, invalidForm(textsOf(data), { code }));
		}
		await keepSignIn(event, passed.token, data.remember);
		if (passed.mustChangePassword) redirect(303, '/konto/haslo');
		redirect(303, await pageAfterSignIn(locals.db, passed.token, safeNextPath(data.dalej)));
	}
} satisfies Actions;
