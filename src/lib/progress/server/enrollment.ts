import type { Db } from '#lib/server/db/db.ts';

/**
 * Puts a person on a course; a second time changes nothing. Who belongs to a group that was given the course is
 * enrolled with that group.
 */
export async function enroll(
	db: Db,
	person: { id: string },
	course: { slug: string },
	now: Date = new Date()
): Promise<void> {
	await db
		.insertInto('enrollment')
		.values((eb) => ({
			userAccountId: person.id,
			courseSlug: course.slug,
			learnerGroupId: eb
				.selectFrom('membership')
				.innerJoin('courseAssignment', 'courseAssignment.learnerGroupId', 'membership.learnerGroupId')
				.innerJoin('learnerGroup', 'learnerGroup.id', 'membership.learnerGroupId')
				.select('membership.learnerGroupId')
				.where('membership.userAccountId', '=', person.id)
				.where('membership.kind', '=', 'learner')
				.where('courseAssignment.courseSlug', '=', course.slug)
				.where('learnerGroup.archivedAt', 'is', null)
				.orderBy('membership.joinedAt')
				.limit(1),
			enrolledAt: now.toISOString(),
			completedAt: null
		}))
		.onConflict((conflict) => conflict.columns(['userAccountId', 'courseSlug']).doNothing())
		.execute();
}

/** Whether the person is on the course. */
export async function isEnrolled(db: Db, personId: string, courseSlug: string): Promise<boolean> {
	const row = await db
		.selectFrom('enrollment')
		.select('enrolledAt')
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirst();
	return row !== undefined;
}
