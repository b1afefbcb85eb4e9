import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { getCourse } from '#lib/courses/server/find-lesson.ts';
import type { Db } from '#lib/server/db/db.ts';
import { getGroupOf, type StaffedGroup } from './access.ts';
import { getAssignment, type Assignment } from './assignments.ts';

/**
 * A group the person answers for and one of its courses: what every page of a course in a group begins with.
 * @throws AppError 404 when the group is somebody else's, does not have the course, or the course is not there
 */
export async function getCourseOfGroup(
	{ db, courses }: { db: Db; courses: Pick<CourseIndex, 'find'> },
	personId: string,
	params: { groupId: string; course: string }
): Promise<{ group: StaffedGroup; assignment: Assignment; course: Course }> {
	const group = await getGroupOf(db, personId, params.groupId);
	const assignment = await getAssignment(db, group.id, params.course);
	return { group, assignment, course: getCourse(courses, params.course) };
}
