import { requireRole } from '#lib/accounts/server/require.ts';
import { dayInPoland } from '#lib/format.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { getBoard } from '#lib/board/server/board.ts';
import { listAssignments, type Assignment } from '#lib/groups/server/assignments.ts';
import { countLearners } from '#lib/groups/server/members.ts';
import { listTeachersIn } from '#lib/groups/server/teachers.ts';
import type { StaffedGroup } from '#lib/groups/server/access.ts';
import type { PageServerLoad } from './$types';

/** For who answers for the group: what to look at first. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const [learnerCount, teachers, assignments] = await Promise.all([
		countLearners(locals.db, group.id),
		listTeachersIn(locals.db, group.id),
		listAssignments(locals.db, group.id)
	]);
	const now = new Date();
	const added = url.searchParams.get('dodano');
	return {
		group,
		learnerCount,
		teachers: teachers.map(({ displayName }) => displayName),
		today: dayInPoland(now),
		courses: await Promise.all(
			assignments.map(async (assignment) => ({
				...assignment,
				isAdded: assignment.courseSlug === added,
				...(await describeCourse(locals, group, assignment, now))
			}))
		)
	};
};

/** How the group does in a course; `title` null: the course is not served at the moment. */
async function describeCourse(locals: App.Locals, group: StaffedGroup, assignment: Assignment, now: Date) {
	const course = locals.courses.find(assignment.courseSlug);
	if (!course) return { title: null, helpCount: 0, completedCount: 0 };
	const { rows } = await getBoard(locals.db, { group, course, assignment, now });
	return {
		title: course.title,
		helpCount: rows.filter(({ reasons }) => reasons.length > 0).length,
		completedCount: rows.filter(({ completedAt }) => completedAt !== null).length
	};
}
