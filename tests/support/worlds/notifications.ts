import { renewCalendarFeed } from '#lib/notifications/server/calendar-feeds.ts';
import { unsubscribeTokens } from '#lib/notifications/server/unsubscribe-token.ts';
import type { Db } from '#lib/server/db/db.ts';

/** The links of a learner's mail and calendar. */
export async function notificationParams(db: Db, learner: { id: string }): Promise<Record<string, string>> {
	const tokenOf = await unsubscribeTokens(db);
	return { 'wypisz/token': tokenOf(learner.id), 'kalendarz/token': await renewCalendarFeed(db, learner.id) };
}
