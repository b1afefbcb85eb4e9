import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { OrganizationForm } from '#lib/organizations/organization-forms.ts';
import { createOrganization, listOrganizations } from '#lib/organizations/server/organizations.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const admin = requireRole(locals, 'admin');
	return { organizations: await listOrganizations(locals.db, admin.id) };
};

export const actions = {
	dodaj: async ({ locals, request, getClientAddress }) => {
		const admin = requireRole(locals, 'admin');
		const { data, invalid } = await readForm(request, OrganizationForm);
		if (invalid) return fail(400, invalid);

		const { name, kind, county } = data;
		const administrator = { id: admin.id, address: getClientAddress() };
		const id = await createOrganization(locals.db, administrator, { name, kind, countyCode: county });
		redirect(303, `/panel/organizacje/${id}`);
	}
} satisfies Actions;
