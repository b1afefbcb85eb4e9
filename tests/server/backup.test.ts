import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { openDatabase } from '#lib/server/db/db.ts';
import { createEmptyDatabase } from '../support/databases.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const password = 'kot pije zimny atrament';
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-rehearsal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command as the operator does. */
async function run(command: string, parameters: string[], env: Record<string, string>) {
	const child = spawn(resolve('node_modules/.bin/node'), [`src/cli/${command}.ts`, ...parameters], {
		env: { PATH: process.env.PATH, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
	const [code] = (await once(child, 'close')) as [number];
	return { code, said };
}

/** A server with Anna, who has a password. */
async function serveAnna(): Promise<{ server: RunningServer; email: string }> {
	const server = await startServer();
	const db = openDatabase(server.databaseAddress);
	const anna = await createPerson(db, 'Anna');
	const passwordHash = await hashPassword(password);
	await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', anna.id).execute();
	await db.destroy();
	return { server, email: anna.email ?? '' };
}

async function canSignIn(server: RunningServer, email: string): Promise<boolean> {
	const visitor = new Visitor(server.origin);
	const answer = await visitor.post('/logowanie', { login: email, password });
	const page = await visitor.get('/moje');
	return answer.status === 303 && page.status === 200;
}

test('the rehearsal of the README: a copy of a running server serves the same people, on either database', async () => {
	const { server, email } = await serveAnna();
	expect(await canSignIn(server, email)).toBe(true);
	const file = join(folder, 'copy.gz');
	expect(await run('backup', [file], { DATA_DIR: server.dataDir })).toMatchObject({ code: 0 });
	expect((await run('backup', [file], { DATA_DIR: server.dataDir })).said).toContain('już istnieje');
	const refused = await run('restore', [file, '--replace'], { DATA_DIR: server.dataDir });
	expect(refused.said).toContain('Zatrzymaj serwer');
	await server.stop();

	const dataDir = join(folder, 'data');
	expect(await run('restore', [file], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
	const copy = await startServer({ dataDir });
	expect(await canSignIn(copy, email)).toBe(true);
	await copy.stop();

	const postgres = await createEmptyDatabase('postgres');
	expect(await run('restore', [file], postgres.env)).toMatchObject({ code: 0 });
	const moved = await startServer({ databaseUrl: postgres.address });
	expect(await canSignIn(moved, email)).toBe(true);
	await moved.stop();
	await postgres.drop();
});

test('commands without a file name say how they are used', async () => {
	for (const command of ['backup', 'restore']) {
		const { code, said } = await run(command, [], {});
		expect(code).toBe(1);
		expect(said).toContain(`npm run ${command} -- `);
	}
});

test('the doctor finds a stopped and a running server, and ends with 1 when something is wrong', async () => {
	const { server } = await serveAnna();
	const env = { DATA_DIR: server.dataDir, PORT: String(server.port) };
	const running = await run('doctor', [], env);
	expect(running).toMatchObject({ code: 0, said: expect.stringContaining('działa.') as string });
	await server.stop();
	expect((await run('doctor', [], { ...env, COURSES_DIR: '/nowhere' })).code).toBe(1);
});
