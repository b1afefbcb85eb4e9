import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LEFT_OUT } from '#lib/server/backup/format.ts';
import { restoreBackup } from '#lib/server/backup/restore-backup.ts';
import { readTables, type RawDb } from '#lib/server/backup/tables.ts';
import { writeBackup } from '#lib/server/backup/write-backup.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { inTransaction, openDatabase, type Db, type Trx } from '#lib/server/db/db.ts';
import { createMigrator, listAppliedMigrations, migrateToLatest } from '#lib/server/db/migrations.ts';
import { createEmptyDatabase, createTestDatabase, migrationsDir, type TestDatabase } from '../support/databases.ts';
import { assessAttempt } from '../support/assessed-attempt.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const engines = ['sqlite', 'postgres'] as const;
const now = new Date('2026-11-23T12:00:00.000Z');
const at = now.toISOString();
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-backup-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const newFile = () => join(folder, `${randomUUID()}.gz`);
const back = (address: string, file: string, replace = false) =>
	restoreBackup(address, file, migrationsDir, { replace, now });

/** Bartek in the middle of a test, with a certificate that was corrected, and everything else a used platform has. */
async function fill(db: Db) {
	const bartek = await createPerson(db, "Bartek „Żółć” \u2028 O'Hara\n;--");
	await db
		.insertInto('enrollment')
		.values({ userAccountId: bartek.id, courseSlug: 'kurs', learnerGroupId: null, enrolledAt: at, completedAt: null })
		.execute();
	const attemptId = randomUUID();
	await db
		.insertInto('attempt')
		.values({
			id: attemptId,
			userAccountId: bartek.id,
			courseSlug: 'kurs',
			quizSlug: 'test',
			number: 1,
			state: 'open',
			seed: 'seed',
			policy: '{}',
			courseRevision: 'r1',
			startedAt: at,
			deadlineAt: null,
			lastSavedAt: at,
			closedAt: null,
			score: null,
			maxScore: null,
			isPassed: null
		})
		.execute();
	const answer = { attemptId, position: 0, value: '["ą"]', changeKey: 'k1' };
	await db
		.insertInto('answer')
		.values({ ...answer, savedAt: at })
		.execute();
	await db
		.insertInto('answerChange')
		.values({ ...answer, receivedAt: at, isLate: 0 })
		.execute();
	const assessed = { courseSlug: smallCourse.slug, quizSlug: testQuiz.slug, words: 'żółta łódź', now };
	const begun = await startAttempt(db, { personId: bartek.id, course: smallCourse, quiz: testQuiz, now });
	await assessAttempt(db, { personId: bartek.id, attemptId: begun.id, ...assessed });
	await insertCertificate(db, bartek.id, 'b-new', null);
	await insertCertificate(db, bartek.id, 'a-old', 'b-new');
	await insertCertificate(db, bartek.id, 'c-older', 'a-old');
	await db.insertInto('instanceSetting').values({ name: 'seal-key', value: 'secret' }).execute();
	await db
		.insertInto('signInSession')
		.values({
			id: randomUUID(),
			userAccountId: bartek.id,
			device: 'telefon',
			createdAt: at,
			lastSeenAt: at,
			expiresAt: at,
			secondFactorAt: null
		})
		.execute();
	return { bartek, attemptId };
}

async function insertCertificate(db: Db, userAccountId: string, id: string, replacedBy: string | null) {
	await db
		.withoutPlugins()
		.withTables<{ certificate: Record<string, string | null> }>()
		.insertInto('certificate')
		.values({
			id,
			number: `WSP/2026/${id}`,
			verification_code: `code-${id}`,
			user_account_id: userAccountId,
			organization_id: null,
			course_slug: 'kurs',
			course_revision: 'r1',
			content: '{}',
			issued_at: at,
			expires_on: null,
			state: replacedBy ? 'replaced' : 'valid',
			replaced_by: replacedBy
		})
		.execute();
}

/** Every row of every table that a backup carries. */
async function everything(db: Db): Promise<Record<string, unknown[]>> {
	const raw: RawDb = db.withoutPlugins();
	const engine = (await isPostgres(db)) ? 'postgres' : 'sqlite';
	const content: Record<string, unknown[]> = {};
	for (const { name, key } of await readTables(raw, engine)) {
		if (LEFT_OUT.has(name) || name.startsWith('audit_')) continue;
		const rows = (await raw.selectFrom(name).selectAll().execute()) as Record<string, unknown>[];
		const keyOf = (row: Record<string, unknown>) => JSON.stringify(key.map((column) => row[column]));
		content[name] = rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
	}
	return content;
}

