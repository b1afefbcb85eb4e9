import { fail, redirect } from '@sveltejs/kit';
import { RegistrationForm } from '#lib/accounts/account-forms.ts';
import { findPasswordProblem } from '#lib/accounts/password-rules.ts';
import { register } from '#lib/accounts/server/registration.ts';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { originOf, refusalOf, textsOf } from '#lib/accounts/server/visit.ts';
import { EVEN_MS, takeAtLeast } from '#lib/server/even-time.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import { hasMailbox } from '#lib/server/mail.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everyone. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.person) redirect(303, '/moje');
	const isOldEnough = url.searchParams.get('wiek') === '16';
	return { isOldEnough, isSent: url.searchParams.has('wyslano'), hasMailbox: hasMailbox(locals.app.settings) };
};

export const actions = {
	/** For everyone. */
	default: async (event) => {
		const { locals, request } = event;
		const { data, invalid } = await readForm(request, RegistrationForm);
		if (invalid) return fail(400, invalid);
		const problem = findPasswordProblem(data.password, data);
		if (problem) return fail(400, invalidForm(textsOf(data), { password: problem }));

		try {
			await countUse(locals.db, `form:${networkOf(originOf(event).address)}`, FORM_RULE);
			await takeAtLeast(EVEN_MS, () => register(locals.db, locals.app.settings, data));
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'email');
			return fail(status, invalid);
		}
		redirect(303, '/rejestracja?wyslano');
	}
} satisfies Actions;
