import { fail, redirect } from '@sveltejs/kit';
import { listInvitations } from '#lib/organizations/server/invitations.ts';
import { requireWorkplace } from '#lib/organizations/server/require-workplace.ts';
import {
	inviteToTeam,
	takeRoleBack,
	withdrawInvitation,
	type TeamRequest
} from '#lib/organizations/server/team-requests.ts';
import { listTeam } from '#lib/organizations/server/team.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { person, organizationId } = requireWorkplace(locals);
	return {
		viewerId: person.id,
		members: await listTeam(locals.db, organizationId),
		invitations: await listInvitations(locals.db, { organizationId, learnerGroupId: null }),
		isMailed: url.searchParams.has('wyslano')
	};
};

const asked = ({ locals, request, getClientAddress }: RequestEvent): TeamRequest => ({
	...requireWorkplace(locals),
	db: locals.db,
	settings: locals.app.settings,
	address: getClientAddress(),
	request
});

export const actions = {
	/** For coordinators; see `asked`. */
	zapros: async (event) => {
		const { link, refused } = await inviteToTeam(asked(event));
		if (refused) return fail(refused.status, refused.invalid);
		if (link === null) redirect(303, '/panel/zespol?wyslano');
		return { link };
	},

	/** For coordinators; see `asked`. */
	odbierz: async (event) => {
		const refused = await takeRoleBack(asked(event));
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, '/panel/zespol');
	},

	/** For coordinators; see `asked`. */
	cofnij: async (event) => {
		const refused = await withdrawInvitation(asked(event));
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, '/panel/zespol');
	}
} satisfies Actions;
