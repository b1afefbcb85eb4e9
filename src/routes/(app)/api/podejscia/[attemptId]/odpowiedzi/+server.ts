import { requirePerson } from '#lib/accounts/server/require.ts';
import { acceptAnswers, readChanges } from '#lib/quizzes/server/autosave.ts';
import type { RequestHandler } from './$types';

/** Saves answers to one's own open attempt, many people's in one transaction; never renders, never grades. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { id: personId } = requirePerson(locals);
	const now = new Date();
	const changes = await readChanges(request);
	const given = { personId, attemptId: params.attemptId, changes, now };
	return Response.json({ saved: await acceptAnswers(locals.db, locals.app.answers, given) });
};
