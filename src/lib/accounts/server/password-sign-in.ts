import { foldPolish } from '#lib/format.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../password-rules.ts';
import { normalizeCardSecret } from './card-secret.ts';
import { hashPassword, verifyPassword, type PasswordCheck } from './password-hash.ts';
import { countPictures, forgivePictures } from './pictures.ts';
import { startSignIn } from './sign-in.ts';
import { countSignIn, forgiveSignIn, rememberSignIn, signInKeys } from './throttle.ts';

export interface Credentials {
	/** As typed: an e-mail address or the name of a pupil. */
	login: string;
	password: string;
	/** What `password` is: typed, or a sequence of pictures as `picturesSecret` writes it. */
	secretKind?: UserAccount['secretKind'];
	address: string;
	device: string;
	/** What only this browser has, from earlier sign-ins. */
	browserSecret?: string;
}

export type SignInOutcome =
	| { kind: 'signedIn'; token: string; mustChangePassword: boolean }
	/** The password was right; the token is good only for giving the code of the second factor. */
	| { kind: 'codeNeeded'; token: string }
	| { kind: 'unconfirmed'; email: string }
	| { kind: 'blocked' }
	/** No such account, or not its password: nobody learns which. */
	| { kind: 'wrong' };

/** An address in lower case; a pupil's name also without Polish diacritics and spaces. */
export function normalizeLogin(typed: string): string {
	const login = typed.normalize('NFC').trim().toLowerCase();
	return login.includes('@') ? login : foldPolish(login).replaceAll(/\s/g, '');
}

/**
 * Signs in with a password, in the same time whether or not the account exists.
 * @throws AppError 429 while a wait lasts, 503 when too many passwords are being checked
 */
export async function signInWithPassword(db: Db, given: Credentials, now: Date = new Date()): Promise<SignInOutcome> {
	const login = normalizeLogin(given.login);
	const account = await findAccountByLogin(db, login);
	const { keys, tried } = await inTransaction(db, async (trx) => ({
		keys: await countSignIn(trx, signInKeys(login, given.address, given.browserSecret), now),
		tried: account && (await countKind(trx, account, given.secretKind)) ? account : null
	}));
	const password =
		account?.kind === 'pupil' && account.mustChangePassword ? normalizeCardSecret(given.password) : given.password;
	let check: PasswordCheck;
	try {
		check = await verify(tried?.passwordHash ?? null, password);
	} catch (error) {
		await inTransaction(db, async (trx) => {
			await forgiveSignIn(trx, keys);
			if (tried && given.secretKind === 'pictures') await forgivePictures(trx, tried.id);
		});
		throw error;
	}
	if (!account || !check.isRight) return { kind: 'wrong' };

	const newHash = check.isOutdated ? await hashPassword(password) : null;
	return inTransaction(db, async (trx) => {
		await rememberSignIn(trx, keys, now);
		return enter(trx, account, newHash, given.device, now);
	});
}

/** Whether what was given can be the account's secret at all; tries with pictures are counted, and end. */
async function countKind(trx: Db, account: UserAccount, kind: Credentials['secretKind'] = 'password') {
	return kind === 'pictures' ? countPictures(trx, account.id) : account.secretKind === 'password';
}

function verify(stored: string | null, password: string): Promise<PasswordCheck> {
	if (passwordLength(password) > MAX_PASSWORD_LENGTH) return Promise.resolve({ isRight: false, isOutdated: false });
	return verifyPassword(stored, password);
}

async function findAccountByLogin(db: Db, login: string): Promise<UserAccount | undefined> {
	return db
		.selectFrom('userAccount')
		.selectAll()
		.where(login.includes('@') ? 'email' : 'signInName', '=', login)
		.executeTakeFirst();
}

/** Looks once more, inside the transaction: the account may have been blocked or reset while the password was checked. */
async function enter(
	trx: Db,
	account: UserAccount,
	newHash: string | null,
	device: string,
	now: Date
): Promise<SignInOutcome> {
	const current = await trx
		.selectFrom('userAccount')
		.select(['passwordHash', 'blockedAt', 'emailConfirmedAt', 'totpSecret', 'mustChangePassword'])
		.where('id', '=', account.id)
		.executeTakeFirst();
	if (!current || current.passwordHash !== account.passwordHash) return { kind: 'wrong' };
	if (current.blockedAt) return { kind: 'blocked' };
	if (account.kind === 'email' && !current.emailConfirmedAt) return { kind: 'unconfirmed', email: account.email ?? '' };
	const passwordHash = newHash ?? current.passwordHash;
	await trx
		.updateTable('userAccount')
		.set({ passwordHash, pictureFailureCount: 0 })
		.where('id', '=', account.id)
		.execute();
	const isHalf = current.totpSecret !== null;
	const token = await startSignIn(trx, account.id, { device, isHalf }, now);
	return isHalf
		? { kind: 'codeNeeded', token }
		: { kind: 'signedIn', token, mustChangePassword: current.mustChangePassword === 1 };
}
