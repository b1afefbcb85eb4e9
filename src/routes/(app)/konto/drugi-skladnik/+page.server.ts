import { fail, redirect } from '@sveltejs/kit';
import { EnrolSecondFactorForm, RemoveSecondFactorForm } from '#lib/accounts/account-forms.ts';
import { needsSecondFactor } from '#lib/accounts/person.ts';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { qrPath } from '#lib/accounts/server/qr-path.ts';
import { isSecondFactorMissing, requirePerson } from '#lib/accounts/server/require.ts';
import {
	disableSecondFactor,
	enableSecondFactor,
	type SecondFactorChange
} from '#lib/accounts/server/second-factor.ts';
import { createTotpSecret, totpAddress } from '#lib/accounts/server/totp.ts';
import { keepSignIn, originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm, readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody signed in. The secret offered is stored nowhere until a code made with it comes back. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const account = await getMyAccount(locals.db, person.id);
	if (account.hasSecondFactor) return { isOn: true as const };
	return { isOn: false as const, isNeeded: isSecondFactorMissing(locals), ...offer(createTotpSecret(), account) };
};

function offer(secret: string, account: { email: string | null; signInName: string | null }) {
	const grouped = secret.replace(/.{4}(?=.)/g, '$& ');
	return { secret, grouped, qr: qrPath(totpAddress(secret, account.email ?? account.signInName ?? '')) };
}

export const actions = {
	/** For everybody signed in: their own second factor. */
	enable: async (event) => {
		const { locals, request } = event;
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request.clone(), EnrolSecondFactorForm);
		const account = await getMyAccount(locals.db, person.id);
		const typed = data?.totpSecret ?? (await readFormData(request)).get('totpSecret');
		const sameOffer = typeof typed === 'string' && /^[A-Z2-7]{32}$/.test(typed) ? offer(typed, account) : null;
		if (invalid) return fail(400, { ...invalid, offer: sameOffer });

		let change: SecondFactorChange;
		try {
			change = await enableSecondFactor(locals.db, locals.app.settings, person, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'currentPassword');
			return fail(status, { ...invalid, offer: sameOffer });
		}
		if (change.token === undefined) {
			return fail(400, { ...invalidForm({}, { [change.field]: change.problem }), offer: sameOffer });
		}
		await keepSignIn(event, change.token);
		redirect(303, needsSecondFactor(person) ? '/panel' : '/konto?drugi-skladnik');
	},

	/** For everybody signed in: their own second factor. */
	disable: async (event) => {
		const { locals, request } = event;
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request, RemoveSecondFactorForm);
		if (invalid) return fail(400, { ...invalid, offer: null });

		let change: SecondFactorChange;
		try {
			change = await disableSecondFactor(locals.db, locals.app.settings, person, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'code');
			return fail(status, { ...invalid, offer: null });
		}
		if (change.token === undefined) {
			return fail(400, { ...invalidForm({}, { [change.field]: change.problem }), offer: null });
		}
		await keepSignIn(event, change.token);
		redirect(303, '/konto?drugi-skladnik');
	}
} satisfies Actions;
