import type { Course } from '#lib/courses/course.ts';
import { decide } from '#lib/grades/server/decisions.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { createReport } from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/db.ts';
import { passQuiz } from '../../support/learning.ts';

type Named = Record<'teacher' | 'group' | 'oldGroup' | 'learner', { id: string }>;

/** Decisions about grades and reports, in a group and in one of the archive. */
export async function reportWorld(db: Db, { teacher, group, oldGroup, learner }: Named, course: Course) {
	const actor = { id: teacher.id, address: '127.0.0.1' };
	const quizSlug = course.lessons.find(({ quiz }) => quiz?.kind === 'test')?.slug ?? '';
	await passQuiz(db, learner.id, course.slug, quizSlug, { at: new Date() });
	const about = { groupId: group.id, courseSlug: course.slug, personId: learner.id };
	const reason = 'Odpowiedź ustna: wszystkie siedem zasad, z\u00a0przykładami ze sklepiku';
	await decide(db, actor, about, { quizSlug, kind: 'override', percent: 95, reason });
	await decide(db, actor, about, { quizSlug, kind: 'withdrawn', percent: null, reason: 'Pomyłka' });
	const reportOf = async ({ id }: { id: string }, people: 'names' | 'none') =>
		createReport(db, { actor, group: await getGroupOf(db, teacher.id, id), course, operator: 'Operator', people });
	return { reportId: await reportOf(group, 'names'), oldReportId: await reportOf(oldGroup, 'none') };
}
