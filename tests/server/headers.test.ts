import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTE_ACCESS, type Asker } from '#lib/accounts/route-access.ts';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { listRoutes, type Route } from '../support/routes.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { pathOf, worldCourses, type World } from '../support/world.ts';

const HTTPS = 'https://kursy.example.org';
const readable = listRoutes().filter(({ kind, name }) => kind === 'page' || name === 'GET');
let served: ServedWorld;
let server: RunningServer;
let db: Db;
let world: World;

beforeAll(async () => {
	served = await serveWorld();
	({ server, db, world } = served);
});

afterAll(() => served.end());

/** Somebody who may open the route. */
function askerFor({ key }: Route): Asker {
	const admitted = ROUTE_ACCESS[key] ?? [];
	return admitted.includes('admin') ? 'admin' : (admitted[0] ?? 'visitor');
}

const open = async (route: Route) => (await world.as(askerFor(route))).get(pathOf(world, route));

const policyOf = (answer: Response): string => answer.headers.get('content-security-policy') ?? '';
const nonceOf = (answer: Response): string => /script-src 'nonce-([\w+/=]{22,})'/.exec(policyOf(answer))?.[1] ?? '';

function expectGuarded(answer: Response, what: string) {
	const policy = policyOf(answer);
	expect(policy, what).toMatch(/default-src '(self|none)'/);
	expect(policy, what).not.toMatch(/script-src[^;]*'unsafe-/);
	expect(answer.headers.get('x-content-type-options'), what).toBe('nosniff');
	expect(answer.headers.get('referrer-policy'), what).toBe('same-origin');
	expect(answer.headers.get('x-powered-by'), what).toBeNull();
}

describe('every page', () => {
	test.each(readable.filter(({ kind }) => kind === 'page'))('$key', async (route) => {
		const answer = await open(route);
		const html = await answer.text();
		expectGuarded(answer, route.key);
		expect(answer.headers.get('content-type')).toMatch(/^text\/html/);

		const nonce = nonceOf(answer);
		expect(nonce).not.toBe('');
		expect(nonceOf(await open(route))).not.toBe(nonce);
		const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
		expect(scripts.length).toBeGreaterThan(0);
		for (const tag of scripts) {
			expect(tag).toContain(` nonce="${nonce}"`);
			expect(tag).toMatch(/ src="[^"]+"/);
		}
		expect(html).not.toMatch(/<style\b|<[^>]+ style=|<[^>]+ on[a-z]+=|javascript:/i);
		expect(loadedAddresses(html).filter((address) => !isOurs(address))).toEqual([]);
	});
});

/** Everything a browser asks for by itself when it shows a page. */
function loadedAddresses(html: string): string[] {
	const tags = [...html.matchAll(/<(script|link|img|source|iframe|video|audio|object|embed|form|use|image)\b[^>]*>/g)];
	return tags.flatMap(([tag]) =>
		[...tag.matchAll(/ (?:src|href|action|data|poster|xlink:href)="([^"]*)"/g)].map((m) => m[1] ?? '')
	);
}

const isOurs = (address: string) =>
	address.startsWith('data:image/') || new URL(address, `${server.origin}/kursy/`).origin === server.origin;

test('style sheets load nothing from elsewhere', async () => {
	const visitor = new Visitor(server.origin);
	const html = await (await visitor.get('/')).text();
	const sheets = [...html.matchAll(/<link href="([^"]+)" rel="stylesheet"/g)].map((match) => match[1] ?? '');
	expect(sheets.length).toBeGreaterThan(0);
	for (const sheet of sheets) {
		const answer = await visitor.get(sheet);
		expectGuarded(answer, sheet);
		expect(await answer.text()).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//);
	}
});

test('files, errors, JSON, redirects and refusals carry a policy too, and run no script', async () => {
	const visitor = new Visitor(server.origin);
	const start = await (await visitor.get('/')).text();
	const script = /<script[^>]* src="([^"]+)"/.exec(start)?.[1] ?? '';
	const answers = {
		file: await visitor.get('/robots.txt'),
		picture: await visitor.get('/favicon.svg'),
		script: await visitor.get(script),
		'picture of a course': await visitor.get(`/kursy/${world.params.course}/pliki/${world.params.path}`),
		'JSON about health': await visitor.get('/healthz'),
		'JSON of a certificate': await visitor.get(`/zaswiadczenia/${world.params.code}.json`),
		PDF: await visitor.get(`/zaswiadczenia/${world.params.code}/pdf`),
		redirect: await visitor.get('/moje'),
		'page data': await visitor.get('/kursy/__data.json'),
		'missing file': await visitor.get('/_app/immutable/nie-ma.js'),
		'missing page': await visitor.get('/nie-ma-takiej-strony'),
		'malformed address': await visitor.get('/%'),
		'form from elsewhere': await visitor.post('/logowanie', {}, { origin: 'https://zly.example' }),
		'wrong method': await visitor.send('/kursy', { method: 'PUT' }),
		'form without an action': await visitor.post('/kursy'),
		'form too large': await visitor.post('/logowanie', { login: 'x'.repeat(600_000) }),
		'unsigned script': await visitor.postJson('/api/podejscia/x/odpowiedzi', {})
	};
	for (const [what, answer] of Object.entries(answers)) expectGuarded(answer, what);
	const statuses = Object.fromEntries(Object.entries(answers).map(([what, { status }]) => [what, status]));
	expect(statuses).toMatchObject({
		file: 200,
		picture: 200,
		script: 200,
		'picture of a course': 200,
		PDF: 200,
		redirect: 303,
		'missing file': 404,
		'missing page': 404,
		'malformed address': 400,
		'form from elsewhere': 403,
		'wrong method': 405,
		'form without an action': 405,
		'form too large': 413,
		'unsigned script': 401
	});
});

