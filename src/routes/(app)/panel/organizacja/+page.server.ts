import { fail, redirect } from '@sveltejs/kit';
import { addLogo, dropLogo, saveProfileForm, type ProfileRequest } from '#lib/organizations/server/profile-requests.ts';
import { getProfile } from '#lib/organizations/server/profile.ts';
import { requireWorkplace } from '#lib/organizations/server/require-workplace.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SAVED = '/panel/organizacja?zapisano';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { person, organizationId } = requireWorkplace(locals);
	return {
		profile: await getProfile(locals.db, person.id, organizationId),
		isSaved: url.searchParams.has('zapisano')
	};
};

/** For coordinators. */
const asked = ({ locals, request, getClientAddress }: RequestEvent): ProfileRequest => ({
	...requireWorkplace(locals),
	db: locals.db,
	address: getClientAddress(),
	request
});

export const actions = {
	/** For coordinators; see `asked`. */
	zapisz: async (event) => {
		const invalid = await saveProfileForm(asked(event));
		if (invalid) return fail(400, invalid);
		redirect(303, SAVED);
	},

	/** For coordinators; see `asked`. */
	dodajLogo: async (event) => {
		const invalid = await addLogo(asked(event));
		if (invalid) return fail(400, invalid);
		redirect(303, SAVED);
	},

	/** For coordinators; see `asked`. */
	usunLogo: async (event) => {
		await dropLogo(asked(event));
		redirect(303, SAVED);
	}
} satisfies Actions;
