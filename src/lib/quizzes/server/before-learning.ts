import { percentOf } from '#lib/progress/completion.ts';
import type { Db } from '#lib/server/db/db.ts';
import { findLatestAttempt, type AttemptOfPerson } from './attempts.ts';
import { isFeedbackDue } from './feedback.ts';
import type { Grading } from './grading.ts';

/**
 * What the person knew before learning, to stand beside the result of a test: of the pretest of its course, ended before
 * this test was begun, as reports of groups count it.
 * @returns whole percent; null: there is none, or it is not to be told yet
 */
export async function findPercentBefore(db: Db, test: AttemptOfPerson, asked: Grading): Promise<number | null> {
	if (test.policy.kind !== 'test') return null;
	const course = asked.courses.find(test.courseSlug);
	const quiz = course?.lessons.find((lesson) => lesson.quiz?.kind === 'pretest')?.quiz;
	if (!course || !quiz) return null;
	const pretest = await findLatestAttempt(db, { personId: test.userAccountId, course, quiz });
	if (!pretest?.closedAt || pretest.closedAt > test.startedAt || pretest.score === null) return null;
	return (await isFeedbackDue(db, pretest, asked)) ? percentOf(pretest.score, pretest.maxScore ?? 0) : null;
}
