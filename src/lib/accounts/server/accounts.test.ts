import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/db.ts';
import { listKeptMail } from '#lib/server/mail.ts';
import { readSettings } from '#lib/server/settings.ts';
import { describeOnBothDatabases } from '../../../../tests/support/databases.ts';
import { deleteSpentTokens } from './account-token.ts';
import { changePassword, requestPasswordReset, resetPassword } from './password-change.ts';
import { hashPassword } from './password-hash.ts';
import { normalizeLogin, signInWithPassword, type SignInOutcome } from './password-sign-in.ts';
import {
	confirmEmail,
	deleteUnconfirmedAccounts,
	getUnconfirmed,
	register,
	resendConfirmation
} from './registration.ts';
import { disableSecondFactor, enableSecondFactor, passSecondFactor } from './second-factor.ts';
import { findSignedInPerson, startSignIn } from './sign-in.ts';
import { createTotpSecret, currentTotpCode } from './totp.ts';

const settings = readSettings({ ORIGIN: 'https://kursy.example.org', MODE: 'demo' });
const HOUR = 3_600_000;
const later = (ms: number) => new Date(Date.now() + ms);
const here = { address: '192.0.2.1', device: 'Firefox, Windows' };
const password = 'kot pije zimny atrament';
const anna = { displayName: 'Anna Nowak', email: 'anna@example.org', password };

