import { requireRole } from '#lib/accounts/server/require.ts';
import { notFound } from '#lib/errors.ts';
import { quizzesOf } from '#lib/grades/grade-book.ts';
import { gradeSheet } from '#lib/grades/grade-sheet.ts';
import { getGradeBook } from '#lib/grades/server/grade-book.ts';
import { listGrades } from '#lib/grades/server/grades.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { isSheetFormat, sendSheet } from '#lib/spreadsheets/server/send-sheet.ts';
import type { RequestHandler } from './$types';

/** For those who answer for the group. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	if (!isSheetFormat(params.format)) throw notFound('plik');

	const book = await getGradeBook(locals.db, group.id, course);
	const quizzes = quizzesOf(course, book);
	const rows = await listGrades(locals.db, { groupId: group.id, courseSlug: course.slug }, book, quizzes);
	await writeAudit(locals.db, {
		actorId: person.id,
		address: getClientAddress(),
		organizationId: group.organizationId,
		action: 'grades.exported',
		subjectKind: 'learnerGroup',
		subjectId: group.id,
		detail: { course: course.slug, format: params.format }
	});
	const sheet = gradeSheet({ group: group.name, course: course.title }, book, quizzes, rows);
	return sendSheet(sheet, params.format, `Oceny ${group.name} – ${course.title}`);
};
