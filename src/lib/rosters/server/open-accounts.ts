import { proposeSignInName } from '#lib/accounts/server/pupil-accounts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { changedMeanwhile } from './refusals.ts';

const ROWS_AT_ONCE = 100;
/** By then names have five digits: something else is in the way. */
const MAX_TRIES = 12;

export interface AccountDraft {
	id: string;
	displayName: string;
	externalId: string | null;
}

/**
 * Opens accounts for pupils without a secret, in few statements, in the caller's transaction. Nobody can sign in to them
 * until cards are made.
 * @throws AppError 409 when an identifier was taken meanwhile
 */
export async function openAccounts(trx: Db, drafts: AccountDraft[], organizationId: string, now: Date): Promise<void> {
	let waiting = drafts;
	for (let tries = 0; waiting.length > 0; tries += 1) {
		if (tries >= MAX_TRIES) throw changedMeanwhile();
		const opened = new Set<string>();
		for (let from = 0; from < waiting.length; from += ROWS_AT_ONCE) {
			const rows = await insertAccounts(trx, waiting.slice(from, from + ROWS_AT_ONCE), { organizationId, tries, now });
			for (const { id } of rows) opened.add(id);
		}
		waiting = waiting.filter(({ id }) => !opened.has(id));
	}
}

/** Those whose proposed name is taken are left out, to be tried again with another. */
function insertAccounts(
	trx: Db,
	drafts: AccountDraft[],
	{ organizationId, tries, now }: { organizationId: string; tries: number; now: Date }
) {
	return trx
		.insertInto('userAccount')
		.values(
			drafts.map(({ id, displayName, externalId }) => ({
				id,
				kind: 'pupil' as const,
				displayName,
				email: null,
				emailConfirmedAt: null,
				signInName: proposeSignInName(displayName, tries),
				organizationId,
				passwordHash: null,
				mustChangePassword: 1 as const,
				totpSecret: null,
				totpLastStep: null,
				blockedAt: null,
				createdAt: now.toISOString(),
				externalId
			}))
		)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
}
