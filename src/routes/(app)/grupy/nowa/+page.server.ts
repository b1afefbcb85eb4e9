import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { hasRoleIn } from '#lib/accounts/person.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { textsOf } from '#lib/accounts/server/visit.ts';
import { notFound } from '#lib/errors.ts';
import { NewGroupForm } from '#lib/groups/group-forms.ts';
import { createGroup } from '#lib/groups/server/groups.ts';
import { listTeachersOf } from '#lib/groups/server/teachers.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** The organization of the new group: where the person works now. */
function workplaceOf(locals: App.Locals) {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { organizationId } = person;
	if (organizationId === null || !hasRoleIn(person, organizationId, 'teacher', 'coordinator')) {
		throw notFound('organizacja, w której prowadzisz grupy');
	}
	return { person, organizationId, isCoordinator: hasRoleIn(person, organizationId, 'coordinator') };
}

/** For teachers and coordinators. */
export const load: PageServerLoad = async ({ locals }) => {
	const { organizationId, isCoordinator } = workplaceOf(locals);
	return {
		formKey: randomUUID(),
		courses: locals.courses.list().map(({ slug, title }) => ({ value: slug, label: title })),
		/** null: not asked, it is the teacher's own group. */
		teachers: isCoordinator ? await listTeachersOf(locals.db, organizationId) : null
	};
};

export const actions = {
	/** For teachers and coordinators, in the organization they work in. */
	default: async ({ locals, request, getClientAddress }) => {
		const { person, organizationId } = workplaceOf(locals);
		const { data, invalid } = await readForm(request, NewGroupForm);
		if (invalid) return fail(400, invalid);
		const course = data.courseSlug === null ? null : (locals.courses.find(data.courseSlug) ?? null);
		if (data.courseSlug !== null && !course) {
			return fail(400, invalidForm(textsOf(data), { courseSlug: 'Tego kursu już nie ma. Wybierz inny z listy.' }));
		}

		const { formKey: id, name, teacherId } = data;
		const actor = { id: person.id, address: getClientAddress() };
		await createGroup(locals.db, actor, { id, organizationId, name, teacherId, course });
		redirect(303, `/grupy/${id}`);
	}
} satisfies Actions;
