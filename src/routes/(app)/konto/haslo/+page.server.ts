import { fail, redirect } from '@sveltejs/kit';
import { ChangePasswordForm, ChosenPicturesForm } from '#lib/accounts/account-forms.ts';
import { findPicturesProblem } from '#lib/accounts/pictures.ts';
import { createCardSecret } from '#lib/accounts/server/card-secret.ts';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { changePassword, type PasswordChange } from '#lib/accounts/server/password-change.ts';
import { choosePictures, mayUsePictures } from '#lib/accounts/server/pictures.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { keepSignIn, originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody signed in; who came with a card gets no further without a secret of their own. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const { email, signInName, secretKind } = await getMyAccount(locals.db, person.id);
	return {
		isForced: person.mustChangePassword,
		secretKind,
		mayUsePictures: person.mustChangePassword && (await mayUsePictures(locals.db, person.id)),
		login: email ?? signInName ?? '',
		displayName: person.displayName,
		idea: createCardSecret()
	};
};

export const actions = {
	/** For everybody signed in: their own password. */
	haslo: async (event) => {
		const { locals, request } = event;
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request, ChangePasswordForm);
		if (invalid) return fail(400, invalid);

		let change: PasswordChange;
		try {
			change = await changePassword(locals.db, locals.app.settings, person, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'currentPassword');
			return fail(status, invalid);
		}
		if (change.token === undefined) return fail(400, invalidForm({}, { [change.field]: change.problem }));
		await keepSignIn(event, change.token);
		redirect(303, person.mustChangePassword ? '/moje' : '/konto?haslo');
	},

	/** For pupils who came with a card and have a group that allows pictures; `choosePictures` asks. */
	obrazki: async (event) => {
		const { locals, request } = event;
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request, ChosenPicturesForm);
		if (invalid) return fail(400, invalid);
		const problem = findPicturesProblem(data);
		if (problem) return fail(400, invalidForm(data, { picture1: problem }));

		let token: string;
		try {
			token = await choosePictures(locals.db, person, { choice: data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'picture1');
			return fail(status, invalid);
		}
		await keepSignIn(event, token);
		redirect(303, '/moje');
	}
} satisfies Actions;
