import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/errors.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import { sendMail } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import { alreadyRegisteredMail, confirmationMail } from './account-mail.ts';
import { createAccountToken, findAccountToken, revokeAccountTokens, spendAccountToken } from './account-token.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { digestOf } from './secret-token.ts';
import { startSignIn } from './sign-in.ts';
import { countUse, forgetUses, MAIL_RULE, mayUse, PAIR_RULE } from './throttle.ts';

export interface Registration {
	displayName: string;
	/** Lower case. */
	email: string;
	/** Already found good enough. */
	password: string;
}

/** An account about to be stored. */
type NewAccount = Omit<Registration, 'password'> & { passwordHash: string };

/**
 * Opens an account that waits for its address to be confirmed. Says and does the same whatever the address; its owner
 * gets a mail. Registering again with an unconfirmed address replaces what was there, links included.
 * @param nextPath where to go once the address is confirmed
 */
export async function register(
	db: Db,
	settings: Settings,
	wanted: Registration,
	now: Date = new Date(),
	nextPath: string | null = null
): Promise<void> {
	const passwordHash = await hashPassword(wanted.password);
	const mayMail = await mayUse(db, mailKey(wanted.email), MAIL_RULE, now);
	await inTransaction(db, async (trx) => {
		const account = await storeUnconfirmed(trx, { ...wanted, passwordHash }, now);
		if (!mayMail) return;
		if (account) await mailConfirmation(trx, settings, account, now, nextPath);
		else await sendMail(trx, alreadyRegisteredMail(wanted.email, settings.origin), now);
	});
	nudgeJobs(db);
}

/** Key of the limit on mails that anybody can cause. */
export const mailKey = (email: string) => `mail:${digestOf(email).slice(0, 32)}`;

/** @returns undefined when the address has a confirmed account, which stays as it is */
async function storeUnconfirmed(trx: Db, { displayName, email, passwordHash }: NewAccount, now: Date) {
	return trx
		.insertInto('userAccount')
		.values({
			id: randomUUID(),
			kind: 'email',
			displayName,
			email,
			emailConfirmedAt: null,
			signInName: null,
			organizationId: null,
			passwordHash,
			mustChangePassword: 0,
			totpSecret: null,
			totpLastStep: null,
			blockedAt: null,
			createdAt: now.toISOString()
		})
		.onConflict((conflict) =>
			conflict
				.column('email')
				.doUpdateSet({ displayName, passwordHash, createdAt: now.toISOString() })
				.where('userAccount.emailConfirmedAt', 'is', null)
		)
		.returning(['id', 'email'])
		.executeTakeFirst();
}

/**
 * Opens an account whose address is proven already, in the caller's transaction. An unconfirmed one is replaced.
 * @returns its id; undefined when the address has a confirmed account, which stays as it is
 */
export async function openConfirmedAccount(trx: Db, wanted: NewAccount, now: Date): Promise<string | undefined> {
	const account = await storeUnconfirmed(trx, wanted, now);
	if (!account) return undefined;
	await revokeAccountTokens(trx, 'confirmEmail', account.id, now);
	await trx
		.updateTable('userAccount')
		.set({ emailConfirmedAt: now.toISOString() })
		.where('id', '=', account.id)
		.execute();
	return account.id;
}

async function mailConfirmation(
	trx: Db,
	settings: Settings,
	account: { id: string; email: string | null },
	now: Date,
	nextPath: string | null = null
) {
	await revokeAccountTokens(trx, 'confirmEmail', account.id, now);
	const token = await createAccountToken(trx, 'confirmEmail', account.id, now);
	const next = nextPath === null ? '' : `?dalej=${encodeURIComponent(nextPath)}`;
	const link = `${settings.origin}/potwierdzenie/${token}${next}`;
	await sendMail(trx, confirmationMail(account.email ?? '', link), now);
}

/** Sends the link once more, if there is an unconfirmed account with this address; the answer is always the same. */
export async function resendConfirmation(
	db: Db,
	settings: Settings,
	email: string,
	now: Date = new Date()
): Promise<void> {
	if (!(await mayUse(db, mailKey(email), MAIL_RULE, now))) return;
	await inTransaction(db, async (trx) => {
		const account = await trx
			.selectFrom('userAccount')
			.select(['id', 'email'])
			.where('email', '=', email)
			.where('emailConfirmedAt', 'is', null)
			.executeTakeFirst();
		if (account) await mailConfirmation(trx, settings, account, now);
	});
	nudgeJobs(db);
}

/**
 * Confirms an address and signs in. The password is asked for, so that nobody confirms an account that a stranger
 * opened with their address.
 * @returns the token of the new sign-in; null when the password is not the one given at registration
 * @throws AppError 404 for a link that does not work, 429 after too many wrong passwords
 */
export async function confirmEmail(
	db: Db,
	token: string,
	given: { password: string; device: string },
	now: Date = new Date()
): Promise<string | null> {
	const link = await findAccountToken(db, token, ['confirmEmail'], now);
	if (!link?.userAccountId) throw deadLink();
	const { userAccountId } = link;
	const limitKey = `confirm:${userAccountId}`;
	await countUse(db, limitKey, PAIR_RULE, now);
	const { passwordHash } = await db
		.selectFrom('userAccount')
		.select('passwordHash')
		.where('id', '=', userAccountId)
		.executeTakeFirstOrThrow(deadLink);
	if (!(await verifyPassword(passwordHash, given.password)).isRight) return null;

	return inTransaction(db, async (trx) => {
		if (!(await spendAccountToken(trx, token, ['confirmEmail'], now))) throw deadLink();
		await trx
			.updateTable('userAccount')
			.set({ emailConfirmedAt: now.toISOString() })
			.where('id', '=', userAccountId)
			.where('passwordHash', '=', passwordHash)
			.returning('id')
			.executeTakeFirstOrThrow(deadLink);
		await forgetUses(trx, limitKey);
		return startSignIn(trx, userAccountId, { device: given.device }, now);
	});
}

/** The account a working confirmation link belongs to. */
export async function getUnconfirmed(
	db: Db,
	token: string,
	now: Date = new Date()
): Promise<{ displayName: string; email: string }> {
	const link = await findAccountToken(db, token, ['confirmEmail'], now);
	if (!link?.userAccountId) throw deadLink();
	const account = await db
		.selectFrom('userAccount')
		.select(['displayName', 'email'])
		.where('id', '=', link.userAccountId)
		.executeTakeFirstOrThrow(deadLink);
	return { displayName: account.displayName, email: account.email ?? '' };
}

/** A link that never was, was used, or came too late: nobody learns which. */
export const deadLink = () =>
	new AppError(
		404,
		'dead_link',
		'Ten odnośnik już nie działa: został użyty albo minął jego czas. Poproś o nowy na stronie logowania.'
	);

/** Forgets accounts whose address nobody confirmed in time. */
export async function deleteUnconfirmedAccounts(db: Db, now: Date = new Date()): Promise<void> {
	const twoDaysAgo = new Date(now.getTime() - 48 * 3_600_000).toISOString();
	await db
		.deleteFrom('userAccount')
		.where('kind', '=', 'email')
		.where('emailConfirmedAt', 'is', null)
		.where('createdAt', '<', twoDaysAgo)
		.where('id', 'not in', (eb) =>
			eb
				.selectFrom('accountToken')
				.select((token) => token.fn.coalesce('userAccountId', token.val('')).as('id'))
				.where('purpose', '=', 'confirmEmail')
				.where('usedAt', 'is', null)
				.where('expiresAt', '>', now.toISOString())
		)
		.execute();
}
