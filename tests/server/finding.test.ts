import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../support/server.ts';

const REDIRECTS = 'redirects:\n  courses: [dawny-kurs]\n  lessons:\n    dawna-lekcja: pierwsza-lekcja\n';

let coursesDir: string;
let server: RunningServer;

/** The sound course, with names it had before. */
beforeAll(async () => {
	coursesDir = mkdtempSync(join(tmpdir(), 'wspolnie-finding-'));
	cpSync('tests/courses/dobry-kurs', join(coursesDir, 'dobry-kurs'), { recursive: true });
	const path = join(coursesDir, 'dobry-kurs/course.md');
	writeFileSync(path, readFileSync(path, 'utf8').replace(/^license:/m, `${REDIRECTS}license:`));
	server = await startServer({ env: { COURSES_DIR: coursesDir } });
});
afterAll(async () => {
	await server.stop();
	rmSync(coursesDir, { recursive: true });
});

const get = (path: string) => fetch(server.origin + path, { redirect: 'manual' });
const textOf = async (path: string) => (await (await get(path)).text()).replaceAll('\u00a0', ' ');

describe('an old address', () => {
	test.each([
		['/kursy/dawny-kurs', '/kursy/dobry-kurs'],
		['/kursy/dawny-kurs/podstawy/druga-lekcja', '/kursy/dobry-kurs/podstawy/druga-lekcja'],
		['/kursy/dobry-kurs/podstawy/dawna-lekcja', '/kursy/dobry-kurs/podstawy/pierwsza-lekcja'],
		['/kursy/dawny-kurs/dawny-modul/dawna-lekcja', '/kursy/dobry-kurs/podstawy/pierwsza-lekcja'],
		['/kursy/dobry-kurs/dawny-modul/druga-lekcja?wariant=etr', '/kursy/dobry-kurs/podstawy/druga-lekcja?wariant=etr']
	])('%s leads for good to %s', async (old, current) => {
		const answer = await get(old);
		expect([answer.status, answer.headers.get('location')]).toEqual([301, current]);
		expect((await get(current)).status).toBe(200);
	});

	test.each(['/kursy/nieznany', '/kursy/dobry-kurs/podstawy/nieznana', '/kursy/dawny-kurs/podstawy/constructor'])(
		'%s never was one',
		async (path) => {
			expect((await get(path)).status).toBe(404);
		}
	);
});

describe('the catalogue', () => {
	test('offers only filters that leave a course, and says which address is the one', async () => {
		const page = await textOf('/kursy?poziom=podstawowy&dla=szkola&nieznany=1');
		expect(page).toContain(`<link rel="canonical" href="${server.origin}/kursy?dla=szkola&amp;poziom=podstawowy"/>`);
		expect(page).toContain('Dobry kurs');
		expect(page).not.toContain('poziom=zaawansowany');
	});

	test('says what to do when nothing fits', async () => {
		const page = await textOf('/kursy?dla=szkola&poziom=zaawansowany');
		expect(page).toContain('Takiego kursu jeszcze nie ma');
		expect(page).toContain('href="/kursy?dla=szkola"');
	});

	test('takes no notice of values that nobody knows', async () => {
		expect((await get('/kursy?dla=%3Cscript%3E&godziny=__proto__&jezyk=&jezyk=pl')).status).toBe(200);
	});
});

describe('the search', () => {
	test('finds a word in another form and leads to its place', async () => {
		const page = await textOf('/szukaj?q=czlonkowie');
		expect(page).toMatch(/<mark>człon\p{L}+<\/mark>/u);
		expect(page).toMatch(/href="\/kursy\/dobry-kurs\/podstawy\/[a-z-]+#[^"]*:~:text=/);
	});

	test('is not for search engines', async () => {
		const answer = await get('/szukaj?q=walne');
		expect(answer.headers.get('x-robots-tag')).toBe('noindex');
		expect(await answer.text()).toContain('<meta name="robots" content="noindex"/>');
	});

	test('shows what was typed as text, whatever it is', async () => {
		const page = await textOf(`/szukaj?q=${encodeURIComponent('"><script>alert(1)</script>')}&strona=-1e9`);
		expect(page).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"');
		expect(page).not.toContain('<script>alert');
		expect((await get(`/szukaj?q=${'a'.repeat(10_000)}&strona=NaN`)).status).toBe(200);
	});
});
