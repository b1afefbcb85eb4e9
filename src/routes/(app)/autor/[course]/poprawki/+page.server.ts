import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { listRegrades } from '#lib/regrading/server/regrades.ts';
import type { PageServerLoad } from './$types';

/** For authors: what was put right in a course. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const regrades = await listRegrades(locals.db, course.slug);
	return { course: { slug: course.slug, title: course.title }, regrades };
};
