import type { Course } from '#lib/courses/course.ts';
import { AppError } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';

interface PersonInCourse {
	personId: string;
	course: Pick<Course, 'slug' | 'lessons'>;
}

const testSlugs = ({ lessons }: Pick<Course, 'lessons'>): string[] =>
	lessons.flatMap(({ slug, quiz }) => (quiz?.kind === 'test' ? [slug] : []));

/** Whether it is too late for a pretest: a test of the course was begun, or the course is completed. */
export async function isPretestOver(db: Db, { personId, course }: PersonInCourse): Promise<boolean> {
	if (await isCompleted(db, personId, course.slug)) return true;
	const tests = testSlugs(course);
	if (tests.length === 0) return false;
	const begun = await db
		.selectFrom('attempt')
		.select('id')
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.where('quizSlug', 'in', tests)
		.limit(1)
		.executeTakeFirst();
	return begun !== undefined;
}

/**
 * Whether results and keys of a pretest may be seen: every test of the course is passed or, in a course without one, the
 * course is completed. What was completed once stays so when the course grows.
 */
export async function isPretestRevealed(db: Db, { personId, course }: PersonInCourse): Promise<boolean> {
	if (await isCompleted(db, personId, course.slug)) return true;
	const tests = testSlugs(course);
	if (tests.length === 0) return false;
	const passed = await db
		.selectFrom('quizResult')
		.select('quizSlug')
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.where('quizSlug', 'in', tests)
		.where('passedAt', 'is not', null)
		.execute();
	return passed.length === tests.length;
}

async function isCompleted(db: Db, personId: string, courseSlug: string): Promise<boolean> {
	const row = await db
		.selectFrom('enrollment')
		.select('completedAt')
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirst();
	return row !== undefined && row.completedAt !== null;
}

export const pretestOver = () =>
	new AppError(
		409,
		'pretest_over',
		'Na ten test przed nauką jest już za późno: sprawdzian kursu został zaczęty albo kurs ukończony. Niczego przez to nie tracisz, ucz się dalej.'
	);