describeOnBothDatabases('accounts', (getDb) => {
	let db: Db;
	beforeAll(() => {
		db = getDb();
	});
	beforeEach(async () => {
		await db.deleteFrom('outbox').execute();
		await db.deleteFrom('signInThrottle').execute();
		await db.deleteFrom('accountToken').execute();
		await db.deleteFrom('userAccount').execute();
	});

	const mails = () => listKeptMail(db);
	const lastLink = async () =>
		/https:\/\/kursy\.example\.org\/\S+\/([\w-]{43})/.exec((await mails())[0]?.text ?? '')?.[1] ?? '';
	const signIn = (login: string, typed: string, address = here.address): Promise<SignInOutcome> =>
		signInWithPassword(db, { login, password: typed, address, device: here.device });
	const personOf = async (outcome: { token?: string } | null) => {
		const person = await findSignedInPerson(db, outcome?.token ?? '');
		if (!person) throw new Error('Nobody is signed in.');
		return person;
	};
	const openAccount = async (given = anna) => {
		await register(db, settings, given);
		const token = await confirmEmail(db, await lastLink(), { password: given.password, device: here.device });
		await db.deleteFrom('outbox').execute();
		return personOf({ token: token ?? '' });
	};

	test('registration, the mailed link and the password open an account', async () => {
		await register(db, settings, anna);
		expect(await mails()).toMatchObject([{ to: anna.email, subject: 'Potwierdź swój adres e-mail' }]);
		expect((await mails())[0]?.text).toContain('https://kursy.example.org/potwierdzenie/');
		expect(await signIn(anna.email, password)).toMatchObject({ kind: 'unconfirmed' });
		const link = await lastLink();
		expect(await getUnconfirmed(db, link)).toEqual({ displayName: 'Anna Nowak', email: anna.email });
		expect(await confirmEmail(db, link, { password, device: here.device })).toMatch(/^[\w-]{43}$/);
		expect(await signIn(' ANNA@example.org ', password)).toMatchObject({ kind: 'signedIn' });
		await expect(confirmEmail(db, link, { password, device: here.device })).rejects.toMatchObject({ status: 404 });
	});

	test('the mail of a registration repeats nothing that a stranger typed', async () => {
		await register(db, settings, { ...anna, displayName: 'Odbierz nagrodę na zly.example' });
		expect(JSON.stringify(await mails())).not.toContain('zly.example');
	});

	test('only the digest of a link is stored, and it works for 48 hours', async () => {
		await register(db, settings, anna);
		const link = await lastLink();
		expect(JSON.stringify(await db.selectFrom('accountToken').selectAll().execute())).not.toContain(link);
		await expect(getUnconfirmed(db, link, later(48 * HOUR + 1000))).rejects.toMatchObject({ status: 404 });
		await expect(getUnconfirmed(db, 'x'.repeat(43))).rejects.toMatchObject({ status: 404 });
	});

	test('an address that has an account gets a mail saying so, and nothing changes', async () => {
		await openAccount();
		await register(db, settings, { ...anna, displayName: 'Obcy', password: 'inne dobre haslo tu' });
		expect(await mails()).toMatchObject([{ subject: 'Masz już konto na platformie Wspólnie' }]);
		expect(await signIn(anna.email, password)).toMatchObject({ kind: 'signedIn' });
		expect(await signIn(anna.email, 'inne dobre haslo tu')).toEqual({ kind: 'wrong' });
	});

	test('nobody confirms an account that a stranger opened with their address', async () => {
		await register(db, settings, { ...anna, password: 'haslo obcego czlowieka' });
		const strangersLink = await lastLink();
		expect(await confirmEmail(db, strangersLink, { password, device: here.device })).toBeNull();
		await db.deleteFrom('outbox').execute();
		await register(db, settings, anna);
		await expect(getUnconfirmed(db, strangersLink)).rejects.toMatchObject({ status: 404 });
		expect(await confirmEmail(db, await lastLink(), { password, device: here.device })).not.toBeNull();
	});

	test('two who register the same address at once make one account', async () => {
		await Promise.all([register(db, settings, anna), register(db, settings, anna)]);
		expect(await db.selectFrom('userAccount').select('id').execute()).toHaveLength(1);
	});

	test('the link is sent again on request, to an unconfirmed address only, five mails an hour at most', async () => {
		await register(db, settings, anna);
		await resendConfirmation(db, settings, 'nobody@example.org');
		expect(await mails()).toHaveLength(1);
		for (let i = 0; i < 8; i++) await resendConfirmation(db, settings, anna.email);
		expect(await mails()).toHaveLength(5);
	});

	test('accounts nobody confirms disappear after two days, confirmed ones stay', async () => {
		const person = await openAccount();
		await register(db, settings, { ...anna, email: 'late@example.org' });
		await deleteUnconfirmedAccounts(db, later(47 * HOUR));
		expect(await db.selectFrom('userAccount').select('id').execute()).toHaveLength(2);
		await deleteUnconfirmedAccounts(db, later(49 * HOUR));
		expect(await db.selectFrom('userAccount').select('id').execute()).toEqual([{ id: person.id }]);
		await deleteSpentTokens(db, later(73 * HOUR));
		expect(await db.selectFrom('accountToken').select('id').execute()).toEqual([]);
	});

	test('a wrong password and an unknown account get the same answer after the same work', async () => {
		await openAccount();
		const time = async (login: string) => {
			const start = performance.now();
			expect(await signIn(login, 'zupelnie inne haslo', '198.51.100.1')).toEqual({ kind: 'wrong' });
			return performance.now() - start;
		};
		const known = await time(anna.email);
		const unknown = await time('nobody@example.org');
		expect(Math.min(known, unknown) / Math.max(known, unknown)).toBeGreaterThan(0.1);
	});

	test('thirty people sign in at once from one address', async () => {
		const passwordHash = await hashPassword(password);
		const account = await openAccount();
		const row = await db.selectFrom('userAccount').selectAll().where('id', '=', account.id).executeTakeFirstOrThrow();
		for (let i = 0; i < 30; i++) {
			await db
				.insertInto('userAccount')
				.values({ ...row, id: `pupil-${i}`, email: `pupil${i}@example.org`, passwordHash })
				.execute();
		}
		const outcomes = await Promise.all(Array.from({ length: 30 }, (_, i) => signIn(`pupil${i}@example.org`, password)));
		expect(outcomes.every((outcome) => outcome.kind === 'signedIn')).toBe(true);
	});

	test('of fifty passwords guessed at once five are looked at, and the owner at school still gets in', async () => {
		await openAccount();
		await signIn(anna.email, password, '203.0.113.7');
		const guesses = await Promise.allSettled(
			Array.from({ length: 50 }, () => signIn(anna.email, 'zgaduje haslo', '192.0.2.66'))
		);
		expect(guesses.filter((guess) => guess.status === 'fulfilled')).toHaveLength(5);
		expect(guesses.find((guess) => guess.status === 'rejected')).toMatchObject({ reason: { status: 429 } });
		expect(await signIn(anna.email, password, '203.0.113.7')).toMatchObject({ kind: 'signedIn' });
	});

	test('a blocked person with the right password is told so', async () => {
		const person = await openAccount();
		await db
			.updateTable('userAccount')
			.set({ blockedAt: new Date().toISOString() })
			.where('id', '=', person.id)
			.execute();
		expect(await signIn(anna.email, password)).toEqual({ kind: 'blocked' });
		expect(await signIn(anna.email, 'wrong one here')).toEqual({ kind: 'wrong' });
	});

	test('a reset link sets a new password once, ends all sign-ins and tells the owner', async () => {
		const person = await openAccount();
		const old = await startSignIn(db, person.id, here);
		await requestPasswordReset(db, settings, 'nobody@example.org');
		expect(await mails()).toEqual([]);
		await requestPasswordReset(db, settings, anna.email);
		const link = await lastLink();
		expect(await resetPassword(db, settings, link, { password: 'haslo123', ...here })).toMatch(/popularne/);
		expect(await resetPassword(db, settings, link, { password: 'nowy zielony rower', ...here })).toBeNull();
		expect(await findSignedInPerson(db, old)).toBeNull();
		expect(await signIn(anna.email, password)).toEqual({ kind: 'wrong' });
		expect(await signIn(anna.email, 'nowy zielony rower')).toMatchObject({ kind: 'signedIn' });
		expect((await mails()).map((mail) => mail.subject)).toContain('Zmieniono hasło do Twojego konta');
		const again = resetPassword(db, settings, link, { password: 'jeszcze inny rower', ...here });
		await expect(again).rejects.toMatchObject({ status: 404 });
	});

	test('a reset link is used by one of two who try at once, and works for an hour', async () => {
		await openAccount();
		await requestPasswordReset(db, settings, anna.email);
		const link = await lastLink();
		const late = resetPassword(db, settings, link, { password: 'nowy zielony rower', ...here }, later(HOUR + 1000));
		await expect(late).rejects.toMatchObject({ status: 404 });
		const results = await Promise.allSettled(
			['pierwszy nowy rower', 'drugi nowy rower'].map((next) =>
				resetPassword(db, settings, link, { password: next, ...here })
			)
		);
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
	});

	test('changing the password asks for the old one, ends other sign-ins and gives a new token', async () => {
		const person = await openAccount();
		const other = await startSignIn(db, person.id, here);
		const change = (currentPassword: string, next: string) =>
			changePassword(db, settings, person, { currentPassword, password: next, ...here });
		expect(await change('nie to haslo', 'nowy zielony rower')).toMatchObject({ field: 'currentPassword' });
		expect(await change(password, password)).toMatchObject({ field: 'password' });
		expect(await change(password, 'krotkie')).toMatchObject({ field: 'password' });
		const { token } = await change(password, 'nowy zielony rower');
		expect(await findSignedInPerson(db, other)).toBeNull();
		expect(await personOf({ token })).toMatchObject({ id: person.id });
		expect(await signIn(anna.email, 'nowy zielony rower')).toMatchObject({ kind: 'signedIn' });
	});

	test('with a second factor the password alone signs nobody in, and a code works once', async () => {
		const person = await openAccount();
		const totpSecret = createTotpSecret();
		const now = new Date();
		const given = { totpSecret, currentPassword: password, ...here };
		expect(
			await enableSecondFactor(db, settings, person, { ...given, code: '000000', totpSecret: 'A'.repeat(32) }, now)
		).toMatchObject({
			field: 'code'
		});
		const wrong = await enableSecondFactor(
			db,
			settings,
			person,
			{ ...given, code: currentTotpCode(totpSecret, now), currentPassword: 'x' },
			now
		);
		expect(wrong).toMatchObject({ field: 'currentPassword' });
		const { token } = await enableSecondFactor(
			db,
			settings,
			person,
			{ ...given, code: currentTotpCode(totpSecret, now) },
			now
		);
		expect(await personOf({ token })).toMatchObject({ hasSecondFactor: true });

		const half = await signIn(anna.email, password);
		if (half.kind !== 'codeNeeded') throw new Error(half.kind);
		expect(await findSignedInPerson(db, half.token)).toBeNull();
		const pass = (code: string, at: Date) => passSecondFactor(db, half.token, { code, device: here.device }, at);
		expect(await pass(currentTotpCode(totpSecret, now), now)).toBeNull();
		const next = new Date(now.getTime() + 30_000);
		const nextCode = currentTotpCode(totpSecret, next);
		const both = await Promise.all([pass(nextCode, next), pass(nextCode, next)]);
		expect(both.filter(Boolean)).toHaveLength(1);
		const whole = await personOf(both.find(Boolean) ?? null);
		expect(whole).toMatchObject({ hasSecondFactor: true });

		const last = new Date(now.getTime() + 60_000);
		const off = await disableSecondFactor(
			db,
			settings,
			whole,
			{ code: currentTotpCode(totpSecret, last), currentPassword: password, ...here },
			last
		);
		expect(await personOf(off)).toMatchObject({ hasSecondFactor: false });
		expect(await signIn(anna.email, password)).toMatchObject({ kind: 'signedIn' });
	});

	test('guessing codes of the second factor is slowed down', async () => {
		const person = await openAccount();
		await db.updateTable('userAccount').set({ totpSecret: createTotpSecret() }).where('id', '=', person.id).execute();
		const half = await signIn(anna.email, password);
		if (half.kind !== 'codeNeeded') throw new Error(half.kind);
		const guesses = await Promise.allSettled(
			Array.from({ length: 20 }, () => passSecondFactor(db, half.token, { code: '123456', device: here.device }))
		);
		expect(guesses.filter((guess) => guess.status === 'rejected')).toHaveLength(15);
	});
});

test('a name is found however it is typed', () => {
	expect(normalizeLogin(' Żółw 27 ')).toBe('zolw27');
	expect(normalizeLogin('Anna@Example.ORG')).toBe('anna@example.org');
});
