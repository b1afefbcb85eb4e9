import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
beforeAll(async () => {
	server = await startServer({ env: { COURSES_DIR: 'tests/courses' } });
});
afterAll(() => server.stop());

const folder = '/kursy/dobry-kurs/pliki';
const get = (path: string) => fetch(server.origin + path);

test('a picture in a lesson is sent as a drawing that may do nothing else, and kept for good', async () => {
	const page = await (await get('/kursy/dobry-kurs/podstawy/pierwsza-lekcja')).text();
	const address = /<img src="([^"]+)"/.exec(page)![1]!;
	expect(address).toMatch(/^\/kursy\/dobry-kurs\/pliki\/podstawy\/pierwsza-lekcja\/kola\.svg\?v=[0-9a-f]{10}$/);

	const picture = await get(address);
	expect(picture.status).toBe(200);
	expect(Object.fromEntries(picture.headers)).toMatchObject({
		'content-type': 'image/svg+xml',
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
		'x-content-type-options': 'nosniff',
		'cache-control': 'public, max-age=31536000, immutable'
	});
	expect(await picture.text()).toContain('<svg');
});

test('an address of another version is not kept', async () => {
	const picture = await get(`${folder}/podstawy/pierwsza-lekcja/kola.svg?v=0000000000`);
	expect([picture.status, picture.headers.get('cache-control')]).toEqual([200, 'public, max-age=0, must-revalidate']);
});

test.each([
	'/course.md',
	'/podstawy/pierwsza-lekcja/quiz.md',
	'/podstawy/pierwsza-lekcja/lesson.md',
	'/01-podstawy/01-pierwsza-lekcja/kola.svg',
	'/..%2f..%2f..%2fpackage.json',
	'/podstawy/..%2fpodstawy/pierwsza-lekcja/kola.svg',
	'/%2fetc%2fpasswd',
	'/podstawy/pierwsza-lekcja/kola.svg%00.png',
	'/__proto__'
])('%s is not a picture of the course', async (path) => {
	const answer = await get(folder + path);
	expect(answer.status).toBe(404);
	expect(await answer.text()).not.toContain('passingPercent');
});

test('the mistakes of broken courses are logged, and only the sound one is shown', async () => {
	expect(server.output()).toContain(
		'bledny-kurs/01-bledy/module.md:3: nieznany klucz „sumary”, czy chodziło o „summary”?'
	);
	expect((await get('/kursy/dobry-kurs')).status).toBe(200);
	expect((await get('/kursy/bledny-kurs')).status).toBe(404);
	expect((await get('/kursy/bledny-kurs/pliki/bledy/tekst/rysunek.svg')).status).toBe(404);
});
