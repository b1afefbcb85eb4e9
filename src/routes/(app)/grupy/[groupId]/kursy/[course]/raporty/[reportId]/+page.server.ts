import { requireRole } from '#lib/accounts/server/require.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { getReport } from '#lib/reports/server/reports.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group; also when it no longer has the course. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const report = await getReport(locals.db, { ...params, groupId: group.id });
	return { group, courseSlug: params.course, report };
};
