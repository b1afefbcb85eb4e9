import { listOrganizationsOf } from '#lib/organizations/server/profile.ts';
import type { PageServerLoad } from './$types';

/** For everyone; who is signed in also finds the organizations that hold their data. */
export const load: PageServerLoad = async ({ locals }) => ({
	operator: locals.app.settings.operator,
	organizations: locals.person ? await listOrganizationsOf(locals.db, locals.person.id) : []
});
