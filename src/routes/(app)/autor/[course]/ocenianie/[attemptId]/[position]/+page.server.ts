import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { originOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { getMarkingPage } from '#lib/marking/server/marking-page.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { orderIn } from '#lib/marking/server/next-answer.ts';
import { saveMarkForm } from '#lib/marking/server/save-mark-form.ts';
import type { Actions, PageServerLoad } from './$types';

type Params = { course: string; attemptId: string; position: string };

/** The answer of somebody without a group, for authors. */
function findPlace({ locals, params }: Pick<RequestEvent<Params>, 'locals' | 'params'>) {
	const { person, course } = getCourseOfAuthor(locals, params);
	const scope: MarkingScope = { kind: 'authors', courseSlug: course.slug, readerId: person.id };
	const place = { attemptId: params.attemptId, position: Number(params.position) };
	return { course, scope, place, path: `/autor/${course.slug}/ocenianie` };
}

export const load: PageServerLoad = async (event) => {
	const { course, scope, place, path } = findPlace(event);
	return {
		path,
		course: { slug: course.slug, title: course.title },
		order: orderIn(event.url),
		page: await getMarkingPage(event.locals.db, scope, { ...place, path }),
		isMarked: event.url.searchParams.has('oceniono')
	};
};

export const actions = {
	save: async (event) => {
		const { scope, place, path } = findPlace(event);
		const { locals, request, url } = event;
		const { address } = originOf(event);
		const grading = { courses: locals.courses, issuer: locals.app.settings.operator.name, now: new Date() };
		const saved = await saveMarkForm(locals.db, scope, address, { request, url, place, path }, grading);
		if (saved.invalid) return fail(400, saved.invalid);
		redirect(303, saved.next);
	}
} satisfies Actions;
