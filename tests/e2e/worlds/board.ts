import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { prepareAllSteps } from '#lib/progress/server/prepare-steps.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { learn } from '../../../src/cli/demo/learn.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

const ISSUER = 'Regionalny Ośrodek Polityki Społecznej';

/** A class in the middle of a course: some have finished, some are stuck, some never began; one sits at the test. */
export async function boardWorld(
	db: Db,
	{ courses, course }: { courses: CourseIndex; course: Course },
	names: { long: string; cyrillic: string }
) {
	const now = new Date();
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 5');
	const teacher = await createPerson(db, 'Anna Zięba');
	await grantRole(db, teacher, 'teacher', school);
	const pupils = [names.long, names.cyrillic, 'Antoni', 'Żaneta Łoś', 'Ćwirek', 'Oliwia', 'Bartek'];
	const learners = await Promise.all(pupils.map((name) => createPerson(db, name)));
	const group = await createGroupWith(db, school, learners, course.slug);
	await addTeacher(db, group, teacher);
	const paces = [
		{ days: 20, steps: 3, rightPercent: 40, quietDays: 10 },
		{ days: 12, steps: 2, rightPercent: 60, quietDays: 8 },
		{ days: 3, steps: course.lessons.length, rightPercent: 100 },
		{ days: 2, steps: course.lessons.length - 1, rightPercent: 80 },
		{ days: 1, steps: 4, rightPercent: 70 },
		{ days: 1, steps: 1, rightPercent: 50 }
	];
	for (const [at, pace] of paces.entries()) {
		await learn(db, { id: learners[at]!.id, courses, course, issuer: ISSUER }, pace, now);
	}
	const person = learners[2]!;
	const closed = await db
		.selectFrom('attempt')
		.select('id')
		.where('userAccountId', '=', person.id)
		.where('state', '<>', 'open')
		.orderBy('startedAt', 'desc')
		.executeTakeFirstOrThrow();
	const quiz = course.lessons.find((lesson) => lesson.quiz?.kind === 'test')?.quiz;
	if (!quiz) throw new Error('The course has no test.');
	const open = await startAttempt(db, { personId: learners[4]!.id, course, quiz, now });
	await prepareAllSteps(db, now);
	return { teacher, group, attempts: { closed: [person.id, closed.id], open: [learners[4]!.id, open.id] } as const };
}
