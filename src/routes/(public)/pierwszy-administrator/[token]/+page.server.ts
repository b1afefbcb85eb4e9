import { fail, redirect } from '@sveltejs/kit';
import { AdministratorForm } from '#lib/accounts/account-forms.ts';
import { findPasswordProblem } from '#lib/accounts/password-rules.ts';
import { assertAdministratorLink, createAdministrator } from '#lib/accounts/server/first-administrator.ts';
import { keepSignIn, originOf, refusalOf, textsOf } from '#lib/accounts/server/visit.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the link; looking changes nothing. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	await assertAdministratorLink(locals.db, params.token);
};

export const actions = {
	/** For whoever has the link. */
	default: async (event) => {
		const { locals, params, request } = event;
		await assertAdministratorLink(locals.db, params.token);
		const { data, invalid } = await readForm(request, AdministratorForm);
		if (invalid) return fail(400, invalid);
		const problem = findPasswordProblem(data.password, data);
		if (problem) return fail(400, invalidForm(textsOf(data), { password: problem }));

		let token: string;
		try {
			token = await createAdministrator(locals.db, params.token, { ...data, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'email');
			return fail(status, invalid);
		}
		await keepSignIn(event, token);
		redirect(303, '/panel');
	}
} satisfies Actions;
