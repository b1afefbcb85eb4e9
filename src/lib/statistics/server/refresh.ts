import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import type { Measured } from '../quiz-statistics.ts';
import { LEAST_PEOPLE } from '../thresholds.ts';
import type { QuizOfCourse } from './first-attempts.ts';
import { measureInThread } from './measure-in-thread.ts';
import { storeStatistics } from './stored-statistics.ts';

/** What refreshing needs of the running program. */
export interface StatisticsApp {
	db: Db;
	settings: { databaseAddress: string };
}

/** Measures a quiz in the thread for it; tests, whose database may be in memory, measure where they are. */
export type Measure = (quiz: QuizOfCourse) => Promise<Measured | null>;

/**
 * Measures one quiz anew and stores what may be shown.
 * @returns whether the numbers of the quiz are the new ones: they stay while fewer than five people were added
 */
export async function refreshStatistics(
	{ db, settings }: StatisticsApp,
	quiz: QuizOfCourse & { kind: QuizKind },
	now: Date,
	measure: Measure = (of) => measureInThread(settings.databaseAddress, of)
): Promise<boolean> {
	const measured = await measure({ courseSlug: quiz.courseSlug, quizSlug: quiz.quizSlug });
	return storeStatistics(db, quiz, measured, { isFed: quiz.kind !== 'pretest', now });
}

/**
 * Quizzes of a course that at least five people have ended, or a regrade has changed, since they were measured; none
 * while a regrade is at its results, half of which go by the old key.
 */
export async function listOutdated(
	db: Db,
	course: Pick<Course, 'slug' | 'lessons'>
): Promise<(QuizOfCourse & { kind: QuizKind })[]> {
	const stored = await db
		.selectFrom('quizStatistic')
		.select(['quizSlug', 'computedAt'])
		.where('courseSlug', '=', course.slug)
		.execute();
	const regrade = await db
		.selectFrom('regrade')
		.select((eb) => [
			eb.fn.max('appliedAt').as('applied'),
			eb.fn.max('undoneAt').as('undone'),
			eb.fn.countAll().filterWhere('state', 'in', ['applying', 'undoing']).as('underWay')
		])
		.where('courseSlug', '=', course.slug)
		.executeTakeFirstOrThrow();
	if (Number(regrade.underWay) > 0) return [];
	const regradedAt = [regrade.applied ?? '', regrade.undone ?? ''].sort().at(-1) ?? '';
	const outdated: (QuizOfCourse & { kind: QuizKind })[] = [];
	for (const { slug, quiz } of course.lessons) {
		if (!quiz) continue;
		const computedAt = stored.find(({ quizSlug }) => quizSlug === slug)?.computedAt ?? '';
		const isRegraded = computedAt !== '' && regradedAt > computedAt;
		if (isRegraded || (await countEnded(db, course.slug, slug, computedAt)) >= LEAST_PEOPLE)
			outdated.push({ courseSlug: course.slug, quizSlug: slug, kind: quiz.kind });
	}
	return outdated;
}

/** By the index over the quiz and the end; never more than five are looked at. */
async function countEnded(db: Db, courseSlug: string, quizSlug: string, after: string): Promise<number> {
	const rows = await db
		.selectFrom('attempt')
		.select('id')
		.where('courseSlug', '=', courseSlug)
		.where('quizSlug', '=', quizSlug)
		.where('closedAt', '>', after)
		.where('score', 'is not', null)
		.where('number', '=', 1)
		.limit(LEAST_PEOPLE)
		.execute();
	return rows.length;
}

/** Keeps the numbers of quizzes up to date, one after the other. Two processes at once store the same. */
export const itemStatistics: Job<StatisticsApp & { courses: CourseIndex }> = {
	name: 'item statistics',
	everyMs: 10 * 60_000,
	firstAfterMs: 60_000,
	async run(app, now) {
		for (const course of app.courses.list())
			for (const quiz of await listOutdated(app.db, course)) await refreshStatistics(app, quiz, now);
	}
};
