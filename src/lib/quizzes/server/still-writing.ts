import { dayInPoland } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { FeedbackWait } from '../feedback-wait.ts';
import type { AttemptOfPerson } from './attempts.ts';

/**
 * Who may still write a test whose keys wait for the closing of its course. A group may until the last day it has for the
 * course is over – for good where it has no such day – unless the course was taken back or the group archived. A person
 * waits for every group they learn in or ever learned in, so that leaving one shows nothing. Who began the attempt
 * outside any group that ever had the course waits for all groups that have it: a second account shows nothing either.
 * @returns null: nobody
 */
export async function findStillWriting(db: Db, attempt: AttemptOfPerson, now: Date): Promise<FeedbackWait | null> {
	const today = dayInPoland(now);
	const own = await listOwnAssignments(db, attempt);
	const open = own.filter(
		({ dueOn, removedAt, archivedAt }) =>
			removedAt === null && archivedAt === null && (dueOn === null || dueOn >= today)
	);
	if (open.length > 0) return { for: 'ownGroup', lastDay: lastOf(open) };
	const isOfGroup = own.some(({ leftAt }) => leftAt === null || leftAt > attempt.startedAt);
	if (isOfGroup || !(await isAnyGroupWriting(db, attempt.courseSlug, today))) return null;
	return { for: 'otherGroups' };
}

/** null: one has no last day. */
function lastOf(assignments: { dueOn: string | null }[]): string | null {
	const days = assignments.map(({ dueOn }) => dueOn);
	return days.includes(null) ? null : (days.sort().at(-1) ?? null);
}

/** The course in every group the person learns or ever learned in. */
function listOwnAssignments(db: Db, { userAccountId, courseSlug }: AttemptOfPerson) {
	const groups = db
		.selectFrom('membership')
		.select((eb) => ['learnerGroupId', eb.val<string | null>(null).as('leftAt')])
		.where('userAccountId', '=', userAccountId)
		.where('kind', '=', 'learner')
		.unionAll(
			db
				.selectFrom('formerMembership')
				.select(['learnerGroupId', 'leftAt'])
				.where('userAccountId', '=', userAccountId)
				.where('kind', '=', 'learner')
		);
	return db
		.selectFrom(groups.as('m'))
		.innerJoin('courseAssignment as ca', 'ca.learnerGroupId', 'm.learnerGroupId')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.select(['ca.dueOn', 'ca.removedAt', 'g.archivedAt', 'm.leftAt'])
		.where('ca.courseSlug', '=', courseSlug)
		.execute();
}

async function isAnyGroupWriting(db: Db, courseSlug: string, today: string): Promise<boolean> {
	const row = await db
		.selectFrom('courseAssignment as ca')
		.innerJoin('learnerGroup as g', 'g.id', 'ca.learnerGroupId')
		.select('ca.learnerGroupId')
		.where('ca.courseSlug', '=', courseSlug)
		.where('ca.removedAt', 'is', null)
		.where('g.archivedAt', 'is', null)
		.where((eb) => eb.or([eb('ca.dueOn', 'is', null), eb('ca.dueOn', '>=', today)]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
