import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { orderIn } from '#lib/marking/server/next-answer.ts';
import { getQueue, listRecentlyMarked } from '#lib/marking/server/queue.ts';
import type { PageServerLoad } from './$types';

/** For authors: answers of those who learn without a group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { person, course } = getCourseOfAuthor(locals, params);
	const scope: MarkingScope = { kind: 'authors', courseSlug: course.slug, readerId: person.id };
	const order = orderIn(url);
	return {
		course: { slug: course.slug, title: course.title },
		order,
		queue: await getQueue(locals.db, scope, order),
		recent: await listRecentlyMarked(locals.db, scope),
		isMarked: url.searchParams.has('oceniono')
	};
};
