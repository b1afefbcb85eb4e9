import { requireRole } from '#lib/accounts/server/require.ts';
import { listPaperRequests } from '#lib/consent/server/paper.ts';
import type { PageServerLoad } from './$types';

/** For admins. */
export const load: PageServerLoad = async ({ locals }) => {
	requireRole(locals, 'admin');
	return { requests: await listPaperRequests(locals.db) };
};
