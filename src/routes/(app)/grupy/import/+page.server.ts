import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { refusalOf } from '#lib/accounts/server/visit.ts';
import { requireWorkplace } from '#lib/organizations/server/require-workplace.ts';
import { createImport, listImports } from '#lib/rosters/server/imports.ts';
import { readOneRoster } from '#lib/rosters/server/one-roster.ts';
import { readUpload } from '#lib/rosters/server/upload.ts';
import type { Actions, PageServerLoad } from './$types';

/** For coordinators, in the organization they work in now. */
export const load: PageServerLoad = async ({ locals }) => {
	const { organizationId } = requireWorkplace(locals);
	return { imports: await listImports(locals.db, { organizationId, learnerGroupId: null }) };
};

export const actions = {
	/** For coordinators. Reads the set and shows what would happen; nothing else is done. */
	default: async ({ locals, request }) => {
		const { person, organizationId } = requireWorkplace(locals);
		let rosterId: string;
		try {
			const { name, bytes } = await readUpload(request);
			const place = { organizationId, learnerGroupId: null };
			rosterId = await createImport(locals.db, place, person.id, readOneRoster(bytes, name));
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'plik');
			return fail(status, invalid);
		}
		redirect(303, resolve('/(app)/grupy/import/[rosterId]', { rosterId }));
	}
} satisfies Actions;
