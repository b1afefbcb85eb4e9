import type { Lesson } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';
import { measure } from '#lib/statistics/server/measure.ts';
import { storeStatistics } from '#lib/statistics/server/stored-statistics.ts';
import { addCrowd } from './first-attempts.ts';

const COURSE = 'spoldzielnia-uczniowska';
/** A question that people answer as if its key were wrong, so that the author's page has something to find. */
const SUSPECT = 'bransoletki';

/** Enough people from elsewhere for the statistics of one course: its test, which draws, and its first practice. */
export async function addPeopleElsewhere(db: Db, courses: CourseIndex, now: Date): Promise<void> {
	const course = courses.find(COURSE);
	if (!course) return;
	const withQuiz = course.lessons.filter((lesson): lesson is Lesson & { quiz: Quiz } => lesson.quiz !== null);
	const practice = withQuiz.find(({ quiz }) => quiz.kind === 'practice');
	const test = withQuiz.find(({ quiz }) => quiz.kind === 'test');
	for (const [lesson, people] of [
		[practice, 160],
		[test, 240]
	] as const) {
		if (!lesson) continue;
		await addCrowd(db, { course, lesson, people, now, suspect: SUSPECT });
		const of = { courseSlug: course.slug, quizSlug: lesson.slug };
		await storeStatistics(db, of, await measure(db, of), { isFed: true, now });
	}
}
