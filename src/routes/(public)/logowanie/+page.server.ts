import { fail, redirect } from '@sveltejs/kit';
import { SignInForm } from '#lib/accounts/account-forms.ts';
import { safeNextPath } from '#lib/accounts/next-path.ts';
import { pageAfterSignIn } from '#lib/accounts/server/page-after-sign-in.ts';
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
export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	const next = safeNextPath(url.searchParams.get('dalej'));
	if (locals.person) redirect(303, next);
	setHeaders({ 'cache-control': 'no-store' });
	const said = ['wylogowano', 'haslo'].find((name) => url.searchParams.has(name)) ?? null;
	return { next, said };
};

const REFUSALS: Record<Exclude<SignInOutcome['kind'], 'signedIn' | 'codeNeeded'>, string> = {
	wrong: 'Nazwa albo hasło się nie zgadza. Sprawdź obie rzeczy i spróbuj ponownie.',
	blocked: 'To konto jest zablokowane. Porozmawiaj z nauczycielem albo koordynatorem swojej organizacji.',
	unconfirmed:
		'Najpierw potwierdź swój adres: otwórz odnośnik z wiadomości, którą wysłaliśmy. Jeśli jej nie ma, poproś o nową pod formularzem.'
};

export const actions = {
	/** For everyone. */
	default: async (event) => {
		const { request, locals } = event;
		const { data, invalid } = await readForm(request, SignInForm);
		if (invalid) return fail(400, invalid);
		const next = safeNextPath(data.dalej);

		const browserSecret = browserSecretOf(event);
		let outcome: SignInOutcome;
		try {
			outcome = await signInWithPassword(locals.db, { ...data, ...originOf(event), browserSecret });
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'login');
			return fail(status, invalid);
		}
		if (outcome.kind !== 'signedIn' && outcome.kind !== 'codeNeeded') {
			return fail(400, invalidForm(textsOf(data), { login: REFUSALS[outcome.kind] }));
		}
		await keepSignIn(event, outcome.token, data.remember);
		keepBrowserSecret(event, browserSecret);
		if (outcome.kind === 'signedIn') {
			if (outcome.mustChangePassword) redirect(303, '/konto/haslo');
			redirect(303, await pageAfterSignIn(locals.db, outcome.token, next));
		}
		const query = new URLSearchParams({ dalej: next, ...(data.remember && { pamietaj: '1' }) });
		redirect(303, `/logowanie/kod?${query}`);
	}
} satisfies Actions;
