import { requireRole } from '#lib/accounts/server/require.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { noMoreEvents, openEventStream } from '#lib/live/server/event-stream.ts';
import { getSession } from '#lib/live/server/sessions.ts';
import type { RequestHandler } from './$types';

/** For who answers for the group: the version of the session and how many have answered. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const session = await getSession(locals.db, group.id, params.sessionId, new Date());
	if (session.state === 'ended') return noMoreEvents();
	const listener = {
		sessionId: session.id,
		personId: person.id,
		tell: ({ version, answered }: { version: number; answered: number }) => `${version} ${answered}`
	};
	return openEventStream(event, listener, () => getGroupOf(locals.db, person.id, group.id));
};
