import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { NewGroupPupilsForm } from '#lib/accounts/account-forms.ts';
import type { PrintedCard } from '#lib/accounts/card.ts';
import { inventPseudonyms } from '#lib/accounts/pseudonyms.ts';
import { printCards } from '#lib/accounts/server/print-cards.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { getOpenGroupOf } from '#lib/groups/server/access.ts';
import { addPupils } from '#lib/joining/server/add-pupils.ts';
import { listPeople } from '#lib/joining/server/people.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const MAX_PSEUDONYMS = 40;

/** For whoever answers for the group, while it is not in the archive. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
	const wanted = Math.floor(Number(url.searchParams.get('ile')));
	const count = wanted > 0 ? Math.min(wanted, MAX_PSEUDONYMS) : 0;
	const taken = count > 0 ? (await listPeople(locals.db, group.id)).map(({ displayName }) => displayName) : [];
	return {
		group,
		pseudonyms: inventPseudonyms(count, taken),
		formKey: randomUUID(),
		address: `${locals.app.settings.origin}/logowanie`
	};
};

export const actions = {
	/** For whoever answers for the group. The words of the cards are seen in this answer only. */
	default: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const { data, invalid } = await readForm(request, NewGroupPupilsForm);
		if (invalid) return fail(400, invalid);

		let cards: PrintedCard[];
		try {
			const made = await addPupils(locals.db, { id: person.id, ...originOf(event) }, group.id, data);
			cards = printCards(made, locals.app.settings.origin);
		} catch (error) {
			const { status, invalid } = refusalOf(error, { nicknames: data.nicknames.join('\n') }, 'nicknames');
			return fail(status, invalid);
		}
		return { values: {} as Record<string, string>, errors: [], cards };
	}
} satisfies Actions;
