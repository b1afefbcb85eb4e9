import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { countGroupCertificates } from '#lib/certificates/server/group-certificates.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { ReportForm } from '#lib/reports/report-form.ts';
import { createReport, listReports } from '#lib/reports/server/reports.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const reports = await listReports(locals.db, group.id, course.slug);
	return {
		group,
		course: { slug: course.slug, title: course.title },
		certificateCount: await countGroupCertificates(locals.db, group.id, course.slug),
		reports: reports.map(({ id, createdAt, createdBy, content }) => ({
			id,
			createdAt,
			createdBy,
			people: content.people,
			enrolled: content.enrolled,
			finished: content.finished
		}))
	};
};

export const actions = {
	/** For those who answer for the group, in the archive too: a report changes nothing of it. */
	nowy: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { group, course } = await getCourseOfGroup(locals, person.id, params);
		const { data, invalid } = await readForm(request, ReportForm);
		if (invalid) return fail(400, invalid);

		const actor = { id: person.id, address: originOf(event).address };
		const operator = locals.app.settings.operator.name;
		const id = await createReport(locals.db, { actor, group, course, operator, people: data.people });
		redirect(303, `/grupy/${group.id}/kursy/${course.slug}/raporty/${id}`);
	}
} satisfies Actions;
