import { fail, redirect } from '@sveltejs/kit';
import { addLogo, dropLogo, saveProfileForm, type ProfileRequest } from '#lib/organizations/server/profile-requests.ts';
import { getProfile } from '#lib/organizations/server/profile.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const admin = requireRole(locals, 'admin');
	return {
		profile: await getProfile(locals.db, admin.id, params.organizationId),
		isSaved: url.searchParams.has('zapisano')
	};
};

/** For administrators. */
const asked = ({ locals, params, request, getClientAddress }: RequestEvent): ProfileRequest => ({
	person: requireRole(locals, 'admin'),
	organizationId: params.organizationId,
	db: locals.db,
	address: getClientAddress(),
	request
});

export const actions = {
	/** For administrators; see `asked`. */
	zapisz: async (event) => {
		const invalid = await saveProfileForm(asked(event));
		if (invalid) return fail(400, invalid);
		redirect(303, `/panel/organizacje/${event.params.organizationId}/dane?zapisano`);
	},

	/** For administrators; see `asked`. */
	dodajLogo: async (event) => {
		const invalid = await addLogo(asked(event));
		if (invalid) return fail(400, invalid);
		redirect(303, `/panel/organizacje/${event.params.organizationId}/dane?zapisano`);
	},

	/** For administrators; see `asked`. */
	usunLogo: async (event) => {
		await dropLogo(asked(event));
		redirect(303, `/panel/organizacje/${event.params.organizationId}/dane?zapisano`);
	}
} satisfies Actions;
