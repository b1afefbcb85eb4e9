import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { originOf } from '#lib/accounts/server/visit.ts';
import { requireWorkplace } from '#lib/organizations/server/require-workplace.ts';
import { applySent, undoSent } from '#lib/rosters/server/import-actions.ts';
import { loadImportPage } from '#lib/rosters/server/import-page.ts';
import { discardPreview } from '#lib/rosters/server/imports.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** For coordinators, in the organization they work in now. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { organizationId } = requireWorkplace(locals);
	const place = { organizationId, learnerGroupId: null };
	return { import: await loadImportPage(locals.db, place, params.rosterId, url.searchParams) };
};

export const actions = {
	/** For coordinators: all of the set or nothing. */
	wczytaj: async (event) => {
		const { db, app } = event.locals;
		const refused = await applySent(db, admit(event), event.request, app.settings.origin);
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, resolve('/(app)/grupy/import/[rosterId]', event.params));
	},
	/** For coordinators, within 30 days. */
	cofnij: async (event) => {
		const refused = await undoSent(event.locals.db, admit(event));
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, resolve('/(app)/grupy/import/[rosterId]', event.params));
	},
	/** For coordinators. */
	porzuc: async (event) => {
		const { place, importId } = admit(event);
		await discardPreview(event.locals.db, place, importId);
		redirect(303, resolve('/(app)/grupy/import'));
	}
} satisfies Actions;

function admit(event: RequestEvent) {
	const { person, organizationId } = requireWorkplace(event.locals);
	return {
		actor: { id: person.id, address: originOf(event).address },
		place: { organizationId, learnerGroupId: null },
		importId: event.params.rosterId
	};
}
