import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { getCourse } from '#lib/courses/server/find-lesson.ts';
import { getGroupOf, type StaffedGroup } from '#lib/groups/server/access.ts';
import { getAssignment, type Assignment } from '#lib/groups/server/assignments.ts';
import type { Db } from '#lib/server/db/db.ts';

/**
 * What every page of a course in a group begins with: a group the person answers for, a course it has.
 * @throws AppError 404 for anything else
 */
export async function getCourseOfGroup(
	{ db, courses }: { db: Db; courses: Pick<CourseIndex, 'find'> },
	personId: string,
	{ groupId, course: slug }: { groupId: string; course: string }
): Promise<{ group: StaffedGroup; assignment: Assignment; course: Course }> {
	const group = await getGroupOf(db, personId, groupId);
	const assignment = await getAssignment(db, group.id, slug);
	return { group, assignment, course: getCourse(courses, slug) };
}
