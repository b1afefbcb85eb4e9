import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { requireRole } from '#lib/accounts/server/require.ts';
import { getGroupOf, getOpenGroupOf, type StaffedGroup } from '#lib/groups/server/access.ts';
import { readColumns } from '#lib/rosters/columns-form.ts';
import { changeColumns, getImport, listSamples } from '#lib/rosters/server/imports.ts';
import { invalidForm, readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const placeOf = ({ id, organizationId }: StaffedGroup) => ({ organizationId, learnerGroupId: id });

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const roster = await getImport(locals.db, placeOf(group), params.importId);
	const samples = await listSamples(locals.db, roster);
	const { headings, roles, hasHeadings } = roster.columns;
	return {
		group,
		importId: roster.id,
		hasHeadings,
		columns: headings.map((heading, at) => ({
			heading: heading || `Kolumna ${at + 1}`,
			role: roles[at] ?? 'ignored',
			samples: samples.map((cells) => cells[at] ?? '').filter(Boolean)
		}))
	};
};

export const actions = {
	/** For those who answer for the group. */
	default: async ({ locals, params, request }) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const roster = await getImport(locals.db, placeOf(group), params.importId);
		const fields = await readFormData(request);
		const { columns, errors } = readColumns(fields, roster.columns);
		if (errors) {
			const values = [...fields].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
			return fail(400, invalidForm(Object.fromEntries(values), errors));
		}
		await changeColumns(locals.db, roster, columns);
		redirect(303, resolve('/(app)/grupy/[groupId]/import/[importId]', params));
	}
} satisfies Actions;