const isPostgres = async (db: Db) => (await db.introspection.getSchemas().catch(() => [])).length > 0;

for (const from of engines) {
	for (const to of engines) {
		describe(`a backup of ${from} restored in ${to}`, () => {
			let source: TestDatabase;
			let target: TestDatabase;
			let opened: Db | undefined;
			beforeEach(async () => {
				source = await createTestDatabase(from, { inFile: true });
				target = await createEmptyDatabase(to, { inFile: true });
			});
			afterEach(async () => {
				await opened?.destroy();
				await source.drop();
				await target.drop();
			});

			/** SQLite is not restored under somebody who has it open. */
			async function restored(file: string, replace = false): Promise<Db> {
				await target.db.destroy();
				await back(target.address, file, replace);
				return open();
			}

			function open(): Db {
				opened = openDatabase(target.address);
				return opened;
			}

			test('brings back the same people, answers, certificates and seal', async () => {
				await fill(source.db);
				const file = newFile();
				await writeBackup(source.address, file, '0.1.0', now);
				const db = await restored(file);
				expect(await everything(db)).toEqual(await everything(source.db));
				expect(await listAppliedMigrations(db)).toEqual(await listAppliedMigrations(source.db));
			});

			test('leaves out sign-ins and the like, and says in the audit log what happened', async () => {
				await fill(source.db);
				const file = newFile();
				await writeBackup(source.address, file, '0.1.0', now);
				const db = await restored(file);
				expect(await db.selectFrom('signInSession').selectAll().execute()).toEqual([]);
				const [entry] = await db.selectFrom('auditLog').select(['action', 'happenedAt']).execute();
				expect(entry).toEqual({ action: 'database.restored', happenedAt: at });
				expect(gunzipSync(readFileSync(file)).toString()).not.toContain('telefon');
			});

			test('is of one moment, also when people write meanwhile', async () => {
				await source.db.transaction().execute(async (trx) => {
					for (let index = 0; index < 1_200; index += 1) await writePair(trx);
				});
				const other = openDatabase(source.address);
				let isDone = false;
				const writing = (async () => {
					for (; !isDone; await nextTurn()) await inTransaction(other, writePair);
				})();
				const file = newFile();
				const header = await writeBackup(source.address, file, '0.1.0', now);
				isDone = true;
				await writing;
				await other.destroy();

				const db = await restored(file);
				const people = await db.selectFrom('userAccount').select('id').execute();
				const enrolled = await db.selectFrom('enrollment').select('userAccountId').execute();
				expect(people.length).toBe(header.tables.user_account);
				expect(people.length).toBeGreaterThanOrEqual(1_200);
				expect(new Set(enrolled.map((row) => row.userAccountId))).toEqual(new Set(people.map((row) => row.id)));
			});

			test('comes from an older schema and is brought up to this one', async () => {
				const old = await createEmptyDatabase(from, { inFile: true });
				const migrator = createMigrator(old.db, migrationsDir);
				const [first] = await migrator.getMigrations();
				await migrator.migrateTo(first?.name as string);
				await insertOldPerson(old.db);
				const file = newFile();
				await writeBackup(old.address, file, '0.0.1', now);
				await old.drop();

				const db = await restored(file);
				expect(await listAppliedMigrations(db)).toEqual(await listAppliedMigrations(source.db));
				const { displayName } = await db.selectFrom('userAccount').select('displayName').executeTakeFirstOrThrow();
				expect(displayName).toBe('Celina');
			});

			test('takes the place of what is there only when told to', async () => {
				await fill(source.db);
				const file = newFile();
				await writeBackup(source.address, file, '0.1.0', now);
				await migrateToLatest(target.db, migrationsDir);
				await createPerson(target.db, 'Darek');
				await target.db.destroy();
				await expect(back(target.address, file)).rejects.toThrow('--replace');
				expect(await names(open())).toEqual(['Darek']);
				await opened?.destroy();

				expect(await everything(await restored(file, true))).toEqual(await everything(source.db));
			});

			test('changes nothing when the file is damaged, cut short, foreign or newer', async () => {
				await fill(source.db);
				const file = newFile();
				await writeBackup(source.address, file, '0.1.0', now);
				await migrateToLatest(target.db, migrationsDir);
				await createPerson(target.db, 'Darek');
				await target.db.destroy();
				for (const [bad, sentence] of badFiles(readFileSync(file))) {
					const badFile = newFile();
					writeFileSync(badFile, bad);
					await expect(back(target.address, badFile, true)).rejects.toThrow(sentence);
				}
				await expect(back(target.address, '/nowhere.gz', true)).rejects.toThrow('Nie ma takiego pliku');
				expect(await names(open())).toEqual(['Darek']);
			});
		});
	}
}

