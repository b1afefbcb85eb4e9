import { AUDIENCES, type Audience } from '#lib/courses/course.ts';
import { summaryOf } from '#lib/courses/course-summary.ts';
import type { PageServerLoad } from './$types';

const isAudience = (value: string | null): value is Audience => value !== null && Object.hasOwn(AUDIENCES, value);

export const load: PageServerLoad = ({ locals, url }) => {
	const asked = url.searchParams.get('dla');
	const audience = isAudience(asked) ? asked : null;
	const courses = locals.courses.list();
	const shown = audience ? courses.filter((course) => course.audience.includes(audience)) : courses;
	return { audience, total: courses.length, courses: shown.map(summaryOf) };
};
