import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { quizzesOf } from '#lib/grades/grade-book.ts';
import { decisionForm } from '#lib/grades/grade-forms.ts';
import { decide, getLearner } from '#lib/grades/server/decisions.ts';
import { getGradeBook } from '#lib/grades/server/grade-book.ts';
import { listDecisions, listGrades } from '#lib/grades/server/grades.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For those who answer for the group the person learns in. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const staff = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, staff.id, params);
	const learner = await getLearner(locals.db, group.id, params.personId);
	const book = await getGradeBook(locals.db, group.id, course);
	const quizzes = quizzesOf(course, book);
	const asked = { groupId: group.id, courseSlug: course.slug, personId: learner.id };
	const [row] = await listGrades(locals.db, asked, book, quizzes);
	return {
		group,
		course: { slug: course.slug, title: course.title },
		learner,
		quizzes,
		row,
		decisions: (await listDecisions(locals.db, asked)).reverse(),
		isSaved: url.searchParams.has('zapisano')
	};
};

export const actions = {
	/** For those who answer for the group the person learns in. */
	decyzja: async (event) => {
		const { locals, params, request } = event;
		const staff = requireRole(locals, 'teacher', 'coordinator');
		const { group, course } = await getCourseOfGroup(locals, staff.id, params);
		const learner = await getLearner(locals.db, group.id, params.personId);
		const { data, invalid } = await readForm(request, decisionForm(quizzesOf(course, { weights: {} })));
		if (invalid) return fail(400, invalid);

		const actor = { id: staff.id, address: originOf(event).address };
		const about = { groupId: group.id, courseSlug: course.slug, personId: learner.id };
		try {
			await decide(locals.db, actor, about, data);
		} catch (error) {
			const { status, invalid } = refusalOf(error, { reason: data.reason }, '');
			return fail(status, invalid);
		}
		redirect(303, `/grupy/${group.id}/kursy/${course.slug}/oceny/${learner.id}?zapisano`);
	}
} satisfies Actions;
