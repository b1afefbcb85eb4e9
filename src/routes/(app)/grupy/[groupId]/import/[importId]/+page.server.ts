import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { applySent, undoSent } from '#lib/rosters/server/import-actions.ts';
import { loadImportPage } from '#lib/rosters/server/import-page.ts';
import { discardPreview } from '#lib/rosters/server/imports.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const place = { organizationId: group.organizationId, learnerGroupId: group.id };
	return { group, import: await loadImportPage(locals.db, place, params.importId, url.searchParams) };
};

export const actions = {
	/** For those who answer for the group: all of the list or nothing. */
	wczytaj: async (event) => {
		const deed = await admit(event);
		const { db, app } = event.locals;
		const refused = await applySent(db, deed, event.request, app.settings.origin);
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, resolve('/(app)/grupy/[groupId]/import/[importId]', event.params));
	},
	/** For those who answer for the group, within 30 days. */
	cofnij: async (event) => {
		const deed = await admit(event);
		const refused = await undoSent(event.locals.db, deed);
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, resolve('/(app)/grupy/[groupId]/import/[importId]', event.params));
	},
	/** For those who answer for the group, in the archive too. */
	porzuc: async (event) => {
		const { place, importId } = await admit(event, getGroupOf);
		await discardPreview(event.locals.db, place, importId);
		redirect(303, resolve('/(app)/grupy/[groupId]/import', event.params));
	}
} satisfies Actions;

async function admit(event: RequestEvent, getGroup = getOpenGroupOf) {
	const { locals, params } = event;
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroup(locals.db, person.id, params.groupId);
	return {
		actor: { id: person.id, address: originOf(event).address },
		place: { organizationId: group.organizationId, learnerGroupId: group.id },
		importId: params.importId
	};
}
