import { requirePerson } from '#lib/accounts/server/require.ts';
import { getHandedFile } from '#lib/handins/server/handed-files.ts';
import { sendHandedFile } from '#lib/handins/server/send-handed-file.ts';
import { getAttemptForPerson } from '#lib/quizzes/server/attempts.ts';
import type { RequestHandler } from './$types';

/** One's own file. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { id } = await getAttemptForPerson(locals.db, requirePerson(locals).id, params.attemptId);
	return sendHandedFile(await getHandedFile(locals.db, id, Number(params.position)));
};
