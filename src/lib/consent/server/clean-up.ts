import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';

const DAY = 24 * 3_600_000;
/** How long a guardian may take to answer, and a child to come back after that. */
export const WAITING_DAYS = 30;

/** Deletes requests nobody answered and consents nobody made use of. */
export async function deleteUnansweredConsents(db: Db, now: Date): Promise<void> {
	const end = new Date(now.getTime() - WAITING_DAYS * DAY).toISOString();
	await db.deleteFrom('guardianConsent').where('state', '=', 'asked').where('askedAt', '<', end).execute();
	await db
		.deleteFrom('guardianConsent')
		.where('state', '=', 'confirmed')
		.where('userAccountId', 'is', null)
		.where('confirmedAt', '<', end)
		.execute();
}

export const consentCleanUp: Job<{ db: Db }> = {
	name: 'guardian consents',
	everyMs: 3_600_000,
	run: ({ db }, now) => deleteUnansweredConsents(db, now)
};
