import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { readSettings } from '#lib/server/settings.ts';
import { describeOnBothDatabases } from '../../../../tests/support/databases.ts';
import { createOrganization, grantRole } from '../../../../tests/support/organizations.ts';
import { createPerson } from '../../../../tests/support/people.ts';
import { changePassword } from './password-change.ts';
import { signInWithPassword } from './password-sign-in.ts';
import { createPupils } from './pupil-accounts.ts';
import { getPupilOf, listManagedOrganizations, listPupils, setPupilBlocked, setTimeAdjustment } from './pupils.ts';
import { renewCard } from './renew-cards.ts';
import { findSignedInPerson } from './sign-in.ts';
import { createTotpSecret } from './totp.ts';

const settings = readSettings({});
const address = '192.0.2.1';
const visit = { address, device: 'Chrome, Android' };

describeOnBothDatabases('accounts of pupils', (getDb) => {
	let db: Db;
	let school: { id: string };
	let otherSchool: { id: string };
	let celina: UserAccount;
	let darek: UserAccount;
	let admin: UserAccount;
	let anna: UserAccount;

	beforeAll(async () => {
		db = getDb();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		otherSchool = await createOrganization(db, 'Zespół Szkół w Gorlicach');
		[celina, darek, admin, anna] = (await Promise.all(
			['Celina', 'Darek', 'Adam', 'Anna'].map((name) => createPerson(db, name))
		)) as [UserAccount, UserAccount, UserAccount, UserAccount];
		await grantRole(db, celina, 'coordinator', school);
		await grantRole(db, darek, 'coordinator', otherSchool);
		await grantRole(db, admin, 'admin', null);
		await grantRole(db, anna, 'teacher', school);
	});

	const actor = (person: UserAccount) => ({ id: person.id, address });
	const create = (nicknames: string[], formKey = randomUUID()) =>
		createPupils(db, actor(celina), { organizationId: school.id, nicknames, formKey });
	const enter = (login: string, password: string) => signInWithPassword(db, { login, password, ...visit });
	const find = async (signInName: string) => (await listPupils(db, celina.id, { search: signInName })).pupils[0]!;

	test('each nickname gets a name to sign in with and a code of its own', async () => {
		const cards = await create(['Bartek', 'Żółwik Ęą', '🦊']);
		expect(cards.map((card) => card.signInName.replace(/\d+$/, ''))).toEqual(['bartek', 'zolwik', 'uczen']);
		for (const { words } of cards) expect(words.split(' ')).toHaveLength(4);
		expect(new Set(cards.map((card) => card.words)).size).toBe(3);
		const stored = await db
			.selectFrom('userAccount')
			.select(['passwordHash', 'email', 'kind'])
			.where('signInName', '=', cards[0]!.signInName)
			.executeTakeFirst();
		expect(stored).toMatchObject({ email: null, kind: 'pupil' });
		expect(stored?.passwordHash).toMatch(/^\$argon2id\$/);
	});

	test('forty pupils of the same name get forty names', async () => {
		const cards = await create(Array.from({ length: 40 }, () => 'Ola'));
		expect(new Set(cards.map((card) => card.signInName)).size).toBe(40);
	});

	test('the code signs in however it is typed, until the pupil sets a password', async () => {
		const [card] = await create(['Zosia']);
		const first = await enter(card!.signInName.toUpperCase(), ` ${card!.words.toLowerCase().replace(' ', '-')} `);
		expect(first).toMatchObject({ kind: 'signedIn', mustChangePassword: true });
		const person = await findSignedInPerson(db, first.kind === 'signedIn' ? first.token : '');
		expect(person).toMatchObject({ kind: 'pupil', mustChangePassword: true });
		const change = (password: string) =>
			changePassword(db, settings, person!, { currentPassword: '', password, ...visit });
		expect(await change(card!.words)).toMatchObject({ field: 'password' });
		const { token } = await change('rower i kanapka');
		expect(await findSignedInPerson(db, token ?? '')).toMatchObject({ mustChangePassword: false });
		expect(await enter(card!.signInName, card!.words)).toEqual({ kind: 'wrong' });
		expect(await enter(card!.signInName, 'rower i kanapka')).toMatchObject({
			kind: 'signedIn',
			mustChangePassword: false
		});
	});

	test('the same form sent twice makes the accounts once, and the last codes work', async () => {
		const formKey = randomUUID();
		const [first] = await create(['Kuba'], formKey);
		const [second] = await create(['Kuba'], formKey);
		expect(second?.signInName).toBe(first?.signInName);
		expect(await enter(first!.signInName, first!.words)).toEqual({ kind: 'wrong' });
		const outcome = await enter(second!.signInName, second!.words);
		const person = await findSignedInPerson(db, outcome.kind === 'signedIn' ? outcome.token : '');
		await changePassword(db, settings, person!, { currentPassword: '', password: 'rower i kanapka', ...visit });
		await expect(create(['Kuba'], formKey)).rejects.toMatchObject({ status: 409 });
		expect(await enter(second!.signInName, 'rower i kanapka')).toMatchObject({ kind: 'signedIn' });
	});

	test('an old form with other nicknames or another organization touches no account of the first', async () => {
		const formKey = randomUUID();
		const [ola] = await create(['Ola'], formKey);
		await expect(create(['Kacper'], formKey)).rejects.toMatchObject({ status: 409 });
		const elsewhere = { organizationId: otherSchool.id, nicknames: ['Ola'], formKey };
		await expect(createPupils(db, actor(admin), elsewhere)).rejects.toMatchObject({ status: 409 });
		expect(await enter(ola!.signInName, ola!.words)).toMatchObject({ kind: 'signedIn' });
	});

	test('a coordinator sees and changes pupils of her own organization; an admin those of all; others none', async () => {
		const [card] = await create(['Mateusz']);
		const pupil = await find(card!.signInName);
		expect((await getPupilOf(db, admin.id, pupil.id)).signInName).toBe(card!.signInName);
		for (const stranger of [darek, anna]) {
			const hidden = { status: 404 };
			await expect(getPupilOf(db, stranger.id, pupil.id)).rejects.toMatchObject(hidden);
			await expect(renewCard(db, actor(stranger), pupil.id)).rejects.toMatchObject(hidden);
			await expect(setPupilBlocked(db, actor(stranger), pupil.id, true)).rejects.toMatchObject(hidden);
			await expect(setTimeAdjustment(db, actor(stranger), pupil.id, 150)).rejects.toMatchObject(hidden);
			expect((await listPupils(db, stranger.id)).pupils).toEqual([]);
			const wanted = { organizationId: school.id, nicknames: ['Obcy'], formKey: randomUUID() };
			await expect(createPupils(db, actor(stranger), wanted)).rejects.toMatchObject(hidden);
		}
		expect(await enter(card!.signInName, card!.words)).toMatchObject({ kind: 'signedIn' });
		expect((await listManagedOrganizations(db, celina.id)).map(({ id }) => id)).toEqual([school.id]);
		expect(await listManagedOrganizations(db, admin.id)).toHaveLength(2);
		expect(await listManagedOrganizations(db, anna.id)).toEqual([]);
	});

	test('a person with an address is no pupil of anybody', async () => {
		await db.updateTable('userAccount').set({ organizationId: school.id }).where('id', '=', anna.id).execute();
		await expect(renewCard(db, actor(celina), anna.id)).rejects.toMatchObject({ status: 404 });
	});

	test('a new code ends the old password, a second factor on a lost phone and every sign-in', async () => {
		const [card] = await create(['Hania']);
		const outcome = await enter(card!.signInName, card!.words);
		const token = outcome.kind === 'signedIn' ? outcome.token : '';
		const { id } = await find(card!.signInName);
		await db.updateTable('userAccount').set({ totpSecret: createTotpSecret() }).where('id', '=', id).execute();
		const fresh = await renewCard(db, actor(celina), id);
		expect(await findSignedInPerson(db, token)).toBeNull();
		expect(await enter(card!.signInName, card!.words)).toEqual({ kind: 'wrong' });
		expect(await enter(card!.signInName, fresh.words)).toMatchObject({ kind: 'signedIn', mustChangePassword: true });
	});

	test('a blocked pupil is out at once and in again after', async () => {
		const [card] = await create(['Filip']);
		const outcome = await enter(card!.signInName, card!.words);
		const { id } = await find(card!.signInName);
		await setPupilBlocked(db, actor(celina), id, true);
		expect(await findSignedInPerson(db, outcome.kind === 'signedIn' ? outcome.token : '')).toBeNull();
		expect(await enter(card!.signInName, card!.words)).toEqual({ kind: 'blocked' });
		await setPupilBlocked(db, actor(celina), id, false);
		expect(await enter(card!.signInName, card!.words)).toMatchObject({ kind: 'signedIn' });
	});

	test('extra time is kept, without a reason, and the deeds are in the audit log', async () => {
		const [card] = await create(['Ewa']);
		const { id } = await find(card!.signInName);
		await setTimeAdjustment(db, actor(celina), id, 150);
		await setTimeAdjustment(db, actor(celina), id, 200);
		expect((await find(card!.signInName)).factorPercent).toBe(200);
		const log = await db.selectFrom('auditLog').selectAll().where('subjectId', '=', id).orderBy('happenedAt').execute();
		expect(log.map((entry) => entry.action)).toEqual(['pupil.created', 'pupil.timeAdjusted', 'pupil.timeAdjusted']);
		expect(log[0]).toMatchObject({ actorId: celina.id, organizationId: school.id, address, outcome: 'done' });
		expect(JSON.stringify(log)).not.toContain(card!.words);
	});

	test('a long list comes in pages', async () => {
		await create(Array.from({ length: 40 }, (_, i) => `Ola ${i}`));
		await create(Array.from({ length: 15 }, (_, i) => `Jan ${i}`));
		const first = await listPupils(db, celina.id);
		expect(first.pupils).toHaveLength(50);
		expect(first.hasMore).toBe(true);
		const second = await listPupils(db, celina.id, { page: 2 });
		const ids = [...first.pupils, ...second.pupils].map((pupil) => pupil.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect((await listPupils(db, celina.id, { search: "%' or 1=1" })).pupils).toEqual([]);
	});
});
