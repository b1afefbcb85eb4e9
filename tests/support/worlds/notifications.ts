import { renewCalendarFeed } from '#lib/notifications/server/calendar-feeds.ts';
import { unsubscribeTokens } from '#lib/notifications/server/unsubscribe-token.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createPerson } from '../people.ts';

/** The links of mail and calendar of somebody who asks for nothing: whoever asks may take a new address. */
export async function notificationParams(db: Db): Promise<Record<string, string>> {
	const owner = await createPerson(db, 'Ewa');
	const tokenOf = await unsubscribeTokens(db);
	return { 'wypisz/token': tokenOf(owner.id), 'kalendarz/token': await renewCalendarFeed(db, owner.id) };
}
