import { expressionBuilder, type Expression } from 'kysely';
import type { Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';

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
			learnerGroupId: groupThatGives(eb.val(course.slug), person.id),
			enrolledAt: now.toISOString(),
			completedAt: null
		}))
		.onConflict((conflict) => conflict.columns(['userAccountId', 'courseSlug']).doNothing())
		.execute();
}

/** The open group with which a person learns a course: of those that have it, the one joined first; null: none. */
export function groupThatGives(courseSlug: Expression<string>, personId: Expression<string> | string) {
	return expressionBuilder<Schema, never>()
		.selectFrom('membership as m')
		.innerJoin('courseAssignment as ca', 'ca.learnerGroupId', 'm.learnerGroupId')
		.innerJoin('learnerGroup as lg', 'lg.id', 'm.learnerGroupId')
		.select('m.learnerGroupId')
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner')
		.where('ca.courseSlug', '=', courseSlug)
		.where('ca.removedAt', 'is', null)
		.where('lg.archivedAt', 'is', null)
		.orderBy('m.joinedAt')
		.limit(1);
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
