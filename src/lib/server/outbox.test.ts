import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/databases.ts';
import { openPostOffice, type PostOffice } from '../../../tests/support/post-office.ts';
import { emptyOutbox, nudgeJobs, startJobs } from './jobs.ts';
import { createMailCarrier, listKeptMail, sendMail } from './mail.ts';
import { claim, finish, postpone, waitAfter } from './outbox.ts';
import { readSettings, type Settings } from './settings.ts';

const MINUTE = 60_000;
const letter = { to: 'anna@example.org', subject: 'Zażółć gęślą jaźń – potwierdź', text: 'Dzień dobry,\n\nąćęłńóśźż' };

describe.each(['sqlite', 'postgres'] as const)('the outbox (%s)', (engine) => {
	let database: TestDatabase;
	let db: Db;
	let otherProcess: Db;
	let office: PostOffice;
	let settings: Settings;

	beforeAll(async () => {
		database = await createTestDatabase(engine);
		db = database.db;
		// SQLite in memory belongs to one connection; PostgreSQL gets two pools, as two processes have.
		otherProcess = engine === 'sqlite' ? db : openDatabase(database.address);
		office = await openPostOffice();
		settings = readSettings({
			SMTP_URL: office.url,
			MAIL_FROM: 'Wspólnie <kursy@example.org>',
			ORIGIN: 'https://kursy.example.org'
		});
		vi.spyOn(console, 'error').mockImplementation(() => {});
		vi.spyOn(console, 'warn').mockImplementation(() => {});
	});

	beforeEach(async () => {
		await db.deleteFrom('outbox').execute();
		office.mails.length = 0;
		office.refuse(0);
	});

	afterAll(async () => {
		vi.restoreAllMocks();
		await office.close();
		if (otherProcess !== db) await otherProcess.destroy();
		await database.drop();
	});

	const send = (count: number) =>
		Promise.all(Array.from({ length: count }, (_, i) => sendMail(db, { ...letter, to: `osoba${i}@example.org` })));
	const rows = () => db.selectFrom('outbox').selectAll().orderBy('createdAt').execute();

	test('a mail arrives as it was written, with an id of its row', async () => {
		await sendMail(db, letter);
		const carrier = createMailCarrier(settings);
		await emptyOutbox(db, carrier);
		carrier?.close();
		const [row] = await rows();
		const [mail] = office.mails;
		expect(mail?.subject).toBe(letter.subject);
		expect(mail?.text?.trim()).toBe(letter.text);
		expect(mail?.html).toBe(false);
		expect(mail?.messageId).toBe(`<${row?.id}@kursy.example.org>`);
		expect(mail?.from?.value).toEqual([{ name: 'Wspólnie', address: 'kursy@example.org' }]);
		expect(row).toMatchObject({ state: 'done', payload: '{}', leaseToken: null, tryCount: 1 });
	});

	test('two processes send sixty mails once each', async () => {
		await send(60);
		const carriers = [createMailCarrier(settings), createMailCarrier(settings)];
		await Promise.all([emptyOutbox(db, carriers[0] ?? null), emptyOutbox(otherProcess, carriers[1] ?? null)]);
		for (const carrier of carriers) carrier?.close();
		expect(office.mails).toHaveLength(60);
		expect(new Set(office.mails.map((mail) => mail.messageId)).size).toBe(60);
	});

	test('many who claim at once never get the same piece', async () => {
		await send(40);
		const taken = await Promise.all(
			Array.from({ length: 30 }, (_, i) => claim(i % 2 ? db : otherProcess, ['mail'], 5))
		);
		const ids = taken.flat().map((item) => item.id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('what a crashed process had taken is taken again when its lease ends, and only the new holder may finish', async () => {
		await sendMail(db, letter);
		const now = new Date();
		const [crashed] = await claim(db, ['mail'], 5, now);
		expect(await claim(otherProcess, ['mail'], 5, new Date(now.getTime() + MINUTE))).toEqual([]);
		const [taken] = await claim(otherProcess, ['mail'], 5, new Date(now.getTime() + 3 * MINUTE));
		expect(taken).toMatchObject({ id: crashed?.id, tryCount: 2 });
		await finish(db, crashed!, false);
		expect(await rows()).toMatchObject([{ state: 'waiting' }]);
		await finish(otherProcess, taken!, false);
		expect(await rows()).toMatchObject([{ state: 'done' }]);
	});

	test('a refused mail waits longer each time and is given up after eight tries', async () => {
		await sendMail(db, letter);
		let now = new Date();
		for (let tries = 1; tries <= 8; tries++) {
			const [item] = await claim(db, ['mail'], 5, now);
			expect(item?.tryCount).toBe(tries);
			await postpone(db, item!, new Error('451 try later'), now);
			if (tries < 8) expect(await claim(db, ['mail'], 5, new Date(now.getTime() + waitAfter(tries) - 1))).toEqual([]);
			now = new Date(now.getTime() + waitAfter(tries));
		}
		expect(await rows()).toMatchObject([{ state: 'failed', lastError: '451 try later' }]);
		expect(waitAfter(1)).toBe(MINUTE);
		expect(waitAfter(20)).toBe(360 * MINUTE);
	});

	test('a server that refuses costs nothing: the same mail comes later with the same id', async () => {
		await sendMail(db, letter);
		office.refuse(1);
		const carrier = createMailCarrier(settings);
		await emptyOutbox(db, carrier);
		expect(office.mails).toEqual([]);
		const [row] = await rows();
		expect(row).toMatchObject({ state: 'waiting', tryCount: 1 });
		await db.updateTable('outbox').set({ availableAt: new Date().toISOString() }).execute();
		await emptyOutbox(db, carrier);
		carrier?.close();
		expect(office.mails.map((mail) => mail.messageId)).toEqual([`<${row?.id}@kursy.example.org>`]);
	});

	test('a mail of a transaction that failed is never sent', async () => {
		const failed = db.transaction().execute(async (trx) => {
			await sendMail(trx, letter);
			throw new Error('no');
		});
		await expect(failed).rejects.toThrow('no');
		expect(await rows()).toEqual([]);
	});

	test('running jobs send at once when nudged, and stop when told to', async () => {
		const jobs = startJobs({ db, settings });
		await sendMail(db, letter);
		nudgeJobs(db);
		await vi.waitFor(() => expect(office.mails).toHaveLength(1), { timeout: 5_000, interval: 10 });
		await jobs.stop();
		await sendMail(db, letter);
		nudgeJobs(db);
		expect(await rows()).toMatchObject([{ state: 'done' }, { state: 'waiting' }]);
	});

	test('a recurring job that fails runs again', async () => {
		let runs = 0;
		const job = {
			name: 'test',
			everyMs: 5,
			run: () => (runs++ === 0 ? Promise.reject(new Error('once')) : Promise.resolve())
		};
		const jobs = startJobs({ db, settings }, [job]);
		await vi.waitFor(() => expect(runs).toBeGreaterThan(2), { timeout: 5_000, interval: 5 });
		await jobs.stop();
		const seen = runs;
		await new Promise((done) => setImmediate(done));
		expect(runs).toBe(seen);
	});

	test('in the demonstration mail goes to the mailbox page and stays readable', async () => {
		await sendMail(db, letter);
		await emptyOutbox(db, createMailCarrier(readSettings({ MODE: 'demo' })));
		expect(await rows()).toMatchObject([{ state: 'done' }]);
		expect(await listKeptMail(db)).toMatchObject([letter]);
	});

	test('in production without a mail server mail waits', async () => {
		await sendMail(db, letter);
		const carrier = createMailCarrier(readSettings({}));
		expect(carrier).toBeNull();
		await emptyOutbox(db, carrier);
		expect(await rows()).toMatchObject([{ state: 'waiting', tryCount: 0 }]);
	});
});
