import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mailNotifications, mailSlice } from '#lib/notifications/server/mail-job.ts';
import { saveMailPreferences } from '#lib/notifications/server/mail-preferences.ts';
import { readAllNotifications } from '#lib/notifications/server/notifications.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { getUnsubscribing, unsubscribeTokens } from '#lib/notifications/server/unsubscribe-token.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { emptyOutbox } from '#lib/server/jobs.ts';
import { createMailCarrier } from '#lib/server/mail.ts';
import { readSettings } from '#lib/server/settings.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';

const noon = new Date('2026-11-23T11:00:00Z');
const morning = new Date('2026-11-24T06:30:00Z');
const monday = new Date('2026-11-30T06:30:00Z');
const hello = { kind: 'message' as const, title: 'Anna: dzień dobry', text: 'Do jutra.', path: '/moje' };
const course = { kind: 'assigned' as const, title: 'Nowy kurs: Żółta łódź', text: '', path: '/kursy/lodz' };

describe.each(['sqlite', 'postgres'] as const)('mail about notifications (%s)', (engine) => {
	let database: TestDatabase;
	let db: Db;
	let otherProcess: Db;
	let office: PostOffice;
	beforeAll(async () => {
		database = await createTestDatabase(engine);
		db = database.db;
		otherProcess = engine === 'sqlite' ? db : openDatabase(database.address);
		office = await openPostOffice();
		vi.spyOn(console, 'error').mockImplementation(() => {});
	});
	beforeEach(async () => {
		await db.deleteFrom('notification').execute();
		await db.deleteFrom('outbox').execute();
		office.mails.length = 0;
		office.refuse(0);
	});
	afterEach(() => office.refuse(0));
	afterAll(async () => {
		vi.restoreAllMocks();
		await office.close();
		if (otherProcess !== db) await otherProcess.destroy();
		await database.drop();
	});

	const settings = () =>
		readSettings({
			SMTP_URL: office.url,
			MAIL_FROM: 'Wspólnie <kursy@example.org>',
			ORIGIN: 'https://kursy.example.org'
		});
	const run = (now: Date, process = db) => mailNotifications.run({ db: process, settings: settings() }, now);
	const mails = async () => {
		const rows = await db.selectFrom('outbox').select('payload').execute();
		return rows.map(({ payload }) => JSON.parse(payload) as { to: string; subject: string; text: string });
	};
	const deliver = async () => {
		await db
			.updateTable('outbox')
			.set({ availableAt: new Date(0).toISOString() })
			.where('state', '=', 'waiting')
			.execute();
		const carrier = createMailCarrier(settings());
		await emptyOutbox(db, carrier);
		carrier?.close();
	};

	test('a digest arrives once, in plain text, with a way to leave in its head and at its end', async () => {
		const bartek = await createPerson(db, 'Bartek');
		await notify(db, [bartek.id], course, noon);
		await notify(db, [bartek.id], { ...course, kind: 'due', title: 'Termin jutro' }, noon);
		await run(noon);
		expect(await mails()).toEqual([]);
		await run(morning);
		await run(morning);
		await deliver();
		expect(office.mails).toHaveLength(1);
		const [mail] = office.mails;
		expect(mail?.subject).toBe('2\u00a0powiadomienia z platformy Wspólnie');
		expect(mail?.html).toBe(false);
		expect(mail?.text).toContain('• Nowy kurs: Żółta łódź\n  https://kursy.example.org/kursy/lodz');
		expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
		const list = mail?.headers.get('list') as { unsubscribe: { url: string } };
		expect(list.unsubscribe.url).toMatch(/^https:\/\/kursy\.example\.org\/powiadomienia\/wypisz\/[\w.-]+$/);
		expect(mail?.text).toContain(`Wypisz się: ${list.unsubscribe.url}`);
		expect(mail?.headers.has('list-unsubscribe-post')).toBe(false);
	});

	test('a mail about one thing leads to leaving that one', async () => {
		const bartek = await createPerson(db, 'Bartek');
		await notify(db, [bartek.id], hello, noon);
		await run(noon);
		const [mail] = await mails();
		expect(mail?.subject).toBe(hello.title);
		expect(mail?.text).toMatch(/wypisz\/[\w.-]+\?rodzaj=wiadomosci$/m);
	});

	test('everybody is mailed at the time they chose', async () => {
		const [atOnce, daily, weekly, never] = await Promise.all(
			['Anna', 'Bartek', 'Celina', 'Ewa'].map((name) => createPerson(db, name))
		);
		const people = { atOnce: atOnce!, daily: daily!, weekly: weekly!, never: never! };
		for (const [mail, { id }] of Object.entries(people)) {
			await saveMailPreferences(db, id, { message: mail as 'daily' }, noon);
			await notify(db, [id], hello, noon);
		}
		const mailedAt = async (now: Date) => {
			await db.deleteFrom('outbox').execute();
			await run(now);
			return (await mails()).map(({ to }) => to);
		};
		expect(await mailedAt(noon)).toEqual([people.atOnce.email]);
		expect(await mailedAt(new Date(morning.getTime() - 1))).toEqual([]);
		expect(await mailedAt(morning)).toEqual([people.daily.email]);
		expect(await mailedAt(monday)).toEqual([people.weekly.email]);
		expect(await mailedAt(new Date('2027-06-01T12:00:00Z'))).toEqual([]);
	});

	test.each([
		['was read', ({ id }: { id: string }) => readAllNotifications(db, id, noon)],
		['is for a blocked account', (person: { id: string }) => setAccount(person, { blockedAt: noon.toISOString() })],
		['has no confirmed address', (person: { id: string }) => setAccount(person, { emailConfirmedAt: null })]
	])('what %s meanwhile is not mailed', async (_, change) => {
		const bartek = await createPerson(db, 'Bartek');
		await notify(db, [bartek.id], course, noon);
		await change(bartek);
		await run(morning);
		expect(await mails()).toEqual([]);
		await setAccount(bartek, { blockedAt: null, emailConfirmedAt: noon.toISOString() });
		await run(monday);
		expect(await mails()).toEqual([]);
	});

	const setAccount = (
		person: { id: string },
		values: { blockedAt?: string | null; emailConfirmedAt?: string | null }
	) => db.updateTable('userAccount').set(values).where('id', '=', person.id).execute();

	test('while no mail leaves the server, everything waits', async () => {
		const bartek = await createPerson(db, 'Bartek');
		await notify(db, [bartek.id], hello, noon);
		await mailNotifications.run({ db, settings: readSettings({}) }, noon);
		expect(await mails()).toEqual([]);
		await run(monday);
		expect(await mails()).toHaveLength(1);
	});

	test('a crash before the commit gives back what was taken: nothing is lost and nothing sent twice', async () => {
		const people = await Promise.all(['Anna', 'Bartek'].map((name) => createPerson(db, name)));
		await notify(
			db,
			people.map(({ id }) => id),
			hello,
			noon
		);
		// The slice breaks off at the second person, the mail of the first one already written.
		const last = people.map(({ id }) => id).sort()[1];
		await db.updateTable('notification').set({ content: 'broken' }).where('userAccountId', '=', last!).execute();
		await expect(mailSlice(db, settings(), noon)).rejects.toThrow();
		expect(await mails()).toEqual([]);
		const content = JSON.stringify({ title: 'a', text: '', path: null });
		await db.updateTable('notification').set({ content }).execute();
		await run(noon);
		expect(await mails()).toHaveLength(2);
	});

	test('a mail server that refuses and comes back costs nothing', async () => {
		const bartek = await createPerson(db, 'Bartek');
		await notify(db, [bartek.id], hello, noon);
		await run(noon);
		office.refuse(1);
		await deliver();
		expect(office.mails).toEqual([]);
		await run(noon);
		await deliver();
		expect(office.mails).toMatchObject([{ subject: hello.title }]);
	});

	test('two processes mail ten thousand notifications once, in slices of twenty people', async () => {
		const people = Array.from({ length: 2_000 }, () => {
			const id = randomUUID();
			const at = noon.toISOString();
			return { id, kind: 'email' as const, displayName: 'Osoba', email: `${id}@example.org`, emailConfirmedAt: at };
		});
		const empty = { signInName: null, organizationId: null, passwordHash: null, totpSecret: null, totpLastStep: null };
		for (let from = 0; from < people.length; from += 500) {
			const rows = people.slice(from, from + 500).map((person) => ({
				...person,
				...empty,
				mustChangePassword: 0 as const,
				blockedAt: null,
				createdAt: noon.toISOString()
			}));
			await db.insertInto('userAccount').values(rows).execute();
		}
		const ids = people.map(({ id }) => id);
		for (let i = 0; i < 5; i++) await notify(db, ids, course, noon);

		await mailSlice(db, settings(), morning);
		expect(await mails()).toHaveLength(20);
		await Promise.all([run(morning), run(morning, otherProcess)]);
		const sent = (await mails()).map(({ to }) => to);
		expect(sent).toHaveLength(2_000);
		expect(new Set(sent).size).toBe(2_000);
	});

	test('a token is good for its person only and for nothing that was changed', async () => {
		const [anna, bartek] = await Promise.all(['Anna', 'Bartek'].map((name) => createPerson(db, name)));
		const tokenOf = await unsubscribeTokens(db);
		const token = tokenOf(anna!.id);
		expect(await getUnsubscribing(db, token)).toEqual({ id: anna!.id });
		const [, seal] = token.split('.');
		const [bartekName] = tokenOf(bartek!.id).split('.');
		for (const wrong of ['', '.', token.slice(0, -2), `${bartekName}.${seal}`, `${token}x`, tokenOf('nobody')]) {
			await expect(getUnsubscribing(db, wrong), wrong).rejects.toMatchObject({ status: 404 });
		}
		await db.deleteFrom('userAccount').where('id', '=', anna!.id).execute();
		await expect(getUnsubscribing(db, token)).rejects.toMatchObject({ status: 404 });
	});
});
