import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { errorsIn, listCares } from '#lib/authoring/server/course-cares.ts';
import { getDesk } from '#lib/authoring/server/desk.ts';
import type { CourseCares } from '#lib/authoring/course-cares.ts';
import type { PageServerLoad } from './$types';

const MOST_ERRORS = 20;

/** For authors: the state of every lesson and question of a course. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { person, course } = getCourseOfAuthor(locals, params);
	const { slug, title, reviewBy, lawAsOf } = course;
	const problems = locals.courses.problems();
	const asked = { courses: [course], problems, personId: person.id, now: new Date() };
	return {
		course: { slug, title, reviewBy, lawAsOf },
		cares: (await listCares(locals.db, asked)).get(slug) as CourseCares,
		errors: errorsIn(problems, slug).slice(0, MOST_ERRORS),
		...(await getDesk(locals.db, person.id, course))
	};
};
