import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import type { NotificationContent, NotificationKind } from '../notification.ts';

const ROWS_AT_ONCE = 200;

/**
 * Tells people something, in the caller's transaction: in the app, and by mail as each of them wants it.
 * @param what.dedupeKey somebody who was told with the same key before is not told again
 */
export async function notify(
	db: Db,
	personIds: readonly string[],
	what: NotificationContent & { kind: NotificationKind; dedupeKey?: string },
	now: Date = new Date()
): Promise<void> {
	const { kind, dedupeKey = null, ...content } = what;
	for (let from = 0; from < personIds.length; from += ROWS_AT_ONCE) {
		await db
			.insertInto('notification')
			.values(
				personIds.slice(from, from + ROWS_AT_ONCE).map((userAccountId) => ({
					id: randomUUID(),
					userAccountId,
					kind,
					content: JSON.stringify(content),
					dedupeKey,
					createdAt: now.toISOString(),
					visibleAt: now.toISOString()
				}))
			)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
