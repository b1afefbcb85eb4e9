import type { Db } from '#lib/server/db/db.ts';
import { CURRENT_CONSENT_TEXT } from '../consent-text.ts';

/** What a consent becomes when it is refused, withdrawn or of no account any more: dates and versions stay, names go. */
export const withdrawnAt = (now: Date) => ({
	state: 'withdrawn' as const,
	nickname: null,
	guardianEmail: null,
	withdrawnAt: now.toISOString(),
	withdrawnTextVersion: CURRENT_CONSENT_TEXT.version
});

/** Accounts that go take their consents with them. */
export async function forgetConsentsOf(db: Db, accountIds: string[], now: Date): Promise<void> {
	await db
		.updateTable('guardianConsent')
		.set(withdrawnAt(now))
		.where('userAccountId', 'in', accountIds)
		.where('state', '!=', 'withdrawn')
		.execute();
}
