import { listManagedOrganizations, listPupils } from '#lib/accounts/server/pupils.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import type { PageServerLoad } from './$types';

/** For admins (everybody's pupils) and coordinators (those of their organizations). */
export const load: PageServerLoad = async ({ locals, url }) => {
	const person = requireRole(locals, 'admin', 'coordinator');
	const search = (url.searchParams.get('szukaj') ?? '').slice(0, 100);
	const wantedPage = Number(url.searchParams.get('strona'));
	const page = Number.isInteger(wantedPage) && wantedPage > 0 && wantedPage < 100_000 ? wantedPage : 1;
	const organizations = await listManagedOrganizations(locals.db, person.id);
	const { pupils, hasMore } = await listPupils(locals.db, person.id, { search, page });
	return {
		search,
		page,
		hasMore,
		isErased: url.searchParams.has('usunieto'),
		hasManyOrganizations: organizations.length > 1,
		pupils: pupils.map(
			({ id, displayName, signInName, organizationName, mustChangePassword, isBlocked, factorPercent }) => ({
				id,
				displayName,
				signInName,
				organizationName,
				mustChangePassword,
				isBlocked,
				factorPercent
			})
		)
	};
};
