import { lockOpenGroup } from '#lib/groups/server/access.ts';
import type { Course } from '#lib/courses/course.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { defaultGradeBook, type GradeBook } from '../grade-book.ts';

/** How a group is graded in a course; what holds by default until somebody says otherwise. */
export async function getGradeBook(
	db: Db,
	groupId: string,
	course: Pick<Course, 'slug' | 'lessons'>
): Promise<GradeBook> {
	const row = await db
		.selectFrom('gradeBook')
		.select(['counting', 'scale', 'thresholds', 'weights'])
		.where('learnerGroupId', '=', groupId)
		.where('courseSlug', '=', course.slug)
		.executeTakeFirst();
	if (!row) return defaultGradeBook(course);
	return {
		...row,
		thresholds: JSON.parse(row.thresholds) as GradeBook['thresholds'],
		weights: JSON.parse(row.weights) as GradeBook['weights']
	};
}

/**
 * Sets how a group is graded in a course. Grades are computed when they are looked at, so all of them follow.
 * @throws AppError 409 when the group is in the archive
 */
export async function saveGradeBook(
	db: Db,
	actor: Actor,
	groupId: string,
	course: Pick<Course, 'slug'>,
	book: GradeBook,
	now: Date = new Date()
): Promise<void> {
	const row = {
		counting: book.counting,
		scale: book.scale,
		thresholds: JSON.stringify(book.thresholds),
		weights: JSON.stringify(book.weights),
		changedAt: now.toISOString()
	};
	await inTransaction(db, async (trx) => {
		const { organizationId } = await lockOpenGroup(trx, groupId);
		await trx
			.insertInto('gradeBook')
			.values({ learnerGroupId: groupId, courseSlug: course.slug, ...row })
			.onConflict((conflict) => conflict.columns(['learnerGroupId', 'courseSlug']).doUpdateSet(row))
			.execute();
		const { id: actorId, address } = actor;
		const about = { subjectKind: 'learnerGroup', subjectId: groupId, detail: { course: course.slug, ...book } };
		await writeAudit(trx, { actorId, address, organizationId, action: 'grades.rulesChanged', ...about }, now);
	});
}
