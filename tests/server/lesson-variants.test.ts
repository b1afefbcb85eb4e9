import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Visitor } from '../support/http.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const UKRAINIAN = `---
title: Перший урок
summary: Коротко про головне.
minutes: 5
basedOn: wersja-0000000000
---

Кожен член має один голос.

## Один член, один голос

Це правило.
`;
const first = '/kursy/dobry-kurs/podstawy/pierwsza-lekcja';
const second = '/kursy/dobry-kurs/podstawy/druga-lekcja';

let courses: string;
let server: RunningServer;
let visitor: Visitor;
beforeAll(async () => {
	courses = mkdtempSync(join(tmpdir(), 'wspolnie-courses-'));
	cpSync('tests/courses/dobry-kurs', join(courses, 'dobry-kurs'), { recursive: true });
	writeFileSync(join(courses, 'dobry-kurs/01-podstawy/01-pierwsza-lekcja/lesson.uk.md'), UKRAINIAN);
	server = await startServer({ env: { COURSES_DIR: courses } });
});
beforeEach(() => (visitor = new Visitor(server.origin)));
afterAll(async () => {
	await server.stop();
	rmSync(courses, { recursive: true });
});

const open = async (path: string) => (await visitor.get(path)).text();

test('a lesson in Ukrainian has its own title and text, and says which parts are Ukrainian', async () => {
	const page = await open(`${first}?wariant=uk`);
	expect(page).toContain('<html lang="pl"');
	expect(page).toMatch(/<h1[^>]* lang="uk"[^>]*>Перший урок<\/h1>/);
	expect(page).toMatch(/<div class="prose[^"]*" lang="uk">.*Кожен член має один голос/s);
	expect(page).toContain(`<link rel="canonical" href="${server.origin}${first}?wariant=uk"/>`);
	expect(page).toMatch(/aria-current="true"[^>]*>Українською/);
	expect(page).toContain('Запитання нижче — польською мовою.');
});

test('the choice is kept for the next lessons until the ordinary text is chosen', async () => {
	const chosen = await visitor.get(`${first}?wariant=uk`);
	const [cookie] = chosen.headers.getSetCookie();
	expect(cookie).toMatch(/^wspolnie-wariant=uk; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/i);
	expect(await open(first)).toContain('Перший урок');
	expect((await visitor.get(first)).headers.getSetCookie()).toEqual([]);

	const elsewhere = await open(second);
	expect(elsewhere).toContain('Цього уроку ще немає українською.');
	expect(elsewhere).toMatch(/<h1[^>]*>Druga lekcja/);

	expect(await open(`${first}?wariant=zwykly`)).not.toContain('Кожен член');
	expect(visitor.cookies.has('wspolnie-wariant')).toBe(false);
	expect(await open(first)).not.toContain('Кожен член');
});

test('caches are told that the cookie matters', async () => {
	expect((await visitor.get(first)).headers.get('vary')).toMatch(/cookie/i);
});

test('an answer to a practice question leaves the reader in the chosen variant', async () => {
	await visitor.get(`${first}?wariant=uk`);
	const answer = await visitor.post(`${first}?/check`, { position: '0' });
	expect(await answer.text()).toContain('Кожен член має один голос');
});

test.each([
	'',
	'UK',
	'__proto__',
	'constructor',
	'../../etc/passwd',
	'<script>alert(1)</script>',
	'etr\r\nSet-Cookie: a=b'
])('%j as a variant is the ordinary text, and nothing is kept', async (value) => {
	const asked = await visitor.get(`${first}?wariant=${encodeURIComponent(value)}`);
	expect(asked.status).toBe(200);
	expect(asked.headers.getSetCookie()).toEqual([]);
	const page = await asked.text();
	expect(page).not.toContain('Кожен член');
	expect(page).not.toContain('<script>alert');

	const brought = await visitor.get(first, { cookie: `wspolnie-wariant=${encodeURIComponent(value)}` });
	expect(brought.status).toBe(200);
	expect(await brought.text()).not.toContain('Кожен член');
});

test('a variant that the lesson lacks is not kept', async () => {
	const answer = await visitor.get(`${first}?wariant=en`);
	expect(answer.headers.getSetCookie()).toEqual([]);
	expect(await answer.text()).toContain('This lesson is not in English yet.');
});
