import { catalogueAddress, chosenLinks, filterCourses, filterGroups, readChosen } from '#lib/courses/catalogue.ts';
import { summaryOf } from '#lib/courses/course-summary.ts';
import { unsent } from '#lib/ui/unsent.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const chosen = readChosen(url.searchParams);
	const courses = locals.courses.list();
	const view = {
		address: locals.app.settings.origin + catalogueAddress(chosen),
		chosen: chosenLinks(courses, chosen),
		groups: filterGroups(courses, chosen),
		total: courses.length,
		courses: filterCourses(courses, chosen).map(summaryOf)
	};
	return { view: unsent(view) };
};
