import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { listQuizRows } from '#lib/statistics/server/statistics-pages.ts';
import type { PageServerLoad } from './$types';

/** For authors: how the quizzes of a course behave, over everybody's first attempts together. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { person, course } = getCourseOfAuthor(locals, params);
	return {
		course: { slug: course.slug, title: course.title },
		quizzes: await listQuizRows(locals.db, person.id, course)
	};
};
