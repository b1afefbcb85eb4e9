import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { createPupils } from '#lib/accounts/server/pupil-accounts.ts';
import type { MyData } from '#lib/privacy/my-data.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { Visitor } from '../support/http.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const password = 'kot pije zimny atrament';
const LESSON = '/kursy/dobry-kurs/podstawy/pierwsza-lekcja';
let server: RunningServer;
let db: Db;
let passwordHash: string;

beforeAll(async () => {
	server = await startServer({ env: { COURSES_DIR: resolve('tests/courses'), MODE: 'demo' } });
	db = openDatabase(server.databaseAddress);
	passwordHash = await hashPassword(password);
});

afterAll(async () => {
	await db.destroy();
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
});

async function enter(name: string) {
	const account = await createPerson(db, name);
	await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', account.id).execute();
	return { account, browser: await new Visitor(server.origin).signInAs(db, account) };
}

test('a person reads their data, takes it along as a file, and nobody else gets it', async () => {
	const { account, browser } = await enter('Bartek');
	await browser.post('/kursy/dobry-kurs?/zapisz');
	await browser.post(`${LESSON}?/przeczytane`);
	const page = await (await browser.get('/konto/moje-dane')).text();
	for (const words of ['Bartek', account.email, 'Przeczytane lekcje: 1', 'Pobierz wszystko (JSON)'])
		expect(page).toContain(words);

	const file = await browser.get('/konto/moje-dane.json');
	expect(file.headers.get('content-disposition')).toMatch(
		/^attachment; filename="wspolnie-moje-dane-\d{4}-\d\d-\d\d\.json"$/
	);
	expect(file.headers.get('cache-control')).toBe('no-store');
	const data = (await file.json()) as MyData;
	expect(data).toMatchObject({ format: 'wspolnie-my-data/1', account: { displayName: 'Bartek' } });
	expect(data.lessonsRead).toHaveLength(1);

	for (const path of ['/konto/moje-dane', '/konto/moje-dane.json', '/konto/usun']) {
		const answer = await new Visitor(server.origin).get(path);
		expect(answer.headers.get('location')).toBe(`/logowanie?dalej=${encodeURIComponent(path)}`);
	}
});

test('erasing asks for the tick and the password, keeps what was ticked, then signs out and says it is done', async () => {
	const { account, browser } = await enter('Zuzanna');
	const unticked = await browser.post('/konto/usun', { currentPassword: password });
	expect(unticked.status).toBe(400);
	expect(await unticked.text()).toContain('href="#isSure"');
	const wrong = await browser.post('/konto/usun', { isSure: 'on', currentPassword: 'nie to hasło' });
	const html = await wrong.text();
	expect(wrong.status).toBe(400);
	expect(html).toContain('To nie jest Twoje hasło.');
	expect(html).toMatch(/name="isSure"[^>]*checked/);
	expect(html).not.toContain('nie to hasło');

	const done = await browser.post('/konto/usun', { isSure: 'on', currentPassword: password });
	expect(done.status).toBe(303);
	expect(done.headers.get('location')).toBe('/konto-usuniete');
	expect(done.headers.get('clear-site-data')).toBe('"storage"');
	expect(browser.cookies.size).toBe(0);
	expect(await (await browser.get('/konto-usuniete')).text()).toContain('Konto jest usunięte');
	expect(await db.selectFrom('userAccount').select('id').where('id', '=', account.id).execute()).toEqual([]);
	const again = await browser.post('/logowanie', { login: account.email ?? '', password });
	expect(again.status).toBe(400);
	expect(await (await browser.get('/skrzynka')).text()).toContain('Twoje konto zostało usunięte');
});

test('the only administrator is told what to do first', async () => {
	const { account, browser } = await enter('Adam');
	await grantRole(db, account, 'admin', null);
	const page = await (await browser.get('/konto/usun')).text();
	expect(page).toContain('npm run create-admin');
	expect(page).not.toContain('Usuń konto na zawsze');
	const refused = await browser.post('/konto/usun', { isSure: 'on', currentPassword: password });
	expect(refused.status).toBe(409);
	expect(await refused.text()).toContain('Najpierw dodaj drugiego administratora');
});

test('a pupil is sent to the school, and the coordinator erases the account', async () => {
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
	const { account, browser: celina } = await enter('Celina');
	await grantRole(db, account, 'coordinator', school);
	const actor = { id: account.id, address: '192.0.2.1' };
	const formKey = '8f9c1f0e-4f0a-4f51-9d6e-1d0d1f1a2b3c';
	await createPupils(db, actor, { organizationId: school.id, nicknames: ['Kinga'], formKey });
	const pupils = db.selectFrom('userAccount').select('id').where('kind', '=', 'pupil');
	const { id } = await pupils.executeTakeFirstOrThrow();
	await db.updateTable('userAccount').set({ mustChangePassword: 0 }).where('id', '=', id).execute();

	const kinga = await new Visitor(server.origin).signInAs(db, { id });
	const page = await (await kinga.get('/konto/usun')).text();
	expect(page).toContain('Powiedz nauczycielowi albo koordynatorowi');
	expect(page).not.toContain('name="currentPassword"');
	expect((await kinga.post('/konto/usun', { isSure: 'on', currentPassword: password })).status).toBe(403);

	const path = `/panel/osoby/${id}/usun`;
	expect(await (await celina.get(`/panel/osoby/${id}`)).text()).toContain(`href="${path}"`);
	expect((await celina.post(path, { isSure: 'on', currentPassword: 'nie to' })).status).toBe(400);
	const done = await celina.post(path, { isSure: 'on', currentPassword: password });
	expect(done.headers.get('location')).toBe('/panel/osoby?usunieto');
	expect(await (await celina.get('/panel/osoby?usunieto')).text()).toContain('Konto ucznia jest usunięte.');
	expect(await pupils.execute()).toEqual([]);
	expect((await kinga.get('/konto')).headers.get('location')).toContain('/logowanie');
});
