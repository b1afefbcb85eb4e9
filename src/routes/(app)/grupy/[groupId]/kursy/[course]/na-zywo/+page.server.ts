import { redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { AppError } from '#lib/errors.ts';
import { getOpenGroupOf } from '#lib/groups/server/access.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { findRunningSession, practiceQuizzes, startSession } from '#lib/live/server/sessions.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const running = await findRunningSession(locals.db, group.id, new Date());
	return {
		group,
		course: { slug: course.slug, title: course.title },
		runningId: running?.id ?? null,
		quizzes: practiceQuizzes(course).map(({ slug, title, questions }) => ({
			slug,
			title,
			questionCount: questions.length
		}))
	};
};

export const actions = {
	/** For who answers for the group, unless it is in the archive. */
	zacznij: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { course } = await getCourseOfGroup(locals, person.id, params);
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const quizSlug = (await readFormData(request)).get('quiz');
		if (typeof quizSlug !== 'string') throw new AppError(400, 'no_quiz', 'Wybierz quiz z listy i zacznij jeszcze raz.');
		const presenter = { id: person.id, ...originOf(event) };
		const id = await startSession(locals.db, presenter, { group, course, quizSlug }, new Date());
		redirect(303, `/grupy/${group.id}/na-zywo/${id}`);
	}
} satisfies Actions;
