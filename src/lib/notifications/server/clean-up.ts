import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthsAfter } from '#lib/certificates/certificate.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';

/** How long what people were told is kept; the privacy page says so. */
const KEPT_MONTHS = 6;
const ROWS_AT_ONCE = 500;

/** Every day: forgets what people were told long ago, read or not. */
export const notificationsCleanUp: Job<{ db: Db }> = {
	name: 'notifications clean-up',
	everyMs: 24 * 3_600_000,
	async run({ db }, now) {
		while ((await deleteOldNotifications(db, now)) > 0) await nextTurn();
	}
};

/** @returns how many were deleted; 0: none was left */
export async function deleteOldNotifications(db: Db, now: Date): Promise<number> {
	const end = monthsAfter(now.toISOString().slice(0, 10), -KEPT_MONTHS);
	const { numDeletedRows } = await db
		.deleteFrom('notification')
		.where('id', 'in', (eb) =>
			eb.selectFrom('notification').select('id').where('createdAt', '<', end).limit(ROWS_AT_ONCE)
		)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
