import { fail, redirect } from '@sveltejs/kit';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { getPupilOf } from '#lib/accounts/server/pupils.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { EraseForm, WRONG_PASSWORD } from '#lib/privacy/erase-form.ts';
import { erasePupil } from '#lib/privacy/server/erase.ts';
import { countMyCertificates } from '#lib/privacy/server/my-data.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For admins, and for coordinators of the pupil's organization. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'admin', 'coordinator');
	const { id, displayName, signInName } = await getPupilOf(locals.db, person.id, params.pupilId);
	const { email } = await getMyAccount(locals.db, person.id);
	return {
		pupil: { id, displayName, signInName },
		certificateCount: await countMyCertificates(locals.db, id),
		login: email ?? ''
	};
};

export const actions = {
	/** For admins, and for coordinators of the pupil's organization: the account, for ever. */
	default: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'admin', 'coordinator');
		await getPupilOf(locals.db, person.id, params.pupilId);
		const { data, invalid } = await readForm(request, EraseForm);
		if (invalid) return fail(400, invalid);

		const actor = { id: person.id, ...originOf(event) };
		try {
			const isErased = await erasePupil(locals.db, actor, params.pupilId, data.currentPassword);
			if (!isErased) return fail(400, invalidForm({ isSure: 'on' }, { currentPassword: WRONG_PASSWORD }));
		} catch (error) {
			const { status, invalid } = refusalOf(error, { isSure: true }, 'currentPassword');
			return fail(status, invalid);
		}
		redirect(303, '/panel/osoby?usunieto');
	}
} satisfies Actions;
