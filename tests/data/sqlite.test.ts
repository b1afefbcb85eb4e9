import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { driverCode, isUnavailable } from '#lib/server/db/db-errors.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/databases.ts';

const fileOf = (database: TestDatabase) => database.address.slice('sqlite:'.length);
const setName = (db: Db, name: string) => db.insertInto('instanceSetting').values({ name, value: name }).execute();
const listNames = async (db: Db) =>
	(await db.selectFrom('instanceSetting').select('name').where('name', 'like', 'x-%').orderBy('name').execute()).map(
		({ name }) => name
	);
/** Keeps the writer busy for a while. */
const countFar = (db: Db) =>
	sql`insert into instance_setting (name, value)
		with recursive c (x) as (select 1 union all select x + 1 from c limit 1000000)
		select 'x-counted', max(x) from c`.execute(db);
const reasonsOf = (results: PromiseSettledResult<unknown>[]): unknown[] =>
	results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));

test('SQLite is opened so that a committed answer is on disk', async () => {
	const database = await createEmptyDatabase('sqlite', { inFile: true });
	const read = async (name: string) => {
		const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.db);
		return Object.values(rows[0] ?? {})[0];
	};
	expect(await read('journal_mode')).toBe('wal');
	expect(await read('synchronous')).toBe(2);
	expect(await read('foreign_keys')).toBe(1);
	expect(await read('busy_timeout')).toBeGreaterThan(0);
	expect(await read('busy_timeout')).toBeLessThanOrEqual(2_000);
	await database.drop();
});

test('SQLite that cannot keep its promises on this disk is refused at once', () => {
	expect(() => openDatabase('sqlite:/dev/null')).toThrow(/journal_mode|unable to open|disk I\/O|not a database/);
});

