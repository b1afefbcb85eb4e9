import { requirePerson } from '#lib/accounts/server/require.ts';
import { getSessionOfLearner } from '#lib/live/server/answers.ts';
import { noMoreEvents, openEventStream } from '#lib/live/server/event-stream.ts';
import type { RequestHandler } from './$types';

/** For learners of the group: which version of the session there is, nothing more. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const person = requirePerson(locals);
	const stillTheirs = () => getSessionOfLearner(locals.db, person.id, params.sessionId, new Date());
	const session = await stillTheirs();
	if (session.state === 'ended') return noMoreEvents();
	const tell = ({ version }: { version: number }) => String(version);
	return openEventStream(event, { sessionId: session.id, personId: person.id, tell }, stillTheirs);
};
