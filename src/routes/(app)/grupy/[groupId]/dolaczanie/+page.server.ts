import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { formatInstant } from '#lib/format.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { OpenJoiningForm } from '#lib/joining/joining-forms.ts';
import { closeJoining, findOpenJoining, openJoining } from '#lib/joining/server/open-joining.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** For whoever answers for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const joining = await findOpenJoining(locals.db, group.id);
	return { group, joining: joining && { ...joining, expiresAt: formatInstant(joining.expiresAt) } };
};

async function openFor(event: RequestEvent, isNewCode: boolean) {
	const { locals, params, request } = event;
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
	const { data, invalid } = await readForm(request, OpenJoiningForm);
	if (invalid) return fail(400, invalid);
	const actor = { id: person.id, ...originOf(event) };
	await openJoining(locals.db, actor, group.id, { hours: data.hours, isNewCode });
	redirect(303, `/grupy/${group.id}/dolaczanie`);
}

export const actions = {
	/** For whoever answers for the group, while it is not in the archive. */
	otworz: (event) => openFor(event, false),

	/** For whoever answers for the group, while it is not in the archive. */
	nowyKod: (event) => openFor(event, true),

	/** For whoever answers for the group, while it is not in the archive. */
	zamknij: async (event) => {
		const { locals, params } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		await closeJoining(locals.db, { id: person.id, ...originOf(event) }, group.id);
		redirect(303, `/grupy/${group.id}/dolaczanie`);
	}
} satisfies Actions;
