import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { NewPupilsForm } from '#lib/accounts/account-forms.ts';
import type { PrintedCard } from '#lib/accounts/card.ts';
import { printCards } from '#lib/accounts/server/print-cards.ts';
import { createPupils } from '#lib/accounts/server/pupil-accounts.ts';
import { listManagedOrganizations } from '#lib/accounts/server/pupils.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For admins and coordinators. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requireRole(locals, 'admin', 'coordinator');
	const organizations = await listManagedOrganizations(locals.db, person.id);
	return { organizations, formKey: randomUUID(), address: `${locals.app.settings.origin}/logowanie` };
};

export const actions = {
	/** For admins and coordinators, in an organization they look after. The words of the cards are seen in this answer only. */
	default: async (event) => {
		const { locals, request } = event;
		const person = requireRole(locals, 'admin', 'coordinator');
		const { data, invalid } = await readForm(request, NewPupilsForm);
		if (invalid) return fail(400, invalid);

		let cards: PrintedCard[];
		try {
			const made = await createPupils(locals.db, { id: person.id, ...originOf(event) }, data);
			cards = printCards(made, locals.app.settings.origin);
		} catch (error) {
			const values = { organizationId: data.organizationId, nicknames: data.nicknames.join('\n') };
			const { status, invalid } = refusalOf(error, values, 'nicknames');
			return fail(status, invalid);
		}
		return { values: {} as Record<string, string>, errors: [], cards };
	}
} satisfies Actions;
