import { AUDIENCES, type Audience } from '#lib/courses/course.ts';
import { hoursInWords } from '#lib/courses/in-words.ts';
import { getReviewsToday } from '#lib/reviews/server/today.ts';
import type { PageServerLoad } from './$types';

const SHOWN_PER_DOOR = 3;

export const load: PageServerLoad = async ({ locals }) => {
	const courses = locals.courses.list();
	const { person } = locals;
	const reviews =
		person && (await getReviewsToday(locals.db, { personId: person.id, courses: locals.courses, now: new Date() }));
	return {
		reviews: reviews && { count: reviews.cards.length, minutes: reviews.minutes },
		doors: (Object.keys(AUDIENCES) as Audience[]).map((audience) => ({
			audience,
			courses: courses
				.filter((course) => course.audience.includes(audience))
				.slice(0, SHOWN_PER_DOOR)
				.map(({ slug, title, hours }) => ({ slug, title, hours: hoursInWords(hours) }))
		}))
	};
};
