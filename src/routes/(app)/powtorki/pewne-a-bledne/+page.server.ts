import { requirePerson } from '#lib/accounts/server/require.ts';
import { listMySurelyWrong } from '#lib/confidence/server/my-surely-wrong.ts';
import type { PageServerLoad } from './$types';

/** For everyone signed in: their own answers only. */
export const load: PageServerLoad = async ({ locals }) => {
	const { id: personId } = requirePerson(locals);
	return { answers: await listMySurelyWrong(locals.db, { personId, courses: locals.courses, now: new Date() }) };
};
