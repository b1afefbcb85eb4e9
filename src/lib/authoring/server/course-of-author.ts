import { requireRole } from '#lib/accounts/server/require.ts';
import type { SignedInPerson } from '#lib/accounts/person.ts';
import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { notFound } from '#lib/errors.ts';

type Asking = Parameters<typeof requireRole>[0] & { courses: Pick<CourseIndex, 'find'> };

/**
 * The first line of every page and action below `/autor/<course>`. Authors look after all courses of the platform.
 * @throws AppError 401, 403, or 404 when there is no such course
 */
export function getCourseOfAuthor(
	locals: Asking,
	params: { course: string }
): { person: SignedInPerson; course: Course } {
	const person = requireRole(locals, 'author');
	const course = locals.courses.find(params.course);
	if (!course) throw notFound('kurs');
	return { person, course };
}
