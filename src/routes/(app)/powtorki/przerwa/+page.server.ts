import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { dayInPoland } from '#lib/format.ts';
import { pauseForm } from '#lib/reviews/pause.ts';
import { endPause, getReviewSetting, savePause, switchReviews } from '#lib/reviews/server/settings.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const SAVED = '/powtorki/przerwa?zapisano';

/** For everyone signed in: when not to be asked. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = requirePerson(locals);
	const now = new Date();
	const setting = await getReviewSetting(locals.db, id, now);
	return { ...setting, today: dayInPoland(now), isSaved: url.searchParams.has('zapisano') };
};

export const actions = {
	przerwa: async ({ locals, request }) => {
		const { id } = requirePerson(locals);
		const now = new Date();
		const { data, invalid } = await readForm(request, pauseForm(dayInPoland(now)));
		if (invalid) return fail(400, invalid);
		await savePause(locals.db, id, data, now);
		redirect(303, SAVED);
	},

	zakoncz: async ({ locals }) => {
		const { id } = requirePerson(locals);
		await endPause(locals.db, id, new Date());
		redirect(303, SAVED);
	},

	wylacz: async ({ locals }) => {
		const { id } = requirePerson(locals);
		await switchReviews(locals.db, id, true);
		redirect(303, SAVED);
	},

	wlacz: async ({ locals }) => {
		const { id } = requirePerson(locals);
		await switchReviews(locals.db, id, false);
		redirect(303, SAVED);
	}
} satisfies Actions;
