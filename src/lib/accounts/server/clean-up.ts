import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { deleteSpentTokens } from './account-token.ts';
import { deleteUnconfirmedAccounts } from './registration.ts';
import { deleteEndedSignIns } from './sign-in.ts';
import { deleteOldThrottles } from './throttle.ts';

/** Forgets ended sign-ins, spent links, old counts of wrong passwords and accounts nobody confirmed. */
export const accountsCleanUp: Job<{ db: Db }> = {
	name: 'accounts clean-up',
	everyMs: 3_600_000,
	async run({ db }, now) {
		await deleteEndedSignIns(db);
		await deleteSpentTokens(db, now);
		await deleteOldThrottles(db, now);
		await deleteUnconfirmedAccounts(db, now);
	}
};
