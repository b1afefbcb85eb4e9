import { requireRole } from '#lib/accounts/server/require.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { orderIn } from '#lib/marking/server/next-answer.ts';
import { getQueue, listRecentlyMarked } from '#lib/marking/server/queue.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const staff = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, staff.id, params);
	const scope: MarkingScope = { kind: 'group', groupId: group.id, courseSlug: course.slug, readerId: staff.id };
	const order = orderIn(url);
	return {
		group,
		course: { slug: course.slug, title: course.title },
		order,
		queue: await getQueue(locals.db, scope, order),
		recent: await listRecentlyMarked(locals.db, scope),
		isMarked: url.searchParams.has('oceniono')
	};
};
