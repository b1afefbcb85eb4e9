import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { ConfirmedForm } from '#lib/groups/group-forms.ts';
import { removeAssignment } from '#lib/groups/server/assignments.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group: asks first. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	return { group, course: { slug: course.slug, title: course.title } };
};

export const actions = {
	/** For who answers for the group. */
	default: async ({ locals, params, request, getClientAddress }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { group, course } = await getCourseOfGroup(locals, person.id, params);
		const { invalid } = await readForm(request, ConfirmedForm);
		if (invalid) return fail(400, invalid);
		await removeAssignment(locals.db, { id: person.id, address: getClientAddress() }, group.id, course.slug);
		redirect(303, `/grupy/${group.id}`);
	}
} satisfies Actions;
