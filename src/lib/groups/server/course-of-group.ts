import type { Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import { getGroupOf, type StaffedGroup } from './access.ts';
import { getAssignment } from './assignments.ts';

/**
 * A group the person answers for and one of its courses: what every page of a course in a group begins with.
 * @throws AppError 404 when the group is somebody else's, does not have the course, or the course is not there
 */
export async function getCourseOfGroup(
	{ db, courses }: { db: Db; courses: { find(slug: string): Course | undefined } },
	personId: string,
	params: { groupId: string; course: string }
): Promise<{ group: StaffedGroup; course: Course }> {
	const group = await getGroupOf(db, personId, params.groupId);
	await getAssignment(db, group.id, params.course);
	const course = courses.find(params.course);
	if (!course) throw notFound('kurs');
	return { group, course };
}
