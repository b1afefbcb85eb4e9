import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { currentTotpCode } from '#lib/accounts/server/totp.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { openFirstAdministratorLink } from '#lib/accounts/server/first-administrator.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { Visitor } from '../support/http.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const password = 'kot pije zimny atrament';
const anna = { displayName: 'Anna Nowak', email: 'anna@example.org', password, isOldEnough: 'on' };

/** Paths of the links in the mailbox page, newest mail first. */
async function mailedPaths(visitor: Visitor): Promise<string[]> {
	const page = await (await visitor.get('/skrzynka')).text();
	return [...page.matchAll(/href="(\/(?:potwierdzenie|haslo)\/[\w-]{43})"/g)].map((match) => match[1] ?? '');
}

async function heading(answer: Response): Promise<string> {
	const html = await answer.text();
	return (
		/<h1[^>]*>(.*?)<\/h1>/s
			.exec(html)?.[1]
			?.replace(/<[^>]*>/g, '')
			.trim() ?? html.slice(0, 200)
	);
}

describe('people without JavaScript', () => {
	let server: RunningServer;
	let db: Db;
	const visitor = () => new Visitor(server.origin);

	beforeAll(async () => {
		server = await startServer({ env: { MODE: 'demo' } });
		db = openDatabase(server.databaseAddress);
	});
	afterAll(async () => {
		await db.destroy();
		expect(await server.stop()).toBe(0);
	});

	test('register, confirm by mail, sign out, sign in where they wanted to go, reset the password', async () => {
		const browser = visitor();
		expect(await heading(await browser.submit('/rejestracja', anna))).toBe('Sprawdź pocztę');
		const [link = ''] = await mailedPaths(browser);
		expect(await heading(await browser.get(link))).toBe('Potwierdź swój adres');
		const wrong = await browser.post(link, { password: 'nie to hasło' });
		expect(wrong.status).toBe(400);
		expect((await browser.post(link, { password })).headers.get('location')).toBe('/moje');
		expect((await browser.get('/konto')).status).toBe(200);

		const out = await browser.post('/wylogowanie');
		expect(out.headers.get('clear-site-data')).toBe('"storage"');
		expect(out.headers.get('location')).toBe('/logowanie?wylogowano');
		expect((await browser.get('/konto')).headers.get('location')).toBe('/logowanie?dalej=%2Fkonto');
		const back = await browser.post('/logowanie', { login: anna.email, password, dalej: '/konto' });
		expect(back.headers.get('location')).toBe('/konto');
		await browser.post('/wylogowanie');
		const elsewhere = await browser.post('/logowanie', { login: anna.email, password, dalej: '//evil.example' });
		expect(elsewhere.headers.get('location')).toBe('/moje');
		await browser.post('/wylogowanie');

		await browser.submit('/haslo', { email: anna.email });
		const reset = (await mailedPaths(browser)).find((path) => path.startsWith('/haslo/')) ?? '';
		expect((await browser.post(reset, { password: 'nowy zielony rower' })).headers.get('location')).toBe(
			'/logowanie?haslo'
		);
		expect((await browser.post('/logowanie', { login: anna.email, password })).status).toBe(400);
		expect((await browser.post('/logowanie', { login: anna.email, password: 'nowy zielony rower' })).status).toBe(303);
	});

	test('the cookie is closed to scripts and other sites, and looking at a link changes nothing', async () => {
		const browser = visitor();
		await browser.submit('/rejestracja', { ...anna, email: 'beata@example.org' });
		const [link = ''] = await mailedPaths(browser);
		for (let i = 0; i < 3; i++) expect((await browser.get(link)).status).toBe(200);
		const answer = await browser.post(link, { password });
		const [cookie = ''] = answer.headers.getSetCookie();
		expect(cookie).toMatch(/^wspolnie=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/i);
	});

	test.each([
		['/rejestracja', { displayName: 'X', email: 'nie-adres', password: 'haslo123' }],
		['/logowanie', { login: '', password: '' }],
		['/haslo', { email: '' }],
		['/potwierdzenie', { email: 'x' }]
	])('a wrong form at %s comes back with 400, its values and a summary', async (path, fields) => {
		const answer = await visitor().post(path, fields);
		const html = await answer.text();
		expect(answer.status).toBe(400);
		expect(html).toContain('Popraw formularz');
		for (const [name, value] of Object.entries(fields)) {
			if (value === '') continue;
			if (name === 'password') expect(html).not.toContain(value);
			else expect(html).toContain(`value="${value}"`);
		}
	});

	test.each(['/haslo', '/potwierdzenie'])(
		'%s takes as long for an unknown address as for a known one',
		async (path) => {
			const known = { displayName: 'Ewa', email: 'ewa@example.org', password, isOldEnough: 'on' };
			await visitor().submit('/rejestracja', known);
			for (const email of [known.email, 'nikt@example.org']) {
				const started = performance.now();
				expect((await visitor().post(path, { email })).headers.get('location')).toBe(`${path}?wyslano`);
				expect(performance.now() - started).toBeGreaterThan(390);
			}
		}
	);

	test('others behind the same address cannot keep a teacher out of the browser she uses', async () => {
		const teacher = await createPerson(db, 'Anna');
		const passwordHash = await hashPassword(password);
		await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', teacher.id).execute();
		const hers = visitor();
		const fields = { login: teacher.email ?? '', password };
		expect((await hers.post('/logowanie', fields)).status).toBe(303);
		await hers.post('/wylogowanie');
		const pupil = visitor();
		for (let i = 0; i < 6; i++) await pupil.post('/logowanie', { ...fields, password: `zgaduje ${i}` });
		expect((await pupil.post('/logowanie', fields)).status).toBe(429);
		expect((await hers.post('/logowanie', fields)).status).toBe(303);
	});

	test('the log keeps no secret of a mailed link', async () => {
		const secret = 'x'.repeat(43);
		const refused = await visitor().post(`/haslo/${secret}`, { password }, { origin: 'https://zly.example' });
		expect(refused.status).toBe(403);
		expect(server.output()).toContain('Refused: POST /(public)/haslo/[token] from https://zly.example');
		expect(server.output()).not.toContain(secret);
	});

	test('a dead link gets a calm 404', async () => {
		for (const path of ['/potwierdzenie/', '/haslo/', '/pierwszy-administrator/']) {
			expect((await visitor().get(`${path}${'x'.repeat(43)}`)).status).toBe(404);
		}
	});

	test('guessing ends in 429 with the time to wait, and the form keeps the name', async () => {
		const browser = visitor();
		let answer = new Response();
		for (let i = 0; i < 6; i++)
			answer = await browser.post('/logowanie', { login: 'ofiara@example.org', password: 'zgaduje' });
		expect(answer.status).toBe(429);
		const html = await answer.text();
		expect(html).toMatch(/Odczekaj \d+.sekund/);
		expect(html).toContain('value="ofiara@example.org"');
	});

	test('guessing the password asked for again ends in 429 as well, and the form keeps the rest', async () => {
		const person = await createPerson(db, 'Adam');
		await grantRole(db, person, 'admin', null);
		const admin = await visitor().signInAs(db, person);
		const path = `/panel/organizacje/${(await createOrganization(db, 'Szkoła Podstawowa nr 4')).id}?/zapros`;
		const fields = { role: 'coordinator', email: 'celina@example.org', password: 'zgaduje' };
		for (let i = 0; i < 5; i++) expect((await admin.post(path, fields)).status).toBe(400);
		const answer = await admin.post(path, fields);
		expect(answer.status).toBe(429);
		expect(await answer.text()).toContain('value="celina@example.org"');
		await db.deleteFrom('role').execute();
	});

	test('the first administrator adds pupils; a pupil comes in with the code and must set a password', async () => {
		const school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		const admin = visitor();
		const link = (await openFirstAdministratorLink(db, { origin: server.origin })) ?? '';
		const made = await admin.post(new URL(link).pathname, { displayName: 'Adam', email: 'adam@example.org', password });
		expect(made.headers.get('location')).toBe('/panel');
		const form = await (await admin.get('/panel/osoby/nowe')).text();
		const formKey = /name="formKey" value="([\w-]+)"/.exec(form)?.[1] ?? '';
		const cards = await (
			await admin.post('/panel/osoby/nowe', { organizationId: school.id, formKey, nicknames: 'Bartek\nZosia' })
		).text();
		const login = /bartek\d+/.exec(cards)?.[0] ?? '';
		const code = /(?:\p{Ll}{3,9} ){3}\p{Ll}{3,9}(?=<\/dd>)/u.exec(cards)?.[0] ?? '';

		const bartek = visitor();
		expect((await bartek.post('/logowanie', { login, password: code })).headers.get('location')).toBe('/konto/haslo');
		expect((await bartek.get('/konto')).headers.get('location')).toBe('/konto/haslo');
		const course = '/kursy/spoldzielnia-uczniowska';
		expect((await bartek.post(`${course}?/zapisz`)).headers.get('location')).toBe('/konto/haslo');
		expect((await bartek.post('/konto/haslo?/haslo', { password: 'rower i kanapka' })).headers.get('location')).toBe(
			'/moje'
		);
		expect((await bartek.get('/konto')).status).toBe(200);
		expect((await bartek.get('/panel/osoby')).status).toBe(403);

		const list = await (await admin.get('/panel/osoby?szukaj=bartek')).text();
		const pupilPath = /\/panel\/osoby\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
		expect((await admin.post(`${pupilPath}?/adjustTime`, { factorPercent: '150' })).status).toBe(303);
		expect((await admin.post(`${pupilPath}?/adjustTime`, { factorPercent: '1000' })).status).toBe(400);
		expect((await admin.post(`${pupilPath}?/block`)).status).toBe(303);
		expect((await bartek.get('/konto')).headers.get('location')).toBe('/logowanie?dalej=%2Fkonto');
		expect((await admin.post(`${pupilPath}?/unblock`)).status).toBe(303);
		expect(await (await admin.post(`${pupilPath}?/renewCard`)).text()).toMatch(/Hasło na pierwszy raz/);
	});

	test('a second factor is set up on its page and asked for at the next sign-in', async () => {
		const person = await createPerson(db, 'Celina');
		const browser = await visitor().signInAs(db, person);
		await db
			.updateTable('userAccount')
			.set({ passwordHash: await hashPassword(password) })
			.where('id', '=', person.id)
			.execute();
		const page = await (await browser.get('/konto/drugi-skladnik')).text();
		const totpSecret = /name="totpSecret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? '';
		const refused = await browser.post('/konto/drugi-skladnik?/enable', {
			totpSecret,
			code: '000000',
			currentPassword: password
		});
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain(totpSecret);
		const fields = { totpSecret, code: currentTotpCode(totpSecret), currentPassword: password };
		expect((await browser.post('/konto/drugi-skladnik?/enable', fields)).headers.get('location')).toBe(
			'/konto?drugi-skladnik'
		);
		expect((await browser.get('/konto')).status).toBe(200);

		const next = visitor();
		const half = await next.post('/logowanie', { login: person.email ?? '', password });
		expect(half.headers.get('location')).toMatch(/^\/logowanie\/kod\?/);
		expect((await next.get('/konto')).status).toBe(303);
		expect(await heading(await next.get('/logowanie/kod'))).toBe('Podaj kod z\u00a0aplikacji');
		const code = currentTotpCode(totpSecret, new Date(Date.now() + 30_000));
		expect((await next.post('/logowanie/kod', { code })).headers.get('location')).toBe('/moje');
		expect((await next.get('/konto')).status).toBe(200);
	});

	test('one sign-in can be ended from another, and all at once', async () => {
		const person = await createPerson(db, 'Bartek');
		const phone = await visitor().signInAs(db, person);
		const laptop = await visitor().signInAs(db, person);
		const page = await (await laptop.get('/konto')).text();
		const [id = ''] = [...page.matchAll(/name="id" value="([0-9a-f]{64})"/g)].map((match) => match[1]);
		await laptop.post('/konto?/endSignIn', { id });
		expect((await phone.get('/konto')).status).toBe(303);
		expect((await laptop.get('/konto')).status).toBe(200);
		const out = await laptop.post('/konto?/endAll');
		expect(out.headers.get('clear-site-data')).toBe('"storage"');
		expect((await laptop.get('/konto')).status).toBe(303);
	});
});

