import { fail, redirect } from '@sveltejs/kit';
import { safeNextPath } from '#lib/accounts/next-path.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { refusalOf } from '#lib/accounts/server/visit.ts';
import { ReportForm } from '#lib/question-reports/report-form.ts';
import { listMyReports } from '#lib/question-reports/server/my-reports.ts';
import { reportQuestion } from '#lib/question-reports/server/report-question.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everyone signed in: what they said of questions, and what they were answered. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = requirePerson(locals);
	return {
		reports: await listMyReports(locals.db, id),
		/** Set once one was sent: the page it was sent from. */
		sentFrom: url.searchParams.has('wyslano') ? safeNextPath(url.searchParams.get('wyslano')) : null
	};
};

export const actions = {
	default: async ({ locals, request }) => {
		const { id: personId } = requirePerson(locals);
		const { data, invalid } = await readForm(request, ReportForm);
		if (invalid) return fail(400, invalid);
		try {
			await reportQuestion(locals.db, { personId, ...data, now: new Date() });
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, '');
			return fail(status, invalid);
		}
		redirect(303, `/moje/zgloszenia?wyslano=${encodeURIComponent(data.back)}`);
	}
} satisfies Actions;
