import { fail, redirect } from '@sveltejs/kit';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { ConsentRequestForm } from '#lib/consent/consent-forms.ts';
import { askConsent } from '#lib/consent/server/consents.ts';
import { EVEN_MS, takeAtLeast } from '#lib/server/even-time.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions } from './$types';

export const actions = {
	/** For everyone. */
	default: async (event) => {
		const { locals, request } = event;
		const { data, invalid } = await readForm(request, ConsentRequestForm);
		if (invalid) return fail(400, invalid);
		let token: string;
		try {
			await countUse(locals.db, `form:${networkOf(originOf(event).address)}`, FORM_RULE);
			const ask = () => askConsent(locals.db, locals.app.settings, data, new Date());
			token = await takeAtLeast(EVEN_MS, ask);
		} catch (error) {
			const { status, invalid } = refusalOf(error, { ...data }, 'nickname');
			return fail(status, invalid);
		}
		redirect(303, `/rejestracja/zgoda/${token}`);
	}
} satisfies Actions;
