import { requirePerson } from '#lib/accounts/server/require.ts';
import { getMyDataPage } from '#lib/privacy/server/write-my-data.ts';
import type { PageServerLoad } from './$types';

/** For everybody signed in: their own data. */
export const load: PageServerLoad = async ({ locals }) => {
	const { id: personId } = requirePerson(locals);
	const { db, courses, app } = locals;
	return { mine: await getMyDataPage(db, { personId, courses, origin: app.settings.origin, now: new Date() }) };
};
