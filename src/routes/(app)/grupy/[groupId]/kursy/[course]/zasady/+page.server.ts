import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { refusalOf } from '#lib/accounts/server/visit.ts';
import { strictestPassingPercent } from '#lib/groups/assignment.ts';
import { RulesForm } from '#lib/groups/group-forms.ts';
import { changeAssignment, getAssignment } from '#lib/groups/server/assignments.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { hasTestThatCloses } from '#lib/quizzes/feedback-wait.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	return {
		group,
		course: { slug: course.slug, title: course.title },
		rules: await getAssignment(locals.db, group.id, course.slug),
		/** null: the course has no test. */
		leastPercent: strictestPassingPercent(course),
		closesTests: hasTestThatCloses(course),
		isSaved: url.searchParams.has('zapisano')
	};
};

export const actions = {
	/** For who answers for the group. */
	zapisz: async ({ locals, params, request, getClientAddress }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { group, course } = await getCourseOfGroup(locals, person.id, params);
		const { data, invalid } = await readForm(request, RulesForm);
		if (invalid) return fail(400, invalid);

		const actor = { id: person.id, address: getClientAddress() };
		try {
			await changeAssignment(locals.db, actor, group.id, course, data);
		} catch (error) {
			const values = {
				opensOn: data.opensOn ?? '',
				dueOn: data.dueOn ?? '',
				isOrderLocked: data.isOrderLocked ? 'tak' : 'nie',
				passingPercent: String(data.passingPercent ?? '')
			};
			const { status, invalid } = refusalOf(error, values, 'passingPercent');
			return fail(status, invalid);
		}
		redirect(303, `/grupy/${group.id}/kursy/${course.slug}/zasady?zapisano`);
	}
} satisfies Actions;
