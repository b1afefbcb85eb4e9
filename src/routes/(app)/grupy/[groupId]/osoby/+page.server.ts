import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { listTeams } from '#lib/groups/server/teams.ts';
import { setTeams } from '#lib/joining/server/change-people.ts';
import { listPeople } from '#lib/joining/server/people.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const PEOPLE_PER_PAGE = 100;
/** What the select of a person is called: this and the person's id. */
const TEAM_FIELD = 'team-';

/** For whoever answers for the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const [everyone, teams] = [await listPeople(locals.db, group.id), await listTeams(locals.db, group.id)];
	const team = teams.find(({ id }) => id === url.searchParams.get('zespol')) ?? null;
	const people = everyone.filter(({ teamId }) => team === null || teamId === team.id);
	const pageCount = Math.max(1, Math.ceil(people.length / PEOPLE_PER_PAGE));
	const wanted = Number(url.searchParams.get('strona'));
	const page = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, pageCount) : 1;
	return {
		group,
		teams: teams.map(({ id, name }) => ({ id, name })),
		team: team?.id ?? null,
		page,
		pageCount,
		count: people.length,
		people: people
			.slice((page - 1) * PEOPLE_PER_PAGE, page * PEOPLE_PER_PAGE)
			.map(({ id, displayName, signInName, state, teamId }) => ({ id, displayName, signInName, state, teamId })),
		said: ['zapisano', 'usunieto'].find((name) => url.searchParams.has(name)) ?? null
	};
};

export const actions = {
	/** For whoever answers for the group, while it is not in the archive. */
	zespoly: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const group = await getOpenGroupOf(locals.db, person.id, params.groupId);
		const wanted = new Map<string, string | null>();
		for (const [name, value] of await readFormData(request)) {
			if (name.startsWith(TEAM_FIELD) && typeof value === 'string') {
				wanted.set(name.slice(TEAM_FIELD.length), value === '' ? null : value);
			}
		}
		try {
			await setTeams(locals.db, { id: person.id, ...originOf(event) }, group.id, wanted);
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, '');
			return fail(status, invalid);
		}
		redirect(303, `/grupy/${group.id}/osoby?zapisano`);
	}
} satisfies Actions;
