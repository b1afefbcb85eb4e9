import { requireRole } from '#lib/accounts/server/require.ts';
import { noteGroupViewed } from '#lib/board/server/group-viewed.ts';
import { getGroupConfidence } from '#lib/confidence/server/group-confidence.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group: people are named. */
export const load: PageServerLoad = async ({ locals, params, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	await noteGroupViewed(locals.db, { id: person.id, address: getClientAddress() }, group, new Date());
	return {
		group,
		course: {
			slug: course.slug,
			title: course.title,
			asksConfidence: course.lessons.some(({ quiz }) => quiz !== null && quiz.confidence !== 'off')
		},
		confidence: await getGroupConfidence(locals.db, group.id, course)
	};
};
