import { monthsBefore } from '#lib/privacy/server/months-before.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { oldestPreview } from './imports.ts';

const KEPT_MONTHS = 24;

/**
 * Forgets previews nobody decided on within a day, and after two years that there was an import at all, or how headings
 * that came in no file since were understood.
 */
export async function deleteOldImports(db: Db, now: Date): Promise<void> {
	const end = monthsBefore(now, KEPT_MONTHS);
	await db
		.deleteFrom('rosterImport')
		.where('state', '=', 'previewed')
		.where('createdAt', '<=', oldestPreview(now))
		.execute();
	await db.deleteFrom('rosterImport').where('createdAt', '<', end).execute();
	await db.deleteFrom('headerMapping').where('usedAt', '<', end).execute();
}

export const rosterCleanUp: Job<{ db: Db }> = {
	name: 'roster clean-up',
	everyMs: 3_600_000,
	run: ({ db }, now) => deleteOldImports(db, now)
};
