import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { oldestRunning } from './sessions.ts';

const MINUTE = 60_000;
/** How long what people answered is kept. */
const KEPT_DAYS = 30;

/** Ends what was left running and deletes what is over for long, answers included. */
export async function cleanLiveSessions(db: Db, now: Date): Promise<void> {
	await db
		.updateTable('liveSession')
		.set((eb) => ({ state: 'ended', endedAt: now.toISOString(), version: eb('version', '+', 1) }))
		.where('state', 'in', ['open', 'paused'])
		.where('openedAt', '<', oldestRunning(now))
		.execute();
	await db
		.deleteFrom('liveSession')
		.where('state', '=', 'ended')
		.where('openedAt', '<', new Date(now.getTime() - KEPT_DAYS * 24 * 60 * MINUTE).toISOString())
		.execute();
}

export const liveSessionsCleanUp: Job<{ db: Db }> = {
	name: 'live sessions',
	everyMs: 5 * MINUTE,
	run: ({ db }, now) => cleanLiveSessions(db, now)
};
