import { monthsBefore } from '#lib/privacy/server/months-before.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';

const DAY = 24 * 3_600_000;
/** How long a guardian may take to answer, and a child to come back after that. */
const WAITING_DAYS = 30;
/** How long it can be shown that somebody agreed, once the consent is refused, withdrawn or its account is gone. */
const WITHDRAWN_MONTHS = 24;

/** Deletes requests nobody answered, consents nobody made use of, and withdrawn ones nobody asks about any more. */
export async function deleteOldConsents(db: Db, now: Date): Promise<void> {
	const end = new Date(now.getTime() - WAITING_DAYS * DAY).toISOString();
	await db.deleteFrom('guardianConsent').where('state', '=', 'asked').where('askedAt', '<', end).execute();
	await db
		.deleteFrom('guardianConsent')
		.where('state', '=', 'confirmed')
		.where('userAccountId', 'is', null)
		.where('confirmedAt', '<', end)
		.execute();
	await db
		.deleteFrom('guardianConsent')
		.where('state', '=', 'withdrawn')
		.where('withdrawnAt', '<', monthsBefore(now, WITHDRAWN_MONTHS))
		.execute();
}

export const consentCleanUp: Job<{ db: Db }> = {
	name: 'guardian consents',
	everyMs: 3_600_000,
	run: ({ db }, now) => deleteOldConsents(db, now)
};
