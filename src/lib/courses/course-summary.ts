import { counted } from '../format.ts';
import { AUDIENCES, LEVELS, VARIANTS, type Course, type Language, type Variant } from './course.ts';
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
	variants: CourseVariant[];
}

/** Another way to read a course. */
export interface CourseVariant {
	name: string;
	language: Language;
	/** False: only some of its lessons can be read so. */
	isWhole: boolean;
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
		directions: directionsOf(course),
		variants: variantsOf(course)
	};
}

/** The strategy's directions a course serves, by name. */
export function directionsOf(course: Pick<Course, 'directions'>): CourseSummary['directions'] {
	return course.directions.map((code) => ({ code, name: DIRECTIONS[code as Direction] ?? code }));
}

/** The other ways in which a course can be read. */
export function variantsOf({ lessons }: Pick<Course, 'lessons'>): CourseVariant[] {
	return (Object.keys(VARIANTS) as Variant[])
		.map((variant) => ({ variant, count: lessons.filter((lesson) => lesson.variants[variant]).length }))
		.filter(({ count }) => count > 0)
		.map(({ variant, count }) => ({ ...VARIANTS[variant], isWhole: count === lessons.length }));
}
