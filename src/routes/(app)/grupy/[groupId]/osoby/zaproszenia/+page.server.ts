import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { GroupInvitationForm } from '#lib/joining/joining-forms.ts';
import { WithdrawalForm } from '#lib/organizations/invitation-forms.ts';
import { mailInvitation } from '#lib/organizations/server/invitation-mail.ts';
import { createInvitation, listInvitations, revokeInvitation } from '#lib/organizations/server/invitations.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { readForm } from '#lib/server/forms.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever answers for the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const where = { organizationId: group.organizationId, learnerGroupId: group.id };
	return {
		group,
		invitations: await listInvitations(locals.db, where),
		isMailed: url.searchParams.has('wyslano')
	};
};

export const actions = {
	/** For whoever answers for the group. A link to hand over is seen in this answer only. */
	zapros: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const { data, invalid } = await readForm(request, GroupInvitationForm);
		if (invalid) return fail(400, invalid);

		const { origin } = locals.app.settings;
		const wanted = { ...data, organizationId: group.organizationId, learnerGroupId: group.id, role: null };
		let token: string;
		try {
			token = await inTransaction(locals.db, async (trx) => {
				const made = await createInvitation(trx, { id: person.id, ...originOf(event) }, wanted);
				if (data.email !== null) await mailInvitation(trx, origin, made);
				return made;
			});
		} catch (error) {
			const { status, invalid } = refusalOf(error, data, 'email');
			return fail(status, invalid);
		}
		if (data.email === null) return { values: {}, errors: [], link: `${origin}/zaproszenie/${token}` };
		nudgeJobs(locals.db);
		redirect(303, `/grupy/${group.id}/osoby/zaproszenia?wyslano`);
	},

	/** For whoever answers for the group. */
	cofnij: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const { data, invalid } = await readForm(request, WithdrawalForm);
		if (invalid) return fail(400, invalid);
		const which = { id: data.invitation, organizationId: group.organizationId, learnerGroupId: group.id };
		await revokeInvitation(locals.db, { id: person.id, ...originOf(event) }, which);
		redirect(303, `/grupy/${group.id}/osoby/zaproszenia`);
	}
} satisfies Actions;
