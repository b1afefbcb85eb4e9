import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import { sendMail } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import type { SignedInPerson } from '../person.ts';
import { findPasswordProblem, hasAllowedLength } from '../password-rules.ts';
import { passwordChangedMail, resetMail } from './account-mail.ts';
import { createAccountToken, findAccountToken, revokeAccountTokens, spendAccountToken } from './account-token.ts';
import { normalizeCardSecret } from './card-secret.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { deadLink, mailKey } from './registration.ts';
import { endAllSignIns, startSignIn } from './sign-in.ts';
import { countUse, forgetUses, MAIL_RULE, mayUse, PAIR_RULE, rememberSignIn, signInKeys } from './throttle.ts';

/** Mails a link for a new password, if the address has an account; the answer is the same if not. */
export async function requestPasswordReset(
	db: Db,
	settings: Settings,
	email: string,
	now: Date = new Date()
): Promise<void> {
	if (!(await mayUse(db, mailKey(email), MAIL_RULE, now))) return;
	await inTransaction(db, async (trx) => {
		const account = await trx
			.selectFrom('userAccount')
			.select('id')
			.where('email', '=', email)
			.where('blockedAt', 'is', null)
			.executeTakeFirst();
		if (!account) return;
		await revokeAccountTokens(trx, 'resetPassword', account.id, now);
		const token = await createAccountToken(trx, 'resetPassword', account.id, now);
		await sendMail(trx, resetMail(email, `${settings.origin}/haslo/${token}`), now);
	});
	nudgeJobs(db);
}

/** Whom a working reset link belongs to. */
export async function getResettable(
	db: Db,
	token: string,
	now: Date = new Date()
): Promise<{ id: string; displayName: string; email: string }> {
	const link = await findAccountToken(db, token, ['resetPassword'], now);
	if (!link?.userAccountId) throw deadLink();
	const account = await db
		.selectFrom('userAccount')
		.select(['id', 'displayName', 'email'])
		.where('id', '=', link.userAccountId)
		.where('blockedAt', 'is', null)
		.executeTakeFirstOrThrow(deadLink);
	return { ...account, email: account.email ?? '' };
}

/**
 * Sets a new password by a mailed link, which also proves the address. All sign-ins end, and the address it was done
 * from counts as the owner's, so that a stranger's guessing cannot keep the owner out.
 * @returns what is wrong with the password, or null when it is set
 */
export async function resetPassword(
	db: Db,
	settings: Settings,
	token: string,
	given: { password: string; address: string },
	now: Date = new Date()
): Promise<string | null> {
	const account = await getResettable(db, token, now);
	const problem = findPasswordProblem(given.password, account);
	if (problem) return problem;
	const passwordHash = await hashPassword(given.password);
	await inTransaction(db, async (trx) => {
		if (!(await spendAccountToken(trx, token, ['resetPassword'], now))) throw deadLink();
		await trx
			.updateTable('userAccount')
			.set((eb) => ({
				passwordHash,
				mustChangePassword: 0,
				emailConfirmedAt: eb.fn.coalesce('emailConfirmedAt', eb.val(now.toISOString()))
			}))
			.where('id', '=', account.id)
			.execute();
		await endAllSignIns(trx, account.id);
		await rememberSignIn(trx, signInKeys(account.email, given.address), now);
		await tellAndRecord(trx, settings, { ...account, action: 'password.reset', address: given.address }, now);
	});
	nudgeJobs(db);
	return null;
}

export type PasswordChange =
	{ token: string } | { problem: string; field: 'currentPassword' | 'password'; token?: undefined };

/**
 * Changes one's own password; a pupil who came with a one-time code is not asked for it again.
 * @returns the token of the one sign-in that goes on, or what is wrong
 */
export async function changePassword(
	db: Db,
	settings: Settings,
	person: SignedInPerson,
	given: { currentPassword: string; password: string; device: string; address: string },
	now: Date = new Date()
): Promise<PasswordChange> {
	const account = await db
		.selectFrom('userAccount')
		.select(['id', 'displayName', 'email', 'signInName', 'passwordHash', 'mustChangePassword'])
		.where('id', '=', person.id)
		.executeTakeFirstOrThrow();
	const isForced = account.mustChangePassword === 1;
	if (!isForced && !(await isOwnPassword(db, person.id, given.currentPassword, now))) {
		return { field: 'currentPassword', problem: 'To nie jest Twoje obecne hasło. Wpisz je jeszcze raz.' };
	}
	const problem = findPasswordProblem(given.password, account);
	if (problem) return { field: 'password', problem };
	const old = isForced ? normalizeCardSecret(given.password) : given.password;
	if ((await verifyPassword(account.passwordHash, old)).isRight) {
		return { field: 'password', problem: 'Wymyśl hasło inne niż dotychczasowe.' };
	}

	const passwordHash = await hashPassword(given.password);
	const token = await inTransaction(db, async (trx) => {
		await trx
			.updateTable('userAccount')
			.set({ passwordHash, mustChangePassword: 0 })
			.where('id', '=', person.id)
			.execute();
		await endAllSignIns(trx, person.id);
		await revokeAccountTokens(trx, 'resetPassword', person.id, now);
		await tellAndRecord(trx, settings, { ...account, action: 'password.changed', address: given.address }, now);
		return startSignIn(trx, person.id, { device: given.device, hasSecondFactor: person.hasSecondFactor }, now);
	});
	nudgeJobs(db);
	return { token };
}

/**
 * Asks for the password again before something that matters.
 * @throws AppError 429 after too many wrong ones
 */
export async function isOwnPassword(
	db: Db,
	personId: string,
	password: string,
	now: Date = new Date()
): Promise<boolean> {
	const key = `own:${personId}`;
	await countUse(db, key, PAIR_RULE, now);
	const { passwordHash, secretKind } = await db
		.selectFrom('userAccount')
		.select(['passwordHash', 'secretKind'])
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	if (
		secretKind !== 'password' ||
		!hasAllowedLength(password) ||
		!(await verifyPassword(passwordHash, password)).isRight
	)
		return false;
	await forgetUses(db, key);
	return true;
}

interface Changed {
	id: string;
	email: string | null;
	action: string;
	address: string;
}

async function tellAndRecord(trx: Db, settings: Settings, { id, email, action, address }: Changed, now: Date) {
	await writeAudit(trx, { actorId: id, action, subjectKind: 'userAccount', subjectId: id, address }, now);
	if (email) await sendMail(trx, passwordChangedMail(email, settings.origin), now);
}