test('nothing a signed-in person sees is kept by the browser or by a proxy', async () => {
	const open = readable.filter(({ kind, key }) => kind === 'page' && ROUTE_ACCESS[key]?.includes('admin'));
	const admin = await world.as('admin');
	for (const route of open) {
		for (const path of [pathOf(world, route), `${pathOf(world, route)}/__data.json`.replace('//', '/')]) {
			expect((await admin.get(path)).headers.get('cache-control'), path).toMatch(/no-store/);
		}
	}
	const learner = await world.as('learner');
	expect((await learner.get(`/podejscia/${world.params.attemptId}`)).headers.get('cache-control')).toMatch(/no-store/);
	expect((await learner.get('/nie-ma-takiej-strony')).headers.get('cache-control')).toMatch(/no-store/);
});

/** What a look leaves on purpose: who saw or took whose data, and counts that a page of questions asks for. */
const LEFT_BY_LOOKING = ['audit_log', 'audit_chain', 'question_statistic'];
/** What the server does by itself meanwhile: it keeps the editions of course files. */
const LEFT_BY_JOBS = ['source_revision'];
/** Whether the database can be written is told by a write: the moment of the last one. */
const HEALTH = 'health-written-at';
const LOOKS = [
	'attempt.fileDownloaded',
	'attempt.viewed',
	'auditLog.exported',
	'certificates.downloaded',
	'grades.exported',
	'group.testPrinted',
	'group.viewed',
	'pupil.seen',
	'report.downloaded',
	'roster.exported'
];

test('looking changes nothing: no row of any table is other after every GET as everybody', async () => {
	const visitors = await Promise.all(
		(['admin', 'visitor', 'learner', 'pupil', 'teacher', 'otherTeacher', 'coordinator'] as const).map((asker) =>
			world.as(asker)
		)
	);
	// What the first reader makes for all, such as the key that seals certificates.
	for (const route of readable) await (await open(route)).arrayBuffer();
	const before = await digestOfTables(db);
	const noted = await db.selectFrom('auditLog').select('id').execute();
	for (const visitor of visitors) {
		for (const route of readable) await (await visitor.get(pathOf(world, route))).arrayBuffer();
		for (const method of ['HEAD', 'OPTIONS']) await visitor.send('/konto', { method });
	}
	expect(await digestOfTables(db)).toEqual(before);
	const known = noted.map(({ id }) => id);
	const looks = await db.selectFrom('auditLog').select('action').distinct().where('id', 'not in', known).execute();
	expect(looks.map(({ action }) => action).filter((action) => !LOOKS.includes(action))).toEqual([]);
});

