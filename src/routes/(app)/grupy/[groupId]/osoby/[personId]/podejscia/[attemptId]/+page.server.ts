import { requireRole } from '#lib/accounts/server/require.ts';
import { getLearnerName, viewAttempt } from '#lib/board/server/attempts-in-group.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group; each look is written to the audit log. */
export const load: PageServerLoad = async ({ locals, params, getClientAddress }) => {
	const staff = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, staff.id, params.groupId);
	const { personId, attemptId } = params;
	const attempt = await viewAttempt(locals.db, { id: staff.id, address: getClientAddress() }, group, {
		personId,
		attemptId,
		courses: locals.courses,
		issuer: locals.app.settings.operator.name,
		now: new Date()
	});
	return { group, person: { id: personId, name: await getLearnerName(locals.db, group.id, personId) }, attempt };
};
