import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { NO_MIGRATIONS } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/db.ts';
import { createMigrator, listAppliedMigrations, migrateToLatest } from '#lib/server/db/migrations.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { assessAttempt } from '../support/assessed-attempt.ts';
import { createEmptyDatabase, migrationsDir, type TestDatabase } from '../support/databases.ts';
import { insertFormerAttempts } from '../support/former-attempts.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, smallCourse, testQuiz } from '../support/quizzes.ts';

const node = resolve('node_modules/.bin/node');
/** The last migration of the platform before there were marks, corrected keys and reviews. */
const BEFORE_ASSESSMENT = '20261123_1710_create_guardian_consents';
const shipped = readdirSync(migrationsDir).map((file) => file.replace(/\.ts$/, ''));

/** A folder with the shipped migrations and one more. */
function folderWith(name: string, body: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-migrations-'));
	for (const migration of shipped) {
		const url = pathToFileURL(join(migrationsDir, `${migration}.ts`)).href;
		writeFileSync(join(folder, `${migration}.ts`), `export * from ${JSON.stringify(url)};`);
	}
	writeFileSync(join(folder, `${name}.ts`), body);
	return folder;
}

for (const engine of ['sqlite', 'postgres'] as const) {
	describe(`migrations (${engine})`, () => {
		let database: TestDatabase;
		let db: Db;
		const folders: string[] = [];
		beforeEach(async () => {
			database = await createEmptyDatabase(engine, { inFile: true });
			db = database.db;
		});
		afterEach(async () => {
			await database.drop();
			for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
		});

		/** Every table, column, key and index, as the database itself tells them. */
		async function describeSchema(): Promise<string[]> {
			const query =
				engine === 'sqlite'
					? sql<{ line: string }>`select type || ' ' || coalesce(sql, name) as line from sqlite_master`
					: sql<{ line: string }>`
							select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
							from information_schema.columns where table_schema = 'public'
							union all select indexdef from pg_indexes where schemaname = 'public'
							union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
							from pg_constraint where connamespace = 'public'::regnamespace`;
			const { rows } = await query.execute(db);
			return rows.map((row) => row.line).sort();
		}

		test('go up, down and up again to the same schema', async () => {
			await migrateToLatest(db, migrationsDir);
			const first = await describeSchema();
			const { error } = await createMigrator(db, migrationsDir).migrateTo(NO_MIGRATIONS);
			expect(error).toBeUndefined();
			expect(await db.introspection.getTables()).toEqual([]);

			await migrateToLatest(db, migrationsDir);
			expect(await describeSchema()).toEqual(first);
			expect(await listAppliedMigrations(db)).toEqual(shipped);
		});

		test('go down over what was learned, and up again', async () => {
			await migrateToLatest(db, migrationsDir);
			const { id: personId } = await createPerson(db, 'Bartek');
			const now = new Date('2026-11-23T12:00:00.000Z');
			const { id: attemptId } = await startAttempt(db, { personId, course: smallCourse, quiz: testQuiz, now });
			const place = { courseSlug: smallCourse.slug, quizSlug: testQuiz.slug };
			await assessAttempt(db, { personId, attemptId, ...place, words: 'uwaga', now });

			const { error } = await createMigrator(db, migrationsDir).migrateTo(BEFORE_ASSESSMENT);
			expect(error).toBeUndefined();
			await migrateToLatest(db, migrationsDir);
			const page = await getAttemptPage(db, { personId, attemptId, ...gradingAt(now) });
			expect(page.questions).toHaveLength(testQuiz.questions.length);
			expect(await db.selectFrom('mark').selectAll().execute()).toEqual([]);
		});

		test('keep attempts of before: the closed one is shown, the open one graded', async () => {
			await createMigrator(db, migrationsDir).migrateTo(BEFORE_ASSESSMENT);
			const { personId, closed, open, now } = await insertFormerAttempts(db);
			await migrateToLatest(db, migrationsDir);

			const asked = { personId, ...gradingAt(now) };
			const before = await getAttemptPage(db, { ...asked, attemptId: closed });
			expect(before).toMatchObject({ isOpen: false, score: 100, isWaiting: false, resultChanges: [] });
			expect(before.questions.filter((question) => 'feedback' in question && question.feedback)).toHaveLength(7);

			expect(await getAttemptPage(db, { ...asked, attemptId: open })).toMatchObject({ isOpen: true });
			await submitAttempt(db, { ...asked, attemptId: open });
			const after = await getAttemptPage(db, { ...asked, attemptId: open });
			expect(after).toMatchObject({ isOpen: false, score: 1000, maxScore: 1000, isPassed: true });
		});

		test('leave the old schema when one fails half way', async () => {
			await migrateToLatest(db, migrationsDir);
			const before = await describeSchema();
			folders.push(
				folderWith(
					'29991231_2359_fail',
					`export async function up(db) {
						await db.schema.createTable('half').addColumn('id', 'text').execute();
						await db.schema.alterTable('organization').addColumn('half', 'text').execute();
						throw new Error('no further');
					}`
				)
			);
			await expect(migrateToLatest(db, folders[0] as string)).rejects.toThrow('no further');
			expect(await describeSchema()).toEqual(before);
			expect(await listAppliedMigrations(db)).toEqual(shipped);
		});

		test('leave nothing of a new schema when the program is killed in the middle, and run again later', async () => {
			folders.push(
				folderWith(
					'29991231_2359_hang',
					`export async function up(db) {
						await db.schema.createTable('half').addColumn('id', 'text').execute();
						console.log('half way');
						await new Promise((never) => setInterval(never, 1e9));
					}`
				)
			);
			const program = `
				const { openDatabase } = await import('#lib/server/db/db.ts');
				const { migrateToLatest } = await import('#lib/server/db/migrations.ts');
				await migrateToLatest(openDatabase(process.env.ADDRESS), process.env.FOLDER);`;
			const child = spawn(node, ['--input-type=module', '-e', program], {
				env: { PATH: process.env.PATH, ADDRESS: database.address, FOLDER: folders[0] },
				stdio: ['ignore', 'pipe', 'inherit']
			});
			await once(child.stdout, 'data');
			child.kill('SIGKILL');
			await once(child, 'exit');

			expect(await listAppliedMigrations(db)).toEqual([]);
			await migrateToLatest(db, migrationsDir);
			expect(await listAppliedMigrations(db)).toEqual(shipped);
		});

		test('run once when several programs start together', async () => {
			const env = { PATH: process.env.PATH, ...database.env };
			const outputs = await Promise.all(
				[1, 2, 3].map(async () => {
					const child = spawn(node, ['src/cli/migrate.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
					let output = '';
					child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
					const [code] = (await once(child, 'exit')) as [number];
					expect(code).toBe(0);
					return output;
				})
			);
			expect(outputs.filter((output) => output.includes('Wykonano'))).toHaveLength(1);
			expect(await listAppliedMigrations(db)).toEqual(shipped);
		});

		test('refuse a database that a newer program has changed', async () => {
			await migrateToLatest(db, migrationsDir);
			await sql`insert into kysely_migration (name, timestamp) values ('29991231_2359_later', 'later')`.execute(db);
			await expect(migrateToLatest(db, migrationsDir)).rejects.toThrow(/29991231_2359_later/);
		});
	});
}
