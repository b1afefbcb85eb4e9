import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { getCourse } from '#lib/courses/server/find-lesson.ts';
import { hoursInWords } from '#lib/courses/in-words.ts';
import { CourseForm } from '#lib/groups/group-forms.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { assignCourse, listAssignments } from '#lib/groups/server/assignments.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group: the courses it could have; one click gives it one. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const given = new Set((await listAssignments(locals.db, group.id)).map(({ courseSlug }) => courseSlug));
	return {
		group,
		courses: locals.courses.list().map(({ slug, title, summary, forWhom, hours }) => ({
			slug,
			title,
			summary,
			forWhom,
			hours: hoursInWords(hours),
			isGiven: given.has(slug)
		}))
	};
};

export const actions = {
	/** For who answers for the group. */
	dodaj: async ({ locals, params, request, getClientAddress }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const { data, invalid } = await readForm(request, CourseForm);
		if (invalid) return fail(400, invalid);

		const course = getCourse(locals.courses, data.course);
		await assignCourse(locals.db, { id: person.id, address: getClientAddress() }, group.id, course);
		redirect(303, `/grupy/${group.id}?dodano=${course.slug}`);
	}
} satisfies Actions;
