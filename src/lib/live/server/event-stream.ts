import { findSignedInPerson } from '#lib/accounts/server/sign-in.ts';
import { broughtToken, type Visit } from '#lib/accounts/server/visit.ts';
import { eventHubOf, type LiveListener } from './event-hub.ts';

/**
 * Answers a request with the events of a session. The stream ends by itself soon after the person signs out or may no
 * longer see the session.
 * @param mayStill asked now and then; a refusal is an error as the page itself would give
 */
export function openEventStream(
	event: Pick<Visit, 'cookies' | 'locals' | 'request'>,
	listener: Omit<LiveListener, 'isAllowed'>,
	mayStill: () => Promise<unknown>
): Response {
	const { db } = event.locals;
	const token = broughtToken(event) ?? '';
	const isAllowed = async () => {
		const person = await findSignedInPerson(db, token);
		if (person?.id !== listener.personId) return false;
		return mayStill().then(
			() => true,
			() => false
		);
	};
	// An answer without a body must not wait for the end of one.
	const body = event.request.method === 'HEAD' ? null : eventHubOf(db).listen({ ...listener, isAllowed });
	return new Response(body, {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			// Proxies hold answers back until they are whole, unless told.
			'x-accel-buffering': 'no'
		}
	});
}

/** For a session that is over: the browser does not come back for more. */
export const noMoreEvents = () => new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