describe('in production', () => {
	let server: RunningServer;
	let db: Db;
	beforeAll(async () => {
		server = await startServer({ env: { MODE: 'production' } });
		db = openDatabase(server.databaseAddress);
	});
	afterAll(async () => {
		await db.destroy();
		await server.stop();
	});

	test('there is no mailbox page', async () => {
		expect((await new Visitor(server.origin).get('/skrzynka')).status).toBe(404);
	});

	test('an administrator without a second factor is sent to set one up before the panel', async () => {
		// Said a moment after the first pages.
		const findLink = () => /\/pierwszy-administrator\/[\w-]{43}/.exec(server.output())?.[0] ?? '';
		await expect.poll(findLink).not.toBe('');
		const link = findLink();
		const admin = new Visitor(server.origin);
		await admin.post(link, { displayName: 'Adam', email: 'adam@example.org', password });
		expect((await admin.get('/panel')).headers.get('location')).toBe('/konto/drugi-skladnik');
		expect((await admin.get('/panel/osoby')).headers.get('location')).toBe('/konto/drugi-skladnik');
		const page = await (await admin.get('/konto/drugi-skladnik')).text();
		const totpSecret = /name="totpSecret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? '';
		const fields = { totpSecret, code: currentTotpCode(totpSecret), currentPassword: password };
		expect((await admin.post('/konto/drugi-skladnik?/enable', fields)).headers.get('location')).toBe('/panel');
		expect((await admin.get('/panel/osoby')).status).toBe(200);
	});

	test('the operator is told once that mail waits', () => {
		expect(server.output().match(/Brak SMTP_URL/g)).toHaveLength(1);
	});
});
