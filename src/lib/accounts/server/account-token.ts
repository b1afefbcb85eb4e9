import type { Db } from '#lib/server/db/db.ts';
import { createToken, digestOf, looksLikeToken } from './secret-token.ts';

const HOUR = 3_600_000;

/** How long a link works. */
const LIFETIME_MS = {
	confirmEmail: 48 * HOUR,
	resetPassword: HOUR,
	firstAdmin: 24 * HOUR,
	inviteAdmin: 24 * HOUR
};

export type TokenPurpose = keyof typeof LIFETIME_MS;

export interface AccountToken {
	purpose: TokenPurpose;
	/** null: the account is still to be made. */
	userAccountId: string | null;
}

/** Makes the secret of a link; only its digest is stored. */
export async function createAccountToken(
	db: Db,
	purpose: TokenPurpose,
	userAccountId: string | null,
	now: Date = new Date()
): Promise<string> {
	const token = createToken();
	await db
		.insertInto('accountToken')
		.values({
			id: digestOf(token),
			userAccountId,
			purpose,
			createdAt: now.toISOString(),
			expiresAt: new Date(now.getTime() + LIFETIME_MS[purpose]).toISOString(),
			usedAt: null
		})
		.execute();
	return token;
}

/** The link as long as it works; looking changes nothing. */
export async function findAccountToken(
	db: Db,
	token: string,
	purposes: TokenPurpose[],
	now: Date = new Date()
): Promise<AccountToken | undefined> {
	if (!looksLikeToken(token)) return undefined;
	const row = await db
		.selectFrom('accountToken')
		.select(['purpose', 'userAccountId'])
		.where('id', '=', digestOf(token))
		.where('purpose', 'in', purposes)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now.toISOString())
		.executeTakeFirst();
	return row as AccountToken | undefined;
}

/** Uses a link up. Of several who try at once, one gets it. */
export async function spendAccountToken(
	db: Db,
	token: string,
	purposes: TokenPurpose[],
	now: Date = new Date()
): Promise<AccountToken | undefined> {
	if (!looksLikeToken(token)) return undefined;
	const row = await db
		.updateTable('accountToken')
		.set({ usedAt: now.toISOString() })
		.where('id', '=', digestOf(token))
		.where('purpose', 'in', purposes)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now.toISOString())
		.returning(['purpose', 'userAccountId'])
		.executeTakeFirst();
	return row as AccountToken | undefined;
}

/** Makes every unused link of a kind worthless, for one account or, with null, for none yet. */
export async function revokeAccountTokens(
	db: Db,
	purpose: TokenPurpose,
	userAccountId: string | null,
	now: Date = new Date()
): Promise<void> {
	await db
		.updateTable('accountToken')
		.set({ usedAt: now.toISOString() })
		.where('userAccountId', userAccountId === null ? 'is' : '=', userAccountId)
		.where('purpose', '=', purpose)
		.where('usedAt', 'is', null)
		.execute();
}

/** Removes links that stopped working a day ago. */
export async function deleteSpentTokens(db: Db, now: Date = new Date()): Promise<void> {
	const dayAgo = new Date(now.getTime() - 24 * HOUR).toISOString();
	await db.deleteFrom('accountToken').where('expiresAt', '<', dayAgo).execute();
}
