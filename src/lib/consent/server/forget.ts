import type { Db } from '#lib/server/db/db.ts';
import { CURRENT_CONSENT_TEXT } from '../consent-text.ts';

/** An account that goes takes its consent with it: dates and versions stay, names do not. */
export async function forgetConsentsOf(db: Db, accountIds: string[], now: Date): Promise<void> {
	await db
		.updateTable('guardianConsent')
		.set({
			state: 'withdrawn',
			nickname: null,
			guardianEmail: null,
			withdrawnAt: now.toISOString(),
			withdrawnTextVersion: CURRENT_CONSENT_TEXT.version
		})
		.where('userAccountId', 'in', accountIds)
		.where('state', '!=', 'withdrawn')
		.execute();
}
