import type { Course, Lesson } from '#lib/courses/course.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';
import { measure } from '#lib/statistics/server/measure.ts';
import { storeStatistics } from '#lib/statistics/server/stored-statistics.ts';
import { addCrowd } from '../../../src/cli/demo/first-attempts.ts';
import { grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

/** Numbers of a test with a doubted key, of a practice with every number there is, and of quizzes nobody has taken. */
export async function statisticsWorld(db: Db, course: Course) {
	const author = await createPerson(db, 'Henryk');
	await grantRole(db, author, 'author', null);
	const lessons = course.lessons.filter((lesson): lesson is Lesson & { quiz: Quiz } => lesson.quiz !== null);
	const [practice, empty] = lessons.filter(({ quiz }) => quiz.kind === 'practice');
	const test = lessons.find(({ quiz }) => quiz.kind === 'test');
	const now = new Date();
	for (const lesson of [practice, test]) {
		if (!lesson) throw new Error(`The course ${course.slug} has no practice or no test.`);
		const suspect = lesson.quiz.questions.find(({ content }) => content.type === 'single')?.id;
		await addCrowd(db, { course, lesson, people: 150, now, suspect });
		const of = { courseSlug: course.slug, quizSlug: lesson.slug };
		await storeStatistics(db, of, await measure(db, of), { isFed: false, now });
	}
	const listPath = `/autor/${course.slug}/statystyki`;
	return {
		author,
		listPath,
		practicePath: `${listPath}/${practice?.slug}`,
		testPath: `${listPath}/${test?.slug}`,
		emptyPath: `${listPath}/${empty?.slug}`
	};
}
