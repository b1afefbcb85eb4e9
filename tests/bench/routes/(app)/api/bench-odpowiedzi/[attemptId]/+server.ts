import type { RequestHandler } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { acceptAnswers, readChanges } from '#lib/quizzes/server/autosave.ts';
import type { AnswerSave, SaveState } from '#lib/quizzes/server/answers.ts';

/** Says that everything is saved. */
const saveNothing = ({ changes }: AnswerSave) => Promise.resolve(changes.map((): SaveState => 'saved'));

/** The endpoint of autosave, word for word, without the write. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { id: personId } = requirePerson(locals);
	const now = new Date();
	const changes = await readChanges(request);
	const given = { personId, attemptId: params.attemptId as string, changes, now };
	return Response.json({ saved: await acceptAnswers(locals.db, saveNothing, given) });
};
