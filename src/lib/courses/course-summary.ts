import { counted } from '../format.ts';
import { AUDIENCES, LEVELS, type Course } from './course.ts';
import { DIRECTIONS, type Direction } from './directions.ts';
import { hoursInWords } from './in-words.ts';

/** A course as lists show it, in words. */
export interface CourseSummary {
	slug: string;
	title: string;
	summary: string;
	audience: string[];
	hours: string;
	lessonCount: string;
	level: string;
	directions: { code: string; name: string }[];
}

export function summaryOf(course: Course): CourseSummary {
	return {
		slug: course.slug,
		title: course.title,
		summary: course.summary,
		audience: course.audience.map((audience) => AUDIENCES[audience]),
		hours: hoursInWords(course.hours),
		lessonCount: counted(course.lessons.length, 'lekcja', 'lekcje', 'lekcji'),
		level: LEVELS[course.level],
		directions: directionsOf(course)
	};
}

/** The strategy's directions a course serves, by name. */
export function directionsOf(course: Pick<Course, 'directions'>): CourseSummary['directions'] {
	return course.directions.map((code) => ({ code, name: DIRECTIONS[code as Direction] ?? code }));
}
