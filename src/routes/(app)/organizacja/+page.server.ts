import { fail, redirect } from '@sveltejs/kit';
import { safeNextPath } from '#lib/accounts/next-path.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { WorkplaceForm } from '#lib/organizations/organization-forms.ts';
import { listWorkplaces, switchWorkplace } from '#lib/organizations/server/workplace.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, organizationId } = requireRole(locals, 'teacher', 'coordinator');
	return { workplaces: await listWorkplaces(locals.db, id), current: organizationId };
};

export const actions = {
	przelacz: async ({ locals, request }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { data, invalid } = await readForm(request, WorkplaceForm);
		if (invalid) return fail(400, invalid);

		await switchWorkplace(locals.db, person, data.organization);
		redirect(303, data.dalej === '' ? '/grupy' : safeNextPath(data.dalej));
	}
} satisfies Actions;
