import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_CAPTIONS, sampleFilm } from '../support/recordings.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const lesson = '01-podstawy/02-druga-lekcja';
let folder: string;
let server: RunningServer;
let page: string;

/** The sound course with an attachment and a film beside its second lesson. */
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-courses-'));
	cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
	const beside = (name: string) => join(folder, 'dobry-kurs', lesson, name);
	appendFileSync(
		beside('lesson.md'),
		'\n\nWeź [kartę pracy](karta.pdf) i [kasę](kasa.csv).\n\n![Ola otwiera walne](film.mp4 "Walne")\n'
	);
	writeFileSync(beside('karta.pdf'), '%PDF-1.7 karta');
	writeFileSync(beside('kasa.csv'), `dzień;kwota\n${'1;20\n'.repeat(1000)}`);
	writeFileSync(beside('nieuzyty.pdf'), '%PDF-1.7 nikt do mnie nie prowadzi');
	writeFileSync(beside('film.mp4'), sampleFilm(640, 480, 300_000));
	writeFileSync(beside('film.vtt'), SAMPLE_CAPTIONS);
	writeFileSync(beside('film.md'), '**Ola:** Dzień dobry.\n');
	server = await startServer({ env: { COURSES_DIR: folder } });
	page = await (await fetch(`${server.origin}/kursy/dobry-kurs/podstawy/druga-lekcja`)).text();
});
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

const addressOf = (name: string) =>
	new RegExp(`"(/kursy/dobry-kurs/pliki/podstawy/druga-lekcja/${name}\\?v=[0-9a-f]{10})"`).exec(page)![1]!;
const get = (name: string, headers: Record<string, string> = {}) => fetch(server.origin + addressOf(name), { headers });

test('an attachment is a download of a fixed type that nobody guesses about', async () => {
	const answer = await get('karta.pdf');
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		'content-type': 'application/pdf',
		'content-disposition': 'attachment; filename="karta.pdf"',
		'content-length': '14',
		'x-content-type-options': 'nosniff',
		'cache-control': 'public, max-age=31536000, immutable'
	});
	expect(await answer.text()).toBe('%PDF-1.7 karta');
	expect(page).toContain('(plik PDF, 1\u00a0kB)');
});

test('a film is sent from where the player asks', async () => {
	const whole = await get('film.mp4');
	expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([
		200,
		'video/mp4',
		'bytes'
	]);
	const bytes = Buffer.from(await whole.arrayBuffer());

	const part = await get('film.mp4', { range: 'bytes=1000-1999', 'accept-encoding': 'gzip' });
	expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-1999/${bytes.length}`]);
	expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(1000, 2000));

	const beyond = await get('film.mp4', { range: `bytes=${bytes.length}-` });
	expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
});

test('files that were asked for and not read to the end leave nothing open, or the server would end', async () => {
	const etag = (await get('film.mp4', { range: 'bytes=0-0' })).headers.get('etag')!;
	for (let round = 0; round < 3; round += 1) {
		const known = await Promise.all(Array.from({ length: 40 }, () => get('film.mp4', { 'if-none-match': etag })));
		expect(new Set(known.map(({ status }) => status))).toEqual(new Set([304]));
		const left = await Promise.all(Array.from({ length: 10 }, () => get('film.mp4')));
		await Promise.all(left.map((answer) => answer.body!.cancel()));
		// Pages make garbage, which has what was forgotten collected.
		await Promise.all(Array.from({ length: 40 }, async () => (await fetch(`${server.origin}/kursy`)).text()));
	}
	expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
});

test('a part of a text stays that part, also for a browser that likes gzip', async () => {
	const part = await get('kasa.csv', { range: 'bytes=0-5', 'accept-encoding': 'gzip' });
	expect([part.status, part.headers.get('content-encoding'), await part.text()]).toEqual([206, null, 'dzień']);
});

test('the page shows the film with its captions and what is said in it', async () => {
	expect(page).toContain('width="640" height="480"><track kind="captions"');
	expect(page).toContain('<div lang="pl"><p><strong>Ola:</strong> Dzień dobry.</p></div>');
	expect(await (await get('film.vtt')).text()).toBe(SAMPLE_CAPTIONS);
});

test('what no page leads to is not there', async () => {
	for (const name of ['nieuzyty.pdf', 'film.md', 'lesson.md']) {
		expect((await fetch(`${server.origin}/kursy/dobry-kurs/pliki/podstawy/druga-lekcja/${name}`)).status).toBe(404);
	}
});
