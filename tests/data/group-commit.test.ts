import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerSave } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { isUnavailable } from '#lib/server/db/db-errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createGroupCommit } from '#lib/server/db/group-commit.ts';
import { performWork } from '#lib/server/db/perform-work.ts';
import { createTestDatabase, describeOnBothDatabases, type TestDatabase } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const setNames = (db: Db, names: string[]) =>
	db.transaction().execute(async (trx) => {
		for (const name of names) await trx.insertInto('instanceSetting').values({ name, value: name }).execute();
		return names;
	});

describeOnBothDatabases('writes that arrive together', (getDb) => {
	const names = async (like: string) =>
		(await getDb().selectFrom('instanceSetting').select('name').where('name', 'like', `${like}%`).execute()).length;

	test('share transactions, and each caller gets its own reply', async () => {
		const sizes: number[] = [];
		const write = createGroupCommit(async (inputs: string[]) => {
			sizes.push(inputs.length);
			await setNames(getDb(), inputs);
			return inputs.map((name) => `done ${name}`);
		});
		const inputs = Array.from({ length: 450 }, (_, index) => `shared-${index}`);
		expect(await Promise.all(inputs.map(write))).toEqual(inputs.map((name) => `done ${name}`));
		expect(sizes).toEqual([200, 200, 50]);
		expect(await names('shared')).toBe(450);
	});

	test('a bad one fails alone', async () => {
		const write = createGroupCommit((names: string[]) => setNames(getDb(), names));
		const results = await Promise.allSettled(['bad-1', 'bad-2', 'bad-1', 'bad-3'].map(write));
		expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
		expect(await names('bad')).toBe(3);
	});

	test('a reply comes after the commit', async () => {
		const write = createGroupCommit((names: string[]) => setNames(getDb(), names));
		await write('committed');
		expect(await names('committed')).toBe(1);
		await write('again');
		expect(await names('again')).toBe(1);
	});
});

describe('SQLite that cannot write', () => {
	let database: TestDatabase;
	let attemptId: string;
	let write: (save: AnswerSave) => Promise<unknown>;
	const text = (value: string): AnswerSave => ({
		attemptId,
		receivedAt: now,
		changes: [{ position: 4, value, key: randomUUID() }]
	});
	const answer = async () => (await listItems(database.db, attemptId))[4]?.value;
	const changeCount = async () => (await database.db.selectFrom('answerChange').select('changeKey').execute()).length;

	beforeEach(async () => {
		database = await createTestDatabase('sqlite', { inFile: true });
		const bartek = await createPerson(database.db, 'Bartek');
		const started = await startAttempt(database.db, { personId: bartek.id, course: smallCourse, quiz: testQuiz, now });
		attemptId = started.id;
		write = createGroupCommit((saves: AnswerSave[]) => performWork(database.db, 'saveAnswers', saves));
		await write(text('pierwsza'));
	});
	afterEach(() => database.drop());

	test('a full disk fails every caller, leaves nothing half-written, and work resumes with room', async () => {
		const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
		await sql.raw(`pragma max_page_count = ${Number(Object.values(rows[0] ?? {})[0]) + 1}`).execute(database.db);
		const long = Array.from({ length: 30 }, (_, index) => text(`${index}`.padEnd(500, 'x')));
		const results = await Promise.allSettled(long.map(write));
		for (const result of results) {
			expect(result.status).toBe('rejected');
			expect(isUnavailable((result as PromiseRejectedResult).reason)).toBe(true);
		}
		expect(await answer()).toBe('pierwsza');
		expect(await changeCount()).toBe(1);

		await sql.raw('pragma max_page_count = 1000000').execute(database.db);
		await Promise.all(long.map(write));
		expect(await answer()).toBe('29'.padEnd(500, 'x'));
		expect(await changeCount()).toBe(31);
	});

	test('a lock held by another program fails the caller soon, and work resumes when it is let go', async () => {
		const other = new Database(database.address.slice('sqlite:'.length));
		try {
			other.exec('begin immediate');
			const results = await Promise.allSettled([write(text('druga')), write(text('trzecia'))]);
			for (const result of results) expect(isUnavailable((result as PromiseRejectedResult).reason)).toBe(true);
			expect(await answer()).toBe('pierwsza');
			other.exec('commit');
		} finally {
			other.close();
		}
		await write(text('czwarta'));
		expect(await answer()).toBe('czwarta');
	});
});
