import { fail, redirect } from '@sveltejs/kit';
import { AddressForm } from '#lib/accounts/account-forms.ts';
import { requestPasswordReset } from '#lib/accounts/server/password-change.ts';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { EVEN_MS, takeAtLeast } from '#lib/server/even-time.ts';
import { readForm } from '#lib/server/forms.ts';
import { hasMailbox } from '#lib/server/mail.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everyone. */
export const load: PageServerLoad = ({ locals, url }) => ({
	isSent: url.searchParams.has('wyslano'),
	hasMailbox: hasMailbox(locals.app.settings)
});

export const actions = {
	/** For everyone; the answer does not tell whether the address has an account. */
	default: async (event) => {
		const { locals, request } = event;
		const { data, invalid } = await readForm(request, AddressForm);
		if (invalid) return fail(400, invalid);
		try {
			await countUse(locals.db, `form:${networkOf(originOf(event).address)}`, FORM_RULE);
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'email');
			return fail(status, invalid);
		}
		await takeAtLeast(EVEN_MS, () => requestPasswordReset(locals.db, locals.app.settings, data.email));
		redirect(303, '/haslo?wyslano');
	}
} satisfies Actions;
