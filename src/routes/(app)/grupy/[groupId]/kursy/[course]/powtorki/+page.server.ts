import { requireRole } from '#lib/accounts/server/require.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { getGroupForecast } from '#lib/reviews/server/forecasts.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group; one sum, nobody's own. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const of = { groupId: group.id, courseSlug: course.slug, now: new Date() };
	return {
		group,
		course: { slug: course.slug, title: course.title },
		forecast: await getGroupForecast(locals.db, of)
	};
};
