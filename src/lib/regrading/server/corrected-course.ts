import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { correctQuiz, listCorrections } from './corrections.ts';

/** The course as it is to be asked, by the corrections in force; the very same one where there are none. */
export async function withCorrectedQuizzes(db: Db, course: Course): Promise<Course> {
	const corrections = await listCorrections(db, course.slug);
	if (corrections.length === 0) return course;
	const lessons: Course['lessons'] = [];
	for (const lesson of course.lessons) {
		lessons.push(lesson.quiz ? { ...lesson, quiz: await correctQuiz(db, corrections, lesson.quiz) } : lesson);
	}
	return { ...course, lessons };
}

/** Some of the courses, looked up once, with their quizzes as they are to be asked. */
export async function correctedCourses(
	db: Db,
	courses: { find(slug: string): Course | undefined },
	slugs: Iterable<string>
): Promise<{ find(slug: string): Course | undefined }> {
	const corrected = new Map<string, Course>();
	for (const slug of new Set(slugs)) {
		const course = courses.find(slug);
		if (course) corrected.set(slug, await withCorrectedQuizzes(db, course));
	}
	return { find: (slug) => corrected.get(slug) };
}
