import { fail, redirect } from '@sveltejs/kit';
import { NameForm } from '#lib/accounts/account-forms.ts';
import { getMyAccount, renameMyself } from '#lib/accounts/server/my-account.ts';
import { listOrganizationsOf } from '#lib/organizations/server/profile.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { endAllSignIns, endListedSignIn, listSignIns } from '#lib/accounts/server/sign-in.ts';
import { leave } from '#lib/accounts/server/visit.ts';
import { formatDay, formatInstant } from '#lib/format.ts';
import { readForm, readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody signed in: their own data. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const person = requirePerson(locals);
	const account = await getMyAccount(locals.db, person.id);
	const signIns = await listSignIns(locals.db, person.id);
	const said = ['nazwa', 'haslo', 'drugi-skladnik', 'wylogowano'].find((name) => url.searchParams.has(name)) ?? null;
	return {
		account: { ...account, createdAt: formatDay(account.createdAt) },
		signIns: signIns.map(({ id, device, createdAt, lastSeenAt }) => ({
			id,
			device,
			createdAt: formatInstant(createdAt),
			lastSeenAt: formatInstant(lastSeenAt),
			isThisOne: id === person.signInId
		})),
		organizations: await listOrganizationsOf(locals.db, person.id),
		said
	};
};

export const actions = {
	/** For everybody signed in: their own name. */
	rename: async ({ locals, request }) => {
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request, NameForm);
		if (invalid) return fail(400, invalid);
		await renameMyself(locals.db, person.id, data.displayName);
		redirect(303, '/konto?nazwa');
	},

	/** For everybody signed in: one of their own sign-ins. */
	endSignIn: async ({ locals, request }) => {
		const person = requirePerson(locals);
		const id = (await readFormData(request)).get('id');
		if (typeof id === 'string') await endListedSignIn(locals.db, person.id, id);
		redirect(303, '/konto?wylogowano');
	},

	/** For everybody signed in: all of their own sign-ins. */
	endAll: async (event) => {
		const person = requirePerson(event.locals);
		await endAllSignIns(event.locals.db, person.id);
		await leave(event);
		redirect(303, '/logowanie?wylogowano');
	}
} satisfies Actions;
