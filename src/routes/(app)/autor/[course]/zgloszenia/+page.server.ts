import { fail, redirect } from '@sveltejs/kit';
import { originOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { ReplyForm } from '#lib/question-reports/report-form.ts';
import { closeReports, listClosedReports, listOpenReports } from '#lib/question-reports/server/course-reports.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For authors: what learners say of the questions of a course, without their names. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { course } = getCourseOfAuthor(locals, params);
	return {
		course: { slug: course.slug, title: course.title },
		open: await listOpenReports(locals.db, course.slug),
		closed: await listClosedReports(locals.db, course.slug),
		isAnswered: url.searchParams.has('odpowiedziano')
	};
};

export const actions = {
	odpowiedz: async (event) => {
		const { locals, params, request } = event;
		const { person, course } = getCourseOfAuthor(locals, params);
		const { data, invalid } = await readForm(request, ReplyForm);
		if (invalid) return fail(400, invalid);
		const author = { id: person.id, address: originOf(event).address };
		await closeReports(locals.db, author, { courseSlug: course.slug, ...data }, new Date());
		redirect(303, `/autor/${course.slug}/zgloszenia?odpowiedziano`);
	}
} satisfies Actions;
