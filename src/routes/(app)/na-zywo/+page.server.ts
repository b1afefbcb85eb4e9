import { requirePerson } from '#lib/accounts/server/require.ts';
import { listSessionsOfLearner } from '#lib/live/server/answers.ts';
import type { PageServerLoad } from './$types';

/** For everyone signed in: what runs in their groups at the moment. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const sessions = await listSessionsOfLearner(locals.db, person.id, new Date());
	return {
		sessions: sessions.map(({ id, courseSlug, groupName }) => ({
			id,
			groupName,
			courseTitle: locals.courses.find(courseSlug)?.title ?? courseSlug
		}))
	};
};