/** For each table, a digest of its rows. */
async function digestOfTables(db: Db): Promise<Record<string, string>> {
	const digests: Record<string, string> = {};
	for (const { name } of await db.introspection.getTables()) {
		if ([...LEFT_BY_LOOKING, ...LEFT_BY_JOBS].includes(name)) continue;
		const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
		const lines = rows
			.map((row) => JSON.stringify(row))
			.filter((row) => !row.includes(HEALTH))
			.sort();
		digests[name] = `${rows.length} rows, ${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
	}
	return digests;
}

describe('the cookies of a sign-in', () => {
	const password = 'kot pije zimny atrament';

	/** Signs in at a server reached by `origin`; returns the answer. */
	async function signInAt(running: RunningServer, on: Db, origin: string): Promise<Response> {
		const { id, email } = await createPerson(on, 'Bartek');
		const passwordHash = await hashPassword(password);
		await on.updateTable('userAccount').set({ passwordHash }).where('id', '=', id).execute();
		return new Visitor(running.origin).post('/logowanie', { login: email ?? '', password }, { origin });
	}

	test('over plain http it works, and no answer asks for https', async () => {
		const answer = await signInAt(server, db, server.origin);
		expect(answer.status).toBe(303);
		const cookies = answer.headers.getSetCookie();
		expect(cookies).toHaveLength(2);
		for (const cookie of cookies) {
			expect(cookie).toMatch(/^wspolnie(-przegladarka)?=[\w-]{43};/);
			expect(cookie).toMatch(/; Path=\//);
			expect(cookie).toMatch(/; HttpOnly/);
			expect(cookie).toMatch(/; SameSite=Lax/);
			expect(cookie).not.toMatch(/Secure|Domain/);
		}
		expect(answer.headers.get('strict-transport-security')).toBeNull();
	});

	test('behind https it is bound to the host and never sent in the open', async () => {
		const secure = await startServer({ env: { ORIGIN: HTTPS, COURSES_DIR: worldCourses } });
		const secureDb = openDatabase(secure.databaseAddress);
		const answer = await signInAt(secure, secureDb, HTTPS);
		expect(answer.status).toBe(303);
		const cookies = answer.headers.getSetCookie();
		expect(cookies).toHaveLength(2);
		for (const cookie of cookies) {
			expect(cookie).toMatch(/^__Host-wspolnie(-przegladarka)?=[\w-]{43};/);
			expect(cookie).toMatch(/; Path=\//);
			expect(cookie).toMatch(/; HttpOnly/);
			expect(cookie).toMatch(/; SameSite=Lax/);
			expect(cookie).toMatch(/; Secure/);
			expect(cookie).not.toMatch(/Domain/);
		}
		const visitor = new Visitor(secure.origin);
		for (const path of ['/', '/favicon.svg', '/nie-ma-takiej-strony', '/healthz']) {
			expect((await visitor.get(path)).headers.get('strict-transport-security'), path).toMatch(/^max-age=31536000/);
		}
		const byAnotherName = await visitor.post('/logowanie', {}, { origin: secure.origin });
		expect(byAnotherName.status).toBe(403);
		await secureDb.destroy();
		await secure.stop();
	});
});

test('a HEAD for the events of a running session is answered at once: there is no body to wait for', async () => {
	const setState = (state: 'open' | 'ended') => db.updateTable('liveSession').set({ state }).execute();
	await setState('open');
	const learner = await world.as('learner');
	const path = `/na-zywo/${world.params.sessionId}/zdarzenia`;
	const { status } = await learner.send(path, { method: 'HEAD', signal: AbortSignal.timeout(3_000) });
	expect(status).toBe(200);
	await setState('ended');
});
