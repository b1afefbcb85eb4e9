import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { oldestPreview } from './imports.ts';

const KEPT_MONTHS = 24;

/** Forgets previews nobody decided on within a day, and after two years that there was an import at all. */
export async function deleteOldImports(db: Db, now: Date): Promise<void> {
	const end = new Date(now);
	end.setUTCMonth(end.getUTCMonth() - KEPT_MONTHS);
	await db
		.deleteFrom('rosterImport')
		.where('state', '=', 'previewed')
		.where('createdAt', '<=', oldestPreview(now))
		.execute();
	await db.deleteFrom('rosterImport').where('createdAt', '<', end.toISOString()).execute();
}

export const rosterCleanUp: Job<{ db: Db }> = {
	name: 'roster clean-up',
	everyMs: 3_600_000,
	run: ({ db }, now) => deleteOldImports(db, now)
};
