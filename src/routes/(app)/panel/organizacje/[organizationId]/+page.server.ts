import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { OrganizationForm } from '#lib/organizations/organization-forms.ts';
import { listInvitations } from '#lib/organizations/server/invitations.ts';
import { changeOrganization, getOrganization } from '#lib/organizations/server/organizations.ts';
import {
	inviteToTeam,
	takeRoleBack,
	withdrawInvitation,
	type TeamRequest
} from '#lib/organizations/server/team-requests.ts';
import { listTeam } from '#lib/organizations/server/team.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const admin = requireRole(locals, 'admin');
	const organization = await getOrganization(locals.db, admin.id, params.organizationId);
	return {
		organization,
		viewerId: admin.id,
		members: await listTeam(locals.db, organization.id),
		invitations: await listInvitations(locals.db, { organizationId: organization.id, learnerGroupId: null }),
		said: ['wyslano', 'zapisano'].find((name) => url.searchParams.has(name)) ?? null
	};
};

/** For administrators. */
const asked = ({ locals, params, request, getClientAddress }: RequestEvent): TeamRequest => ({
	person: requireRole(locals, 'admin'),
	organizationId: params.organizationId,
	db: locals.db,
	settings: locals.app.settings,
	address: getClientAddress(),
	request
});

export const actions = {
	zmien: async ({ locals, params, request, getClientAddress }) => {
		const admin = requireRole(locals, 'admin');
		const { data, invalid } = await readForm(request, OrganizationForm);
		if (invalid) return fail(400, { ...invalid, about: 'organization' });

		const { name, kind, county } = data;
		const administrator = { id: admin.id, address: getClientAddress() };
		await changeOrganization(locals.db, administrator, params.organizationId, { name, kind, countyCode: county });
		redirect(303, `/panel/organizacje/${params.organizationId}?zapisano`);
	},

	/** For administrators; see `asked`. */
	zapros: async (event) => {
		const { link, refused } = await inviteToTeam(asked(event));
		if (refused) return fail(refused.status, refused.invalid);
		if (link === null) redirect(303, `/panel/organizacje/${event.params.organizationId}?wyslano`);
		return { link };
	},

	/** For administrators; see `asked`. */
	odbierz: async (event) => {
		const refused = await takeRoleBack(asked(event));
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, `/panel/organizacje/${event.params.organizationId}`);
	},

	/** For administrators; see `asked`. */
	cofnij: async (event) => {
		const refused = await withdrawInvitation(asked(event));
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, `/panel/organizacje/${event.params.organizationId}`);
	}
} satisfies Actions;