async function names(db: Db): Promise<string[]> {
	return (await db.selectFrom('userAccount').select('displayName').execute()).map((row) => row.displayName);
}

/** Two rows that hold together only as a whole. */
async function writePair(trx: Trx) {
	const { id } = await createPerson(trx, 'Anna');
	await trx
		.insertInto('enrollment')
		.values({ userAccountId: id, courseSlug: 'kurs', learnerGroupId: null, enrolledAt: at, completedAt: null })
		.execute();
}

async function insertOldPerson(db: Db) {
	const raw: RawDb = db.withoutPlugins();
	await raw
		.insertInto('user_account')
		.values({ id: 'celina', kind: 'email', display_name: 'Celina', created_at: at })
		.execute();
}

function badFiles(good: Buffer): [Buffer, string | RegExp][] {
	const text = gunzipSync(good).toString();
	const [header = '', ...rest] = text.split('\n');
	const withHeader = (change: object) =>
		gzipSync([JSON.stringify({ ...(JSON.parse(header) as object), ...change }), ...rest].join('\n'));
	const flipped = Array.from({ length: 12 }, (_, index): [Buffer, RegExp] => {
		const copy = Buffer.from(good);
		const place = 12 + Math.floor((index * (good.length - 13)) / 11);
		copy[place] = (copy[place] ?? 0) ^ 0x10;
		return [copy, /uszkodzony|nie jest kopia/];
	});
	return [
		...flipped,
		[good.subarray(0, good.length - 1), 'uszkodzony'],
		[good.subarray(0, good.length / 2), 'uszkodzony'],
		[Buffer.alloc(0), /uszkodzony|nie jest kopia/],
		[Buffer.from('to nie jest kopia'), 'nie jest kopia'],
		[gzipSync('{"a":1}\n'), 'nie jest kopia'],
		[gzipSync(text.replace('Bartek', 'Bartuś')), 'suma kontrolna'],
		[gzipSync(`${text}["x"]\n`), 'dane za końcem'],
		[gzipSync(text.slice(0, text.lastIndexOf('{"sha256"'))), 'brak zakończenia'],
		[withHeader({ version: 2 }), 'nowszej'],
		[withHeader({ migrations: ['29991231_0000_later'] }), 'nowszej']
	];
}

describe('a backup file', () => {
	let source: TestDatabase;
	beforeEach(async () => {
		source = await createTestDatabase('sqlite', { inFile: true });
	});
	afterEach(() => source.drop());

	test('is readable by its owner alone, never overwritten, and leaves nothing half done beside it', async () => {
		const file = newFile();
		await writeBackup(source.address, file, '0.1.0', now);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const before = readFileSync(file);
		await expect(writeBackup(source.address, file, '0.1.0', now)).rejects.toThrow('już istnieje');
		expect(readFileSync(file)).toEqual(before);
		expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
	});

	test('is not made of a database that is not there', async () => {
		const file = newFile();
		await expect(writeBackup(`sqlite:${folder}/none.db`, file, '0.1.0', now)).rejects.toThrow('Nie ma bazy');
		expect(existsSync(file)).toBe(false);
		expect(existsSync(`${folder}/none.db`)).toBe(false);
	});

	test('is not restored under a running server', async () => {
		const file = newFile();
		await writeBackup(source.address, file, '0.1.0', now);
		await createPerson(source.db, 'Darek');
		await expect(back(source.address, file, true)).rejects.toThrow('Zatrzymaj serwer');
		expect(await names(source.db)).toEqual(['Darek']);
	});
});
