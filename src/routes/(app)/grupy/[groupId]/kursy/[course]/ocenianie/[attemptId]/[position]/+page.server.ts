import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { getMarkingPage } from '#lib/marking/server/marking-page.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { orderIn } from '#lib/marking/server/next-answer.ts';
import { saveMarkForm } from '#lib/marking/server/save-mark-form.ts';
import type { Actions, PageServerLoad } from './$types';

type Params = { groupId: string; course: string; attemptId: string; position: string };

/** The answer, for those who answer for the group. */
async function findPlace({ locals, params }: Pick<RequestEvent<Params>, 'locals' | 'params'>) {
	const staff = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, staff.id, params);
	const scope: MarkingScope = { kind: 'group', groupId: group.id, courseSlug: course.slug, readerId: staff.id };
	const place = { attemptId: params.attemptId, position: Number(params.position) };
	return { group, course, scope, place, path: `/grupy/${group.id}/kursy/${course.slug}/ocenianie` };
}

export const load: PageServerLoad = async (event) => {
	const { group, course, scope, place, path } = await findPlace(event);
	return {
		...{ group, path },
		course: { slug: course.slug, title: course.title },
		order: orderIn(event.url),
		page: await getMarkingPage(event.locals.db, scope, { ...place, path }),
		isMarked: event.url.searchParams.has('oceniono')
	};
};

export const actions = {
	save: async (event) => {
		const { scope, place, path } = await findPlace(event);
		const { locals, request, url } = event;
		const { address } = originOf(event);
		const grading = { courses: locals.courses, issuer: locals.app.settings.operator.name, now: new Date() };
		const saved = await saveMarkForm(locals.db, scope, address, { request, url, place, path }, grading);
		if (saved.invalid) return fail(400, saved.invalid);
		redirect(303, saved.next);
	}
} satisfies Actions;
