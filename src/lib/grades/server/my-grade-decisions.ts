import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { DecisionKind } from '../grade-forms.ts';

/** What was decided about a person's grades, as their own data tells it. */
export interface MyGradeDecision {
	group: string;
	course: { slug: string; title: string | null };
	quiz: { slug: string; title: string | null };
	kind: DecisionKind;
	percent: number | null;
	reason: string;
	decidedAt: string;
}

/** The oldest first; who decided is somebody else's data. */
export async function listMyGradeDecisions(
	db: Db,
	personId: string,
	courses: { find(slug: string): Course | undefined }
): Promise<MyGradeDecision[]> {
	const rows = await db
		.selectFrom('gradeDecision as d')
		.innerJoin('learnerGroup as g', 'g.id', 'd.learnerGroupId')
		.select(['g.name as group', 'd.courseSlug', 'd.quizSlug', 'd.kind', 'd.percent', 'd.reason', 'd.decidedAt'])
		.where('d.userAccountId', '=', personId)
		.orderBy('d.decidedAt')
		.orderBy('d.id')
		.execute();
	return rows.map(({ courseSlug, quizSlug, ...row }) => {
		const course = courses.find(courseSlug);
		const lesson = course?.lessons.find(({ slug }) => slug === quizSlug);
		return {
			...row,
			course: { slug: courseSlug, title: course?.title ?? null },
			quiz: { slug: quizSlug, title: lesson?.title ?? null }
		};
	});
}
