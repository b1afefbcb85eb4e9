import { redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { removeAssignment } from '#lib/groups/server/assignments.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group: asks first. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	return { group, course: { slug: course.slug, title: course.title } };
};

export const actions = {
	/** For who answers for the group. */
	default: async ({ locals, params, getClientAddress }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { group, course } = await getCourseOfGroup(locals, person.id, params);
		await removeAssignment(locals.db, { id: person.id, address: getClientAddress() }, group.id, course.slug);
		redirect(303, `/grupy/${group.id}`);
	}
} satisfies Actions;