describe('SQLite in a file', () => {
	let database: TestDatabase;
	let db: Db;
	beforeEach(async () => {
		database = await createTestDatabase('sqlite', { inFile: true });
		({ db } = database);
	});
	afterEach(() => database.drop());

	test('a write that was awaited is seen by the next read, and what is not committed by nobody else', async () => {
		for (let number = 0; number < 50; number++) {
			await setName(db, `x-${number}`);
			expect(await listNames(db)).toHaveLength(number + 1);
		}
		await db.transaction().execute(async (trx) => {
			await setName(trx, 'x-inside');
			expect(await listNames(trx)).toContain('x-inside');
			expect(await listNames(db)).not.toContain('x-inside');
		});
		expect(await listNames(db)).toContain('x-inside');
	});

	test('a read does not wait for a write that takes long', async () => {
		const finished: string[] = [];
		const slow = countFar(db).then(() => finished.push('write'));
		await listNames(db).then(() => finished.push('read'));
		await slow;
		expect(finished).toEqual(['read', 'write']);
	});

	test('reads go on while another program holds the lock, and those who write fail together', async () => {
		const other = new Database(fileOf(database));
		try {
			other.exec('begin immediate');
			const startedAt = performance.now();
			const writes = Promise.allSettled(Array.from({ length: 6 }, (_, number) => setName(db, `x-${number}`)));
			for (let number = 0; number < 20; number++) expect(await listNames(db)).toEqual([]);
			expect(performance.now() - startedAt).toBeLessThan(1_000);
			const reasons = reasonsOf(await writes);
			expect(reasons).toHaveLength(6);
			expect(reasons.every(isUnavailable)).toBe(true);
			expect(performance.now() - startedAt).toBeLessThan(6_000);
			other.exec('commit');
		} finally {
			other.close();
		}
		await setName(db, 'x-later');
		expect(await listNames(db)).toEqual(['x-later']);
	});

	test('a write waits for a lock that is soon let go', async () => {
		const other = new Database(fileOf(database));
		other.exec('begin immediate');
		const write = setName(db, 'x-patient');
		await listNames(db);
		other.exec('commit');
		other.close();
		await write;
		expect(await listNames(db)).toEqual(['x-patient']);
	});

	test('a transaction that only reads sees one moment and holds nobody up', async () => {
		await db
			.transaction()
			.setAccessMode('read only')
			.execute(async (trx) => {
				expect(await listNames(trx)).toEqual([]);
				await setName(db, 'x-meanwhile');
				expect(await listNames(trx)).toEqual([]);
				await expect(setName(trx, 'x-forbidden')).rejects.toThrow();
			});
		expect(await listNames(db)).toEqual(['x-meanwhile']);
	});

	test('when the thread that writes ends, what it was doing fails whole and the next write gets a new one', async () => {
		let thread: Worker | undefined;
		process.once('worker', (worker) => (thread = worker));
		const other = openDatabase(database.address);
		const results = await Promise.allSettled([
			other.transaction().execute(async (trx) => {
				await setName(trx, 'x-half');
				void thread?.terminate();
				await expect(setName(trx, 'x-other-half')).rejects.toSatisfy(isUnavailable);
				await setName(trx, 'x-after-it');
			}),
			setName(other, 'x-next')
		]);
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(await listNames(db)).toEqual(['x-next']);
		await other.destroy();
	});

	test('transactions that queue share a commit, and one that fails takes nobody along', async () => {
		const statements = Array.from({ length: 40 }, (_, number) => setName(db, `x-${number}`));
		const transactions = Array.from({ length: 40 }, (_, number) =>
			db.transaction().execute(async (trx) => {
				await setName(trx, `x-t-${number}`);
				// Every third name is there already: an error of SQLite's. Every fifth gives up by itself.
				if (number % 3 === 0) await setName(trx, `x-${number}`);
				if (number % 5 === 0) throw new Error('given up');
			})
		);
		const results = await Promise.allSettled([...statements, ...transactions]);
		const stored = Array.from({ length: 40 }, (_, number) => number).filter((number) => number % 3 && number % 5);
		expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(40 - stored.length);
		expect(new Set(await listNames(db))).toEqual(
			new Set([...statements.keys()].map((number) => `x-${number}`).concat(stored.map((number) => `x-t-${number}`)))
		);
	});

	test('what shares a commit fails together when it cannot be written', async () => {
		let thread: Worker | undefined;
		process.once('worker', (worker) => (thread = worker));
		const other = openDatabase(database.address);
		await setName(other, 'x-before');
		const writes = Array.from({ length: 20 }, (_, number) => setName(other, `x-${number}`));
		const last = other.transaction().execute(async (trx) => {
			await setName(trx, 'x-last');
			await thread?.terminate();
		});
		const results = await Promise.allSettled([...writes, last]);
		const names = await listNames(db);
		const kept = results.flatMap(({ status }, number) => (status === 'fulfilled' ? [`x-${number}`] : []));
		expect(names).toEqual([...kept, 'x-before'].sort());
		expect(results.at(-1)?.status).toBe('rejected');
		expect(reasonsOf(results).slice(0, -1).every(isUnavailable)).toBe(true);
		await other.destroy();
	});

	test('closing waits for what was asked for before', async () => {
		const other = openDatabase(database.address);
		const writes = [countFar(other), setName(other, 'x-1'), setName(other, 'x-2')];
		await listNames(other);
		await other.destroy();
		await Promise.all(writes);
		expect(await listNames(db)).toEqual(['x-1', 'x-2', 'x-counted']);
	});
});

test('values and failures are the same in a file as in memory', async () => {
	const databases = [
		await createEmptyDatabase('sqlite', { inFile: true }),
		await createEmptyDatabase('sqlite', { inFile: false })
	];
	const [inFile, inMemory] = await Promise.all(
		databases.map(async ({ db }) => {
			await sql`create table kept (value unique)`.execute(db);
			const values = [
				1,
				1.5,
				-1n,
				2n ** 62n,
				'zażółć',
				'',
				null,
				undefined,
				Buffer.from('bytes'),
				true,
				new Date(0),
				1
			];
			const results = [];
			for (const value of values) {
				try {
					const query = sql`insert into kept values (${value}) returning value, typeof(value) as type`;
					results.push((await query.execute(db)).rows);
				} catch (error) {
					const { name, message } = error as Error;
					results.push({ name, message, code: driverCode(error) });
				}
			}
			results.push(await sql`update kept set value = 2 where value = 1`.execute(db));
			return results;
		})
	);
	expect(inFile).toEqual(inMemory);
	for (const database of databases) await database.drop();
});
