import { requireRole } from '#lib/accounts/server/require.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { noteGroupViewed } from '#lib/board/server/group-viewed.ts';
import { countActivity, listHardestQuestions } from '#lib/board/server/hardest-questions.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group: keys can be told from what is shown here. */
export const load: PageServerLoad = async ({ locals, params, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const now = new Date();
	await noteGroupViewed(locals.db, { id: person.id, address: getClientAddress() }, group, now);
	const of = { groupId: group.id, course, ...(await countActivity(locals.db, group.id, course.slug)) };
	return {
		group,
		course: { slug: course.slug, title: course.title },
		hardest: await listHardestQuestions(locals.db, of, now)
	};
};
