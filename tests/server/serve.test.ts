import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmptyDatabase } from '../support/databases.ts';
import { startGate } from '../support/gate.ts';
import { Visitor } from '../support/http.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const HEADERS = [
	'content-security-policy',
	'x-content-type-options',
	'x-frame-options',
	'referrer-policy',
	'cross-origin-opener-policy',
	'permissions-policy'
];

let server: RunningServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

/** Past `fetch`, which lets nobody choose the name a server is called by. */
async function ask(
	{ port }: RunningServer,
	path: string,
	headers: Record<string, string>,
	form?: string
): Promise<{ status: number; location: string | undefined }> {
	const method = form === undefined ? 'GET' : 'POST';
	const sent = request({ host: '127.0.0.1', port, path, method, headers });
	sent.end(form);
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	answer.resume();
	return { status: answer.statusCode ?? 0, location: answer.headers.location };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a server without a public address', () => {
	test.each(['localhost:3000', '127.0.0.1:3000', 'szkola.lan', '192.168.1.20:3000'])(
		'takes forms from its own pages under the name %s, and from no other',
		async (host) => {
			const own = await ask(server, '/logowanie', { ...form, host, origin: `http://${host}` }, 'email=&password=');
			expect(own.status).toBe(400);
			for (const origin of ['http://zly.example', `https://${host}`, 'null', `http://${host}.zly.example`]) {
				const foreign = await ask(server, '/logowanie', { ...form, host, origin }, 'email=&password=');
				expect(foreign.status).toBe(403);
			}
		}
	);

	test('does not believe what a client says about the proxy', async () => {
		const lie = { 'x-wspolnie-host': 'zly.example', 'x-forwarded-host': 'zly.example', 'x-wspolnie-protocol': 'https' };
		const headers = { ...form, ...lie, host: 'szkola.lan', origin: 'https://zly.example' };
		expect((await ask(server, '/logowanie', headers, 'a=b')).status).toBe(403);
	});

	test('answers 400 to a name that is none', async () => {
		expect((await ask(server, '/', { host: '"><script>' })).status).toBe(400);
	});
});

describe('a server with a public address', () => {
	let proxied: RunningServer;
	beforeAll(async () => {
		proxied = await startServer({ env: { ORIGIN: 'https://kursy.example.org', PROXY_DEPTH: '1' } });
	});
	afterAll(() => proxied.stop());

	test('takes forms from that address only, whatever name it is reached by', async () => {
		const from = (origin: string) =>
			ask(proxied, '/logowanie', { ...form, host: 'wewnatrz:3000', origin }, 'email=&password=');
		expect((await from('https://kursy.example.org')).status).toBe(400);
		expect((await from('http://wewnatrz:3000')).status).toBe(403);
		expect((await from('http://kursy.example.org')).status).toBe(403);
	});

	test('asks browsers to stay with https, and answers monitors that come past the proxy', async () => {
		const answer = await fetch(`${proxied.origin}/healthz`);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('strict-transport-security')).toContain('max-age');
	});
});

test.each(['/', '/kursy', '/nie-ma-takiej-strony', '/healthz', '/favicon.svg', '/robots.txt', '/%ZZ'])(
	'%s carries the security headers',
	async (path) => {
		const answer = await new Visitor(server.origin).get(path);
		for (const name of HEADERS) expect(answer.headers.get(name), name).toBeTruthy();
		expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline');
	}
);

test('health tells a monitor what works and nothing else, and is never kept', async () => {
	const answer = await new Visitor(server.origin).get('/healthz');
	expect(answer.headers.get('cache-control')).toBe('no-store');
	expect(await answer.json()).toEqual({ status: 'ok', database: 'ok', courses: expect.any(Number) as number });
});

test('health is 503 while the database is away, and good again when it is back', async () => {
	const database = await createEmptyDatabase('postgres');
	const url = new URL(database.address);
	const gate = await startGate(Number(url.port));
	url.port = String(gate.port);
	const remote = await startServer({ databaseUrl: url.href });
	const health = () => fetch(`${remote.origin}/healthz`).then((answer) => answer.status);
	expect(await health()).toBe(200);
	gate.shut();
	expect(await health()).toBe(503);
	gate.open();
	await expect.poll(health, { timeout: 10_000 }).toBe(200);
	await remote.stop();
	await gate.close();
	await database.drop();
});

test('a new database prints a one-time link for the first administrator', async () => {
	await expect.poll(() => server.output()).toMatch(/http:\/\/localhost:\d+\/pierwszy-administrator\/\S{20,}/);
	expect(server.output()).toContain('Wspólnie działa');
});

test('a body larger than any form of ours is refused', async () => {
	const answer = await new Visitor(server.origin).post('/logowanie', { email: 'x'.repeat(600_000), password: 'y' });
	expect(answer.status).toBe(413);
});

test('a planned stop ends within five seconds, also with a connection that never finishes', async () => {
	const other = await startServer();
	const half = connect(other.port, '127.0.0.1');
	half.on('error', () => {});
	half.write('POST /logowanie HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
	await once(half, 'connect');
	const startedAt = Date.now();
	expect(await other.stop()).toBe(0);
	expect(Date.now() - startedAt).toBeLessThan(5_000);
	half.destroy();
});

describe('a start that cannot succeed says why in one sentence and ends with 1', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-start-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	test.each<[string, () => Record<string, string>, string]>([
		['a taken port', () => ({ PORT: String(server.port) }), 'jest zajęty'],
		['wrong settings', () => ({ PORT: 'abc' }), 'PORT to numer'],
		['a strange address', () => ({ HOST: '203.0.113.7' }), 'HOST'],
		['no database server', () => ({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }), 'nie odpowiada']
	])('%s', async (_, env, sentence) => {
		const child = spawn(resolve('node_modules/.bin/node'), ['src/cli/serve.ts'], {
			env: { PATH: process.env.PATH, HOST: '127.0.0.1', DATA_DIR: folder, PORT: '39999', ...env() },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
		const [code] = (await once(child, 'exit')) as [number];
		expect(code).toBe(1);
		expect(said).toContain(sentence);
		expect(said).not.toMatch(/^\s+at /m);
	});
});
