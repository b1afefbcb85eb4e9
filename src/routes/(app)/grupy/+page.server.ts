import { hasRoleIn } from '#lib/accounts/person.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { foldPolish } from '#lib/format.ts';
import { listGroupsOf } from '#lib/groups/server/groups.ts';
import type { PageServerLoad } from './$types';

/** For teachers, their groups; for coordinators, all of the organization they work in. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const isArchived = url.searchParams.has('archiwum');
	const search = (url.searchParams.get('szukaj') ?? '').trim();
	const { organizationId } = person;
	const groups =
		organizationId === null ? [] : await listGroupsOf(locals.db, person.id, { organizationId, isArchived });
	const wanted = foldPolish(search);
	return {
		isArchived,
		search,
		hasGroups: groups.length > 0,
		isCoordinator: organizationId !== null && hasRoleIn(person, organizationId, 'coordinator'),
		groups: groups.filter(({ name, teachers }) => foldPolish([name, ...teachers].join(' ')).includes(wanted))
	};
};
