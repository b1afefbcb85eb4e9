import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { requireRole } from '#lib/accounts/server/require.ts';
import { refusalOf } from '#lib/accounts/server/visit.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { isComplete } from '#lib/rosters/columns.ts';
import { createImport, listImports, understandTable } from '#lib/rosters/server/imports.ts';
import { readUpload } from '#lib/rosters/server/upload.ts';
import { readTable } from '#lib/spreadsheets/server/read-table.ts';
import type { Actions, PageServerLoad } from './$types';

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const place = { organizationId: group.organizationId, learnerGroupId: group.id };
	return { group, imports: await listImports(locals.db, place) };
};

export const actions = {
	/** For those who answer for the group. Reads the file and shows what would happen; nothing else is done. */
	default: async ({ locals, params, request }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const place = { organizationId: group.organizationId, learnerGroupId: group.id };
		let importId: string;
		let isUnderstood: boolean;
		try {
			const { name, bytes } = await readUpload(request);
			const list = await understandTable(locals.db, group.organizationId, name, readTable(bytes));
			isUnderstood = isComplete(list.columns);
			importId = await createImport(locals.db, place, person.id, list);
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'plik');
			return fail(status, invalid);
		}
		const where = { groupId: group.id, importId };
		redirect(
			303,
			isUnderstood
				? resolve('/(app)/grupy/[groupId]/import/[importId]', where)
				: resolve('/(app)/grupy/[groupId]/import/[importId]/kolumny', where)
		);
	}
} satisfies Actions;
