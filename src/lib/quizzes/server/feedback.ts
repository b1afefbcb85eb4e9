import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { Db } from '#lib/server/db/db.ts';
import { hasTestThatCloses, type FeedbackWait } from '../feedback-wait.ts';
import type { AttemptOfPerson } from './attempts.ts';
import { isPretestRevealed } from './pretest.ts';
import { findStillWriting } from './still-writing.ts';

interface Asked {
	courses: Pick<CourseIndex, 'find'>;
	now: Date;
}

/** Whether right answers and explanations of an attempt may be seen. */
export async function isFeedbackDue(db: Db, attempt: AttemptOfPerson, asked: Asked): Promise<boolean> {
	return (await findFeedbackWait(db, attempt, asked)) === null;
}

/**
 * What right answers and explanations of an attempt wait for. `immediate`: nothing, as soon as a question is answered;
 * `afterSubmit`: the end of the attempt, and its marks where people mark it; `afterClose`: the same, and whoever
 * `findStillWriting` finds. `afterTest`: the pass of every test of the course or its completion, and whatever the
 * keys of those tests wait for, since a bank may serve both; for good when the course is no longer there.
 * @returns null: nothing, they may be seen
 */
export async function findFeedbackWait(
	db: Db,
	attempt: AttemptOfPerson,
	{ courses, now }: Asked
): Promise<FeedbackWait | null> {
	const { policy, state } = attempt;
	if (policy.feedback === 'immediate' && policy.kind === 'practice') return null;
	if (state === 'open') return { for: 'end' };
	if (state === 'submitted') return { for: 'marks' };
	if (policy.feedback === 'afterClose') return findStillWriting(db, attempt, now);
	if (policy.feedback !== 'afterTest') return null;

	const course = courses.find(attempt.courseSlug);
	if (!course || !(await isPretestRevealed(db, { personId: attempt.userAccountId, course }))) return { for: 'test' };
	return hasTestThatCloses(course) ? findStillWriting(db, attempt, now) : null;
}
