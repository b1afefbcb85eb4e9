import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { quizzesOf, type Scale } from '../grade-book.ts';
import type { GradeCell } from '../grade-rows.ts';
import { getGradeBook } from './grade-book.ts';
import { listDecisions, listGrades } from './grades.ts';

/** A learner's own grade in a course of a group that keeps a results book. */
export interface MyGrade {
	groupId: string;
	groupName: string;
	courseSlug: string;
	courseTitle: string;
	scale: Scale;
	/** The weighted result in whole percent; null: nothing counts yet. */
	percent: number | null;
	grade: string | null;
	/** Quizzes that count and have no result yet. */
	missing: number;
	/** Where a teacher decided something, with the reason they gave. */
	decided: { title: string; kind: GradeCell['mark']['kind']; percent: number | null; reason: string }[];
}

/** The person's own grades in groups where somebody has set how to grade; the rest keep no book. */
export async function listMyGrades(
	db: Db,
	personId: string,
	courses: { find(slug: string): Course | undefined }
): Promise<MyGrade[]> {
	const books = await db
		.selectFrom('gradeBook as b')
		.innerJoin('membership as m', 'm.learnerGroupId', 'b.learnerGroupId')
		.innerJoin('learnerGroup as g', 'g.id', 'b.learnerGroupId')
		.innerJoin('courseAssignment as ca', (join) =>
			join.onRef('ca.learnerGroupId', '=', 'b.learnerGroupId').onRef('ca.courseSlug', '=', 'b.courseSlug')
		)
		.select(['b.learnerGroupId as groupId', 'g.name as groupName', 'b.courseSlug'])
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner')
		.where('ca.removedAt', 'is', null)
		.orderBy('g.createdAt', 'desc')
		.orderBy('b.courseSlug')
		.execute();
	const grades: MyGrade[] = [];
	for (const { groupId, groupName, courseSlug } of books) {
		const course = courses.find(courseSlug);
		if (!course) continue;
		const book = await getGradeBook(db, groupId, course);
		const asked = { groupId, courseSlug, personId };
		const quizzes = quizzesOf(course, book);
		const [row] = await listGrades(db, asked, book, quizzes);
		if (!row) continue;
		const decisions = await listDecisions(db, asked);
		grades.push({
			...{ groupId, groupName, courseSlug, courseTitle: course.title, scale: book.scale },
			...{ percent: row.percent, grade: row.grade, missing: row.missing },
			decided: row.cells.flatMap(({ quizSlug, mark, percent }, i) => {
				if (mark.kind !== 'excused' && mark.kind !== 'override') return [];
				const { reason = '' } = decisions.findLast((decision) => decision.quizSlug === quizSlug) ?? {};
				return [{ title: quizzes[i]?.title ?? '', kind: mark.kind, percent, reason }];
			})
		});
	}
	return grades;
}
