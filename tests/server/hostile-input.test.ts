import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { Visitor } from '../support/http.ts';
import { grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const NULL_SIGN = '\0';

describe.each(['sqlite', 'postgres'] as const)('what no browser sends is refused calmly (%s)', (engine) => {
	let database: TestDatabase | undefined;
	let server: RunningServer;
	let db: Db;
	let bartek: Visitor;
	let admin: Visitor;

	beforeAll(async () => {
		if (engine === 'postgres') database = await createTestDatabase('postgres');
		server = await startServer({ env: { MODE: 'demo' }, ...(database && { databaseUrl: database.address }) });
		db = openDatabase(server.databaseAddress);
		bartek = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Bartek'));
		const person = await createPerson(db, 'Adam');
		await grantRole(db, person, 'admin', null);
		admin = await new Visitor(server.origin).signInAs(db, person);
	});

	afterAll(async () => {
		await db.destroy();
		await server.stop();
		await database?.drop();
		rmSync(server.dataDir, { recursive: true, force: true });
	});

	test.each([
		'/podejscia/%00',
		'/podejscia/a%00b/__data.json',
		'/kursy/%00',
		'/haslo/%00',
		'/zaswiadczenia/%00.json',
		'/panel/osoby/%00',
		'/panel/organizacje/%00',
		'/panel/zaswiadczenia?szukaj=%00'
	])('%s is not there', async (path) => {
		expect((await admin.get(path)).status).toBe(404);
	});

	test('a wrong method and too large a body are refused, and the log says so', async () => {
		const visitor = new Visitor(server.origin);
		const wrong = await visitor.send('/healthz', { method: 'PUT', body: 'x' });
		const large = await visitor.post('/logowanie', { login: 'x'.repeat(600 * 1024), password: 'x' });
		expect([wrong.status, large.status]).toEqual([405, 413]);
		expect(server.output()).toContain('Refused: PUT /healthz, 405');
		expect(server.output()).toContain('Refused: POST /(public)/logowanie, 413');
	});

	test('a form with U+0000 is read as if it were not there', async () => {
		const visitor = new Visitor(server.origin);
		expect((await visitor.post('/logowanie', { login: `nikt${NULL_SIGN}`, password: NULL_SIGN })).status).toBe(400);
		expect((await bartek.post('/konto?/endSignIn', { id: NULL_SIGN })).status).toBe(303);
		expect((await bartek.post('/konto?/rename', { displayName: `Bar${NULL_SIGN}tek` })).status).toBe(303);
		expect(await (await bartek.get('/konto')).text()).toContain('value="Bartek"');
		const school = { name: `Szkoła${NULL_SIGN} nr 1`, kind: 'school', county: '1201' };
		expect((await admin.post('/panel/organizacje?/dodaj', school)).status).toBe(303);
		const api = '/api/podejscia/x/odpowiedzi';
		const change = { position: 0, value: NULL_SIGN, key: 'aaaaaaaa' };
		expect((await bartek.postJson(api, { changes: [change] })).status).toBe(404);
	});

	test.each([
		['multipart/form-data', 'x'],
		['multipart/form-data; boundary=x', '--y\r\nx'],
		['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nx'],
		['text/plain', 'login=x']
	])('a broken form of type %s gets 400', async (type, body) => {
		const headers = { 'content-type': type, accept: 'text/html' };
		for (const path of ['/logowanie', '/konto?/endSignIn', '/konto/drugi-skladnik?/enable']) {
			expect((await bartek.send(path, { method: 'POST', headers, body })).status).toBe(400);
		}
	});

	test.each(['/logowanie', '/api/podejscia/x/odpowiedzi'])(
		'a sender that goes away in the middle of %s',
		async (path) => {
			const cookie = [...bartek.cookies].map((pair) => pair.join('=')).join('; ');
			const head = `Host: localhost:${server.port}\r\nOrigin: ${server.origin}\r\nCookie: ${cookie}\r\n`;
			const type = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n';
			const socket = connect(server.port, '127.0.0.1');
			socket.write(`POST ${path} HTTP/1.1\r\n${head}${type}\r\nlogin=`);
			await bartek.get('/healthz');
			socket.destroy();
			expect((await bartek.get('/konto')).status).toBe(200);
		}
	);

	test('a body over the limit gets 413, also when its size is not said', async () => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = new Blob(['login=', 'x'.repeat(700_000)]).stream();
		const init = { method: 'POST', headers, body, duplex: 'half' };
		expect((await bartek.send('/logowanie', init as RequestInit)).status).toBe(413);
	});

	test('nothing of it counts as a fault of ours', () => {
		expect(server.output()).not.toMatch(/^(Error|Database unavailable)/m);
	});
});
