import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { diagnose } from '#lib/server/doctor/diagnose.ts';
import { checkHealth } from '#lib/server/health.ts';
import { readSettings } from '#lib/server/settings.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { findFreePort } from '../support/free-port.ts';

let folder: string;
let port: number;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-doctor-'));
	port = await findFreePort();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is wrong with a set-up that differs from a sound one by these settings. */
async function complaints(env: Record<string, string>): Promise<string[]> {
	const settings = readSettings({ PORT: String(port), DATA_DIR: folder, ...env });
	const findings = await diagnose(settings, loadCourses, new Date('2026-11-23T12:00:00.000Z'));
	return findings.filter((finding) => finding.state === 'bad').map((finding) => `${finding.text} ${finding.cure}`);
}

for (const engine of ['sqlite', 'postgres'] as const) {
	describe(`doctor (${engine})`, () => {
		let database: TestDatabase;
		beforeEach(async () => {
			database = await createTestDatabase(engine, { inFile: true });
		});
		afterEach(() => database.drop());

		test('finds nothing wrong with a sound set-up', async () => {
			const found = await complaints(database.env);
			// The server for tests is told not to wait for the disk, and the doctor notices.
			expect(found).toEqual(engine === 'sqlite' ? [] : [expect.stringContaining('Włącz fsync')]);
		});

		test('sees a database that a newer program has changed', async () => {
			await sql`insert into kysely_migration (name, timestamp) values ('29991231_2359_later', 'later')`.execute(
				database.db
			);
			expect((await complaints(database.env)).join()).toContain('nowszy niż program');
		});

		test('health is good while the database answers and there is a course, and says which part is not', async () => {
			const courses = await loadCourses('courses');
			expect(await checkHealth(database.db, courses)).toMatchObject({ status: 'ok', database: 'ok' });
			const none = await loadCourses(folder);
			expect(await checkHealth(database.db, none)).toEqual({ status: 'failing', database: 'ok', courses: 0 });
			await sql`drop table instance_setting`.execute(database.db);
			expect(await checkHealth(database.db, courses)).toMatchObject({ status: 'failing', database: 'failing' });
		});
	});
}

test('the doctor names a database server that is not there, without its password', async () => {
	const url = `postgres://anna:tajne@127.0.0.1:${await findFreePort()}/kursy`;
	const found = (await complaints({ DATABASE_URL: url })).join();
	expect(found).toContain('Baza danych nie odpowiada');
	expect(found).not.toContain('tajne');
});

test('the doctor names a data folder that cannot be one', async () => {
	writeFileSync(join(folder, 'file'), '');
	expect((await complaints({ DATA_DIR: join(folder, 'file') })).join()).toContain('nie można zapisywać');
});

test('the doctor names a mail server that does not answer, and is content with one that does', async () => {
	const mailPort = await findFreePort();
	const env = { SMTP_URL: `smtp://127.0.0.1:${mailPort}` };
	expect((await complaints(env)).join()).toContain('nie odpowiada');
	const mail = createServer().listen(mailPort, '127.0.0.1');
	expect(await complaints(env)).toEqual([]);
	mail.close();
});

test('the doctor names missing courses', async () => {
	expect((await complaints({ COURSES_DIR: folder })).join()).toContain('courses:check');
	expect((await complaints({ COURSES_DIR: '/nowhere' })).join()).toContain('COURSES_DIR');
});
