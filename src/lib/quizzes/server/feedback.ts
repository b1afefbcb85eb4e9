import type { Db } from '#lib/server/db/db.ts';
import { dayInPoland } from '#lib/format.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { AttemptOfPerson } from './attempts.ts';
import { isPretestRevealed } from './pretest.ts';

/**
 * Whether right answers and explanations of an attempt may be seen. `immediate`: as soon as a question is answered;
 * `afterSubmit`: once the attempt is closed; `afterClose`: once it is closed and the last day the person's group has
 * for the course is over – at once for those who learn without a group, never while the group has no such day. A group
 * in the archive and a course taken back no longer hold anything back. `afterTest`: once the course's own test is passed
 * or the course completed; never when the course is no longer there.
 */
export async function isFeedbackDue(
	db: Db,
	attempt: AttemptOfPerson,
	{ courses, now }: { courses: Pick<CourseIndex, 'find'>; now: Date }
): Promise<boolean> {
	const { policy, state } = attempt;
	if (policy.feedback === 'immediate' && policy.kind === 'practice') return true;
	if (state === 'open') return false;
	if (policy.feedback === 'afterTest') {
		const course = courses.find(attempt.courseSlug);
		return course !== undefined && isPretestRevealed(db, { personId: attempt.userAccountId, course });
	}
	if (policy.feedback !== 'afterClose') return true;

	const assignments = await db
		.selectFrom('membership')
		.innerJoin('courseAssignment', 'courseAssignment.learnerGroupId', 'membership.learnerGroupId')
		.innerJoin('learnerGroup', 'learnerGroup.id', 'membership.learnerGroupId')
		.select('courseAssignment.dueOn')
		.where('membership.userAccountId', '=', attempt.userAccountId)
		.where('membership.kind', '=', 'learner')
		.where('courseAssignment.courseSlug', '=', attempt.courseSlug)
		.where('courseAssignment.removedAt', 'is', null)
		.where('learnerGroup.archivedAt', 'is', null)
		.execute();
	const today = dayInPoland(now);
	return assignments.every(({ dueOn }) => dueOn !== null && dueOn < today);
}
