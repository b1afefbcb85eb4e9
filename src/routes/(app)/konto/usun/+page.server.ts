import { fail, redirect } from '@sveltejs/kit';
import { isStaff } from '#lib/accounts/person.ts';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { browserCookie } from '#lib/accounts/server/sign-in.ts';
import { leave, originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { EraseForm, WRONG_PASSWORD } from '#lib/privacy/erase-form.ts';
import { eraseOwnAccount, isLastAdministrator, requireOwnAccount } from '#lib/privacy/server/erase.ts';
import { countMyCertificates } from '#lib/privacy/server/my-data.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody signed in: their own account. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const { email } = await getMyAccount(locals.db, person.id);
	return {
		login: email ?? '',
		isPupil: person.kind === 'pupil',
		isStaff: isStaff(person),
		isLastAdministrator: await isLastAdministrator(locals.db, person.id),
		certificateCount: await countMyCertificates(locals.db, person.id)
	};
};

export const actions = {
	/** For everybody signed in whose account is not a school's: their own account, for ever. */
	default: async (event) => {
		const { locals, request } = event;
		const person = requirePerson(locals);
		requireOwnAccount(person);
		const { data, invalid } = await readForm(request, EraseForm);
		if (invalid) return fail(400, invalid);

		const given = { password: data.currentPassword, address: originOf(event).address };
		try {
			const isErased = await eraseOwnAccount(locals.db, locals.app.settings, person, given);
			if (!isErased) return fail(400, invalidForm({ isSure: 'on' }, { currentPassword: WRONG_PASSWORD }));
		} catch (error) {
			const { status, invalid } = refusalOf(error, { isSure: true }, '');
			return fail(status, invalid);
		}
		await leave(event);
		const { name, attributes } = browserCookie(locals.app.settings);
		event.cookies.delete(name, attributes);
		redirect(303, '/konto-usuniete');
	}
} satisfies Actions;
