import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { ConfirmedForm } from '#lib/groups/group-forms.ts';
import { getGroupToLeave, leaveGroup } from '#lib/groups/server/my-groups.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who learns in the group with an account of their own: asks first. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requirePerson(locals);
	const { id, name, organizationName } = await getGroupToLeave(locals.db, person.id, params.groupId);
	return { group: { id, name, organizationName } };
};

export const actions = {
	/** For who learns in the group with an account of their own. */
	default: async ({ locals, params, request, getClientAddress }) => {
		const person = requirePerson(locals);
		const group = await getGroupToLeave(locals.db, person.id, params.groupId);
		const { invalid } = await readForm(request, ConfirmedForm);
		if (invalid) return fail(400, invalid);
		await leaveGroup(locals.db, { id: person.id, address: getClientAddress() }, group.id);
		redirect(303, '/moje');
	}
} satisfies Actions;
