import { fail } from '@sveltejs/kit';
import type { PrintedCard } from '#lib/accounts/card.ts';
import { printCards } from '#lib/accounts/server/print-cards.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { getOpenGroupOf } from '#lib/groups/server/access.ts';
import { makeGroupCards } from '#lib/joining/server/group-cards.ts';
import { listPeople } from '#lib/joining/server/people.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever answers for the group, while it is not in the archive. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
	const pupils = (await listPeople(locals.db, group.id)).filter(({ isInCare }) => isInCare);
	return {
		group,
		pupils: pupils.map(({ id, displayName, signInName, state }) => ({ id, displayName, signInName, state })),
		waitingCount: pupils.filter(({ state }) => state === 'waiting').length,
		address: `${locals.app.settings.origin}/logowanie`
	};
};

export const actions = {
	/** For whoever answers for the group. The words of the cards are seen in this answer only. */
	default: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const fields = await readFormData(request);
		const chosen = fields.getAll('osoba').filter((value) => typeof value === 'string');
		const wanted = fields.get('kto') === 'czekajacy' ? null : chosen;

		let cards: PrintedCard[];
		try {
			const made = await makeGroupCards(locals.db, { id: person.id, ...originOf(event) }, group.id, wanted);
			cards = printCards(made, locals.app.settings.origin);
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, '');
			return fail(status, invalid);
		}
		return { errors: [], cards };
	}
} satisfies Actions;
