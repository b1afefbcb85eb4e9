import * as v from 'valibot';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { getCourse, getLesson } from '#lib/courses/server/find-lesson.ts';
import { AppError } from '#lib/errors.ts';
import { readForm } from '#lib/server/forms.ts';
import type { ReadingPlace } from './reading-place.ts';

const LONGEST = 200;
const PlaceForm = v.strictObject({
	course: v.pipe(v.string(), v.maxLength(LONGEST)),
	lesson: v.pipe(v.string(), v.maxLength(LONGEST)),
	/** Empty: the beginning of the lesson. */
	heading: v.pipe(v.string(), v.maxLength(LONGEST), v.regex(/^(?:h-[a-z0-9-]+)?$/))
});

/**
 * Reads what the page of a lesson sends as it is left.
 * @throws AppError 400 when it is not what a page of ours sends, 404 for a lesson that is not there
 */
export async function readPlaceForm(
	request: Request,
	courses: CourseIndex
): Promise<ReadingPlace & { courseSlug: string }> {
	const { data, invalid } = await readForm(request, PlaceForm);
	if (invalid) throw new AppError(400, 'bad_place', 'Nie rozumiemy tego zapisu. Odśwież stronę.');
	const course = getCourse(courses, data.course);
	const lesson = getLesson(course, data.lesson);
	return { courseSlug: course.slug, lessonSlug: lesson.slug, headingId: data.heading || null };
}
