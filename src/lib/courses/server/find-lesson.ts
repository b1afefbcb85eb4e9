import { notFound } from '#lib/errors.ts';
import type { Course, Lesson } from '../course.ts';
import type { CourseIndex } from './course-index.ts';

/** @throws AppError 404 */
export function getCourse(courses: CourseIndex, slug: string): Course {
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
