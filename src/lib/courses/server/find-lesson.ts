import { notFound } from '#lib/errors.ts';
import { lessonPath, type Course, type Lesson } from '../course.ts';
import type { CourseIndex } from './course-index.ts';

/** @throws AppError 404 */
export function getCourse(courses: Pick<CourseIndex, 'find'>, slug: string): Course {
	const course = courses.find(slug);
	if (!course) throw notFound('kurs');
	return course;
}

/** A lesson by its slug alone, which is unique in the course: it may have moved to another module. */
export function getLesson(course: Course, slug: string): Lesson {
	const lesson = course.lessons.find((candidate) => candidate.slug === slug);
	if (!lesson) throw notFound('lekcja');
	return lesson;
}

/** What an address names, by slugs that may be old. */
export interface Place {
	course: string;
	module?: string;
	lesson?: string;
}

/** The present address of a course or lesson that was renamed or moved; null when it was not, or when there is none. */
export function findMoved(courses: Pick<CourseIndex, 'find' | 'list'>, place: Place): string | null {
	const course =
		courses.find(place.course) ?? courses.list().find(({ redirects }) => redirects.courses.includes(place.course));
	if (!course) return null;
	if (place.lesson === undefined) return course.slug === place.course ? null : `/kursy/${course.slug}`;

	const renamed = course.redirects.lessons;
	const slug = Object.hasOwn(renamed, place.lesson) ? renamed[place.lesson] : place.lesson;
	const lesson = course.lessons.find((candidate) => candidate.slug === slug);
	const isHere = lesson?.slug === place.lesson && lesson.moduleSlug === place.module && course.slug === place.course;
	return !lesson || isHere ? null : lessonPath(course, lesson);
}
