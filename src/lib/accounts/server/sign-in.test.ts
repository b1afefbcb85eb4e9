import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { describeOnBothDatabases } from '../../../../tests/support/databases.ts';
import { createOrganization, grantRole } from '../../../../tests/support/organizations.ts';
import { createPerson } from '../../../../tests/support/people.ts';
import { digestOf } from './secret-token.ts';
import {
	deleteEndedSignIns,
	endAllSignIns,
	endListedSignIn,
	endSignIn,
	findHalfSignedIn,
	findSignedInPerson,
	listSignIns,
	signInCookie,
	startSignIn
} from './sign-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);
const ahead = (ms: number) => new Date(Date.now() + ms);
const phone = { device: 'Chrome, Android' };

describeOnBothDatabases('signing in', (getDb) => {
	let db: Db;
	let bartek: UserAccount;
	let celina: UserAccount;

	beforeAll(() => {
		db = getDb();
	});

	beforeEach(async () => {
		bartek = await createPerson(db, 'Bartek');
		celina = await createPerson(db, 'Celina');
		const school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		await grantRole(db, celina, 'coordinator', school);
		await grantRole(db, celina, 'teacher', school);
	});

	test('a token signs its person in, with all roles', async () => {
		const token = await startSignIn(db, celina.id, phone);
		const person = await findSignedInPerson(db, token);
		expect(person).toMatchObject({ id: celina.id, displayName: 'Celina', kind: 'email', mustChangePassword: false });
		expect(person?.roles.map((role) => role.name).sort()).toEqual(['coordinator', 'teacher']);
		expect(person?.signInId).toBe(digestOf(token));
	});

	test('the database holds a digest, never the token', async () => {
		const token = await startSignIn(db, bartek.id, phone);
		const rows = await db.selectFrom('signInSession').selectAll().where('userAccountId', '=', bartek.id).execute();
		expect(rows.map((row) => row.id)).toEqual([digestOf(token)]);
		expect(JSON.stringify(rows)).not.toContain(token);
	});

	test('a digest, a wrong token and nonsense sign nobody in', async () => {
		const token = await startSignIn(db, bartek.id, phone);
		expect(await findSignedInPerson(db, digestOf(token))).toBeNull();
		expect(await findSignedInPerson(db, token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'))).toBeNull();
		expect(await findSignedInPerson(db, "' or 1=1 --")).toBeNull();
	});

	test('a learner stays signed in for 30 days of rest and 90 days in all', async () => {
		const rested = await startSignIn(db, bartek.id, phone);
		expect(await findSignedInPerson(db, rested, ahead(30 * DAY - MINUTE))).not.toBeNull();
		const forgotten = await startSignIn(db, bartek.id, phone, ago(30 * DAY + MINUTE));
		expect(await findSignedInPerson(db, forgotten)).toBeNull();
		const busy = await startSignIn(db, bartek.id, phone, ago(85 * DAY));
		await db
			.updateTable('signInSession')
			.set({ lastSeenAt: ago(DAY).toISOString(), expiresAt: ahead(29 * DAY).toISOString() })
			.where('id', '=', digestOf(busy))
			.execute();
		expect(await findSignedInPerson(db, busy)).not.toBeNull();
		await expect.poll(() => findSignedInPerson(db, busy, ahead(6 * DAY))).toBeNull();
	});

	test('staff stay signed in for 12 hours of rest and 7 days in all', async () => {
		const rested = await startSignIn(db, celina.id, phone, ago(11 * HOUR));
		expect(await findSignedInPerson(db, rested)).not.toBeNull();
		const forgotten = await startSignIn(db, celina.id, phone, ago(13 * HOUR));
		expect(await findSignedInPerson(db, forgotten)).toBeNull();
	});

	test('who becomes a teacher gets the limits of staff at once', async () => {
		const token = await startSignIn(db, bartek.id, phone, ago(13 * HOUR));
		await grantRole(db, bartek, 'teacher', null);
		expect(await findSignedInPerson(db, token)).toBeNull();
	});

	test('use moves the idle limit, and is written at most every ten minutes', async () => {
		const token = await startSignIn(db, bartek.id, phone, ago(9 * MINUTE));
		const lastSeen = async () => (await listSignIns(db, bartek.id))[0]?.lastSeenAt;
		const first = await lastSeen();
		await findSignedInPerson(db, token);
		expect(await lastSeen()).toBe(first);
		const later = ahead(2 * MINUTE);
		await findSignedInPerson(db, token, later);
		await expect.poll(lastSeen).toBe(later.toISOString());
	});

	test('a block, a lost role and a deleted account take effect on the next request', async () => {
		const token = await startSignIn(db, celina.id, phone);
		await db.deleteFrom('role').where('userAccountId', '=', celina.id).where('name', '=', 'coordinator').execute();
		expect((await findSignedInPerson(db, token))?.roles.map((role) => role.name)).toEqual(['teacher']);
		await db
			.updateTable('userAccount')
			.set({ blockedAt: ago(0).toISOString() })
			.where('id', '=', celina.id)
			.execute();
		expect(await findSignedInPerson(db, token)).toBeNull();

		const other = await startSignIn(db, bartek.id, phone);
		await db.deleteFrom('userAccount').where('id', '=', bartek.id).execute();
		expect(await findSignedInPerson(db, other)).toBeNull();
	});

	test('signing out ends this sign-in only; "everywhere" ends all', async () => {
		const here = await startSignIn(db, bartek.id, phone);
		const there = await startSignIn(db, bartek.id, { device: 'Firefox, Windows' });
		await endSignIn(db, here);
		expect(await findSignedInPerson(db, here)).toBeNull();
		expect(await findSignedInPerson(db, there)).not.toBeNull();
		await endAllSignIns(db, bartek.id);
		expect(await findSignedInPerson(db, there)).toBeNull();
	});

	test('one listed sign-in can be ended by its owner and by nobody else', async () => {
		const token = await startSignIn(db, bartek.id, phone);
		const listed = await listSignIns(db, bartek.id);
		expect(listed).toMatchObject([{ device: 'Chrome, Android' }]);
		await endListedSignIn(db, celina.id, listed[0]!.id);
		expect(await findSignedInPerson(db, token)).not.toBeNull();
		await endListedSignIn(db, bartek.id, listed[0]!.id);
		expect(await findSignedInPerson(db, token)).toBeNull();
	});

	test('until the second factor is given nobody is signed in', async () => {
		await db
			.updateTable('userAccount')
			.set({ totpSecret: 'A'.repeat(32) })
			.where('id', '=', celina.id)
			.execute();
		const half = await startSignIn(db, celina.id, { ...phone, isHalf: true });
		expect(await findSignedInPerson(db, half)).toBeNull();
		expect(await findHalfSignedIn(db, half)).toEqual({ id: celina.id });
		expect(await findHalfSignedIn(db, half, ahead(11 * MINUTE))).toBeNull();
		const whole = await startSignIn(db, celina.id, { ...phone, hasSecondFactor: true });
		expect(await findSignedInPerson(db, whole)).toMatchObject({ hasSecondFactor: true });
		expect(await findHalfSignedIn(db, whole)).toBeNull();
	});

	test('ended sign-ins are cleaned away, others stay', async () => {
		await startSignIn(db, bartek.id, phone, ago(31 * DAY));
		const token = await startSignIn(db, bartek.id, phone);
		await deleteEndedSignIns(db);
		const rows = await db.selectFrom('signInSession').select('id').where('userAccountId', '=', bartek.id).execute();
		expect(rows).toEqual([{ id: digestOf(token) }]);
	});
});

test('the cookie is bound to https wherever the public address is https', () => {
	expect(signInCookie({ origin: 'https://kursy.example.org' })).toEqual({
		name: '__Host-wspolnie',
		attributes: { path: '/', httpOnly: true, secure: true, sameSite: 'lax' }
	});
	expect(signInCookie({ origin: 'http://localhost:3000' })).toMatchObject({
		name: 'wspolnie',
		attributes: { secure: false, httpOnly: true }
	});
});
