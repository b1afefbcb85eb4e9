import type { StaffedGroup } from '#lib/groups/server/access.ts';
import { notFound } from '#lib/errors.ts';
import { percentOf } from '#lib/progress/completion.ts';
import { showAttempt } from '#lib/quizzes/server/attempt-page.ts';
import { withPolicy } from '#lib/quizzes/server/attempts.ts';
import type { Grading } from '#lib/quizzes/server/grading.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';

/** An attempt in a list of a person's attempts. */
export interface AttemptInGroup {
	id: string;
	courseTitle: string;
	title: string;
	number: number;
	isOpen: boolean;
	startedAt: string;
	closedAt: string | null;
	/** Closed, and somebody is to mark it. */
	isWaiting: boolean;
	/** null: not graded yet. */
	percent: number | null;
	/** null: nothing to pass, or not graded yet. */
	isPassed: boolean | null;
}

/** Attempts of somebody who learns in the group now, at courses the group has now. Ask for the group first. */
const attemptsIn = (db: Db, groupId: string, personId: string) =>
	db
		.selectFrom('attempt')
		.innerJoin('membership as m', 'm.userAccountId', 'attempt.userAccountId')
		.innerJoin('courseAssignment as ca', (join) =>
			join.onRef('ca.learnerGroupId', '=', 'm.learnerGroupId').onRef('ca.courseSlug', '=', 'attempt.courseSlug')
		)
		.where('attempt.userAccountId', '=', personId)
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner')
		.where('ca.removedAt', 'is', null);

/** The attempts a person made, the newest first; none for whoever does not learn in the group. */
export async function listAttemptsIn(db: Db, groupId: string, personId: string): Promise<AttemptInGroup[]> {
	const rows = await attemptsIn(db, groupId, personId).selectAll('attempt').orderBy('startedAt', 'desc').execute();
	return rows.map((row) => {
		const { policy, score, maxScore, ...attempt } = withPolicy(row);
		const { id, number, startedAt, closedAt } = attempt;
		return {
			...{ id, number, startedAt, closedAt, courseTitle: policy.courseTitle, title: policy.title },
			isOpen: attempt.state === 'open',
			isWaiting: attempt.state === 'submitted',
			percent: score === null || maxScore === null ? null : percentOf(score, maxScore),
			isPassed: attempt.isPassed === null ? null : attempt.isPassed === 1
		};
	});
}

/**
 * An attempt as its learner sees it, for those who answer for the group. Looking ends nothing, shows no key before it is
 * due, and is written to the audit log.
 * @throws AppError 404 for anybody else's attempt, or at a course the group does not have
 */
export async function viewAttempt(
	db: Db,
	actor: Actor,
	group: Pick<StaffedGroup, 'id' | 'organizationId'>,
	asked: Grading & { personId: string; attemptId: string }
) {
	const { personId, attemptId, now } = asked;
	const row = await attemptsIn(db, group.id, personId)
		.selectAll('attempt')
		.where('attempt.id', '=', attemptId)
		.executeTakeFirstOrThrow(() => notFound('podejście'));
	const about = { action: 'attempt.viewed', subjectKind: 'userAccount', subjectId: personId };
	const detail = { attempt: attemptId, group: group.id };
	const { id: actorId, address } = actor;
	await writeAudit(db, { actorId, address, organizationId: group.organizationId, ...about, detail }, now);
	return showAttempt(db, withPolicy(row), asked);
}

/** @throws AppError 404 for whoever does not learn in the group */
export async function getLearnerName(db: Db, groupId: string, personId: string): Promise<string> {
	const { displayName } = await db
		.selectFrom('membership as m')
		.innerJoin('userAccount as u', 'u.id', 'm.userAccountId')
		.select('u.displayName')
		.where('m.learnerGroupId', '=', groupId)
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner')
		.executeTakeFirstOrThrow(() => notFound('osoba w tej grupie'));
	return displayName;
}
