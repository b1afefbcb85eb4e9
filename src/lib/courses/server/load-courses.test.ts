import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import type { CourseIndex } from './course-index.ts';
import { checkCourses, loadCourses } from './load-courses.ts';

vi.setConfig({ testTimeout: 30_000 });

const now = new Date('2026-11-23T08:00:00Z');
let folder: string;
let logged: MockInstance<typeof console.error>;

/** A folder of its own with the sound course in it, to be spoilt by the test. */
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-courses-'));
	cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
	logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
	logged.mockRestore();
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => join(folder, 'dobry-kurs', path);
function edit(path: string, from: string, to: string) {
	const text = readFileSync(at(path), 'utf8');
	expect(text).toContain(from);
	writeFileSync(at(path), text.replaceAll(from, to));
}
const problems = () => checkCourses(folder, now).flatMap((course) => course.problems);
const messages = () =>
	problems()
		.filter((problem) => problem.severity === 'error')
		.map(({ path, line, message }) => `${path}:${line}: ${message}`);

describe('a sound course', () => {
	test('is read whole', async () => {
		const index = await loadCourses(folder, { now });
		expect(index.problems()).toEqual([]);
		const course = index.find('dobry-kurs')!;
		expect(index.list()).toEqual([course]);
		expect(course).toMatchObject({
			slug: 'dobry-kurs',
			title: 'Dobry kurs',
			hours: 1.5,
			directions: ['4.1.2', '4.1.1'],
			certificate: { requires: ['lessons', 'quizzes', 'test'], validMonths: null },
			modules: [
				{ slug: 'podstawy', summary: 'Dwie krótkie lekcje.' },
				{ slug: 'sprawdzian', summary: null }
			]
		});
		expect(course.revision).toMatch(/^[0-9a-f]{64}$/);
		expect(course.html).toContain('<h2 id="h-dla-kogo">');
		const [first, second, third] = course.lessons;
		expect(first).toMatchObject({ slug: 'pierwsza-lekcja', moduleSlug: 'podstawy', number: 1, lawAsOf: '2026-11-23' });
		expect(first!.sources.map((source) => source.id)).toEqual(['zasady']);
		expect(first!.headings.map((heading) => heading.id)).toEqual(['h-jeden-czlonek-jeden-glos', 'h-co-dalej']);
		expect(Buffer.from(first!.htmlBytes).toString()).toBe(first!.html);
		expect(second).toMatchObject({ number: 2, lawAsOf: '2026-10-01', shortTitle: 'Druga lekcja' });
		expect(
			[first, second].flatMap((lesson) => lesson!.quiz!.questions.map((question) => question.content.type))
		).toEqual([...['single', 'multiple', 'trueFalse', 'number', 'text', 'ordering', 'matching']]);
		expect(third!.quiz).toMatchObject({
			...{
				kind: 'test',
				timeLimitMinutes: 10,
				attemptsLimit: 2,
				feedback: 'afterSubmit',
				confidence: 'off',
				marking: 'single',
				draw: [
					{ count: 3, topic: 'zasady' },
					{ count: 1, topic: 'liczby', points: 1 },
					{ count: 1, topic: 'liczby', points: 2 }
				]
			}
		});
	});

	test('keeps the picture of a question inside the question, at no address of its own', async () => {
		const quiz = '01-podstawy/01-pierwsza-lekcja/quiz.md';
		const drawing = readFileSync(at('01-podstawy/01-pierwsza-lekcja/kola.svg'));
		writeFileSync(at('01-podstawy/01-pierwsza-lekcja/klucz.svg'), drawing);
		const question =
			'\n## Ile kół widzisz na rysunku? {#ile-kol}\n\nOdpowiedź: 3\n\n> Trzy.\n>\n> ![Trzy koła](klucz.svg)\n';
		writeFileSync(at(quiz), readFileSync(at(quiz), 'utf8') + question);

		const index = await loadCourses(folder, { now });
		expect(index.problems()).toEqual([]);
		const content = index.find('dobry-kurs')!.lessons[0]!.quiz!.questions.at(-1)!.content;
		expect(content.explanationHtml).toContain(`src="data:image/svg+xml;base64,${drawing.toString('base64')}"`);
		expect(index.findFile('dobry-kurs', 'podstawy/pierwsza-lekcja/klucz.svg')).toBeUndefined();

		writeFileSync(at('01-podstawy/01-pierwsza-lekcja/klucz.svg'), `${drawing.toString()}${' '.repeat(100 * 1024)}`);
		expect(messages().join()).toContain('obrazek „klucz.svg” w quizie ma ponad 100 KiB');
	});

	test('knows its pictures and no other files', async () => {
		const index = await loadCourses(folder, { now });
		const picture = index.findFile('dobry-kurs', 'podstawy/pierwsza-lekcja/kola.svg')!;
		expect(picture).toMatchObject({
			contentType: 'image/svg+xml',
			path: at('01-podstawy/01-pierwsza-lekcja/kola.svg')
		});
		expect(index.find('dobry-kurs')!.lessons[0]!.html).toContain(
			`src="/kursy/dobry-kurs/pliki/podstawy/pierwsza-lekcja/kola.svg?v=${picture.version}" alt="Trzy koła, które zachodzą na siebie" width="300" height="120"`
		);
		for (const path of ['course.md', 'podstawy/pierwsza-lekcja/quiz.md', '../dobry-kurs/course.md', '', 'kola.svg']) {
			expect(index.findFile('dobry-kurs', path)).toBeUndefined();
		}
		expect(index.findFile('inny', 'podstawy/pierwsza-lekcja/kola.svg')).toBeUndefined();
	});

	test('gets another revision when any of its files changes', async () => {
		const revision = async () => (await loadCourses(folder, { now })).find('dobry-kurs')!.revision;
		const before = await revision();
		expect(await revision()).toBe(before);
		edit('01-podstawy/01-pierwsza-lekcja/kola.svg', '#e3a21a', '#e3a21b');
		expect(await revision()).not.toBe(before);
	});
});

test('a folder that is missing holds no courses', async () => {
	const index = await loadCourses(join(folder, 'nie-ma'), { watch: true });
	expect([index.list(), index.problems(), index.find('dobry-kurs')]).toEqual([[], [], undefined]);
});

test('a broken course is left out and logged; the others stay', async () => {
	cpSync(at('.'), join(folder, 'zly-kurs'), { recursive: true });
	writeFileSync(join(folder, 'zly-kurs', '01-podstawy', 'module.md'), 'bez nagłówka');
	const index = await loadCourses(folder, { now });
	expect(index.list().map((course) => course.slug)).toEqual(['dobry-kurs']);
	expect(index.problems()).toMatchObject([{ path: 'zly-kurs/01-podstawy/module.md', line: 1, severity: 'error' }]);
	expect(logged).toHaveBeenCalledWith(expect.stringMatching(/^zly-kurs\/01-podstawy\/module\.md:1: brak nagłówka/));
});

test('a warning tells, but keeps no course out', async () => {
	const index = await loadCourses(folder, { now: new Date('2040-01-01') });
	expect(index.find('dobry-kurs')).toBeDefined();
	expect(index.problems()).toMatchObject([{ path: 'dobry-kurs/course.md', line: 16, severity: 'warning' }]);
});

describe('mistakes between files', () => {
	test('a certificate that asks for a test or quizzes the course does not have', () => {
		rmSync(at('02-sprawdzian/01-test-koncowy/quiz.md'));
		expect(messages()).toEqual([
			'dobry-kurs/course.md:27: zaświadczenie wymaga testu, a kurs nie ma quizu z kind: test; dodaj go albo usuń „test”'
		]);
		rmSync(at('01-podstawy/01-pierwsza-lekcja/quiz.md'));
		rmSync(at('01-podstawy/02-druga-lekcja/quiz.md'));
		expect(messages()).toHaveLength(2);
	});

	test('a link to a renamed lesson, also from another course', () => {
		cpSync(at('.'), join(folder, 'inny-kurs'), { recursive: true });
		renameSync(at('01-podstawy/02-druga-lekcja'), at('01-podstawy/02-nowa-lekcja'));
		expect(messages()).toEqual([
			'dobry-kurs/01-podstawy/01-pierwsza-lekcja/lesson.md:26: link prowadzi donikąd: nie ma strony „/kursy/dobry-kurs/podstawy/druga-lekcja”; popraw adres (bez numerów NN-)',
			'inny-kurs/01-podstawy/01-pierwsza-lekcja/lesson.md:26: link prowadzi donikąd: nie ma strony „/kursy/dobry-kurs/podstawy/druga-lekcja”; popraw adres (bez numerów NN-)'
		]);
	});

	test('lawAsOf after reviewBy, a file that is missing, a name the address bar cannot show', () => {
		edit('course.md', 'reviewBy: 2036-05-31', 'reviewBy: 2026-05-31');
		expect(messages()).toEqual([
			'dobry-kurs/course.md:16: reviewBy: dzień przeglądu jest wcześniejszy niż lawAsOf; wpisz późniejszy'
		]);
		rmSync(at('course.md'));
		mkdirSync(join(folder, 'Zła nazwa'));
		expect(messages()).toEqual(
			expect.arrayContaining([
				'dobry-kurs/course.md:1: brak pliku course.md; utwórz go',
				'Zła nazwa:1: zła nazwa folderu kursu; zostaw małe litery a–z, cyfry i myślniki'
			])
		);
	});

	test('a link on the disk is not followed', () => {
		symlinkSync('/etc/hostname', at('01-podstawy/01-pierwsza-lekcja/haslo.png'));
		expect(messages()).toEqual([
			'dobry-kurs/01-podstawy/01-pierwsza-lekcja/haslo.png:1: to nie jest zwykły plik; zastąp dowiązanie kopią pliku'
		]);
	});

	test.each([
		['<rect onload="alert(1)"/>', 'skrypt w atrybucie'],
		['<image href="https://example.org/x.png"/>', 'adres spoza pliku'],
		['<style>rect { fill: url(//example.org/x) }</style>', 'adres spoza pliku'],
		['<foreignObject></foreignObject>', 'skrypt albo obcą treść']
	])('a drawing with %s', (code, danger) => {
		edit('01-podstawy/01-pierwsza-lekcja/kola.svg', '</svg>', `${code}</svg>`);
		expect(messages()).toEqual([
			`dobry-kurs/01-podstawy/01-pierwsza-lekcja/kola.svg:1: rysunek zawiera ${danger}; usuń to`
		]);
	});
});

describe('while an author works', () => {
	let index: CourseIndex;
	const stop = new AbortController();
	afterEach(() => stop.abort());

	test('a saved file is shown, with its mistakes until they are put right', async () => {
		index = await loadCourses(folder, { now, watch: true, signal: stop.signal });
		const title = () => index.find('dobry-kurs')?.title;
		edit('course.md', 'title: Dobry kurs', 'title: Lepszy kurs');
		await vi.waitFor(() => expect(title()).toBe('Lepszy kurs'), { timeout: 15_000, interval: 10 });

		edit('course.md', 'title: Lepszy kurs', 'tytul: Zepsuty kurs');
		await vi.waitFor(() => expect(title()).toBe('dobry kurs'), { timeout: 15_000, interval: 10 });
		expect(index.problems()).not.toEqual([]);
		expect(logged).toHaveBeenCalledWith(
			expect.stringContaining('dobry-kurs/course.md:2: „tytul” nazywa się tu „title”')
		);

		edit('course.md', 'tytul: Zepsuty kurs', 'title: Naprawiony kurs');
		await vi.waitFor(() => expect(title()).toBe('Naprawiony kurs'), { timeout: 15_000, interval: 10 });
		expect(index.problems()).toEqual([]);

		rmSync(at('.'), { recursive: true });
		await vi.waitFor(() => expect(index.list()).toEqual([]), { timeout: 15_000, interval: 10 });
	});
});

describe('the glossary', () => {
	const FRONT = '---\ntitle: Słownik\nlawAsOf: 2026-11-23\nreviewBy: 2027-05-31\nsources: []\n---\n';
	const write = (terms: string) => writeFileSync(join(folder, 'slownik.md'), FRONT + terms);
	const firstLesson = (index: CourseIndex) => index.find('dobry-kurs')!.lessons[0]!;

	test('is marked in lessons, and the bytes to send are marked too', async () => {
		write('## członek {#czlonek}\nOsoba, która należy.\n');
		const index = await loadCourses(folder, { now });
		expect(index.problems()).toEqual([]);
		expect(index.glossary()!.entries).toMatchObject([{ id: 'czlonek', text: 'Osoba, która należy.' }]);
		const { html, htmlBytes, terms } = firstLesson(index);
		expect(terms).toEqual(index.glossary()!.entries);
		expect(html).toContain('<a class="term" id="slowo-czlonek" href="#pojecie-czlonek">');
		expect(Buffer.from(htmlBytes).toString()).toBe(html);
	});

	test('that is broken leaves courses without marked terms, and is told', async () => {
		write('## członek\nOsoba, która należy.\n');
		const index = await loadCourses(folder, { now });
		expect(index.glossary()).toBeNull();
		expect(firstLesson(index).html).not.toContain('class="term"');
		expect(index.problems()).toMatchObject([{ path: 'slownik.md', line: 7, severity: 'error' }]);
		expect(logged).toHaveBeenCalledWith(expect.stringContaining('slownik.md:7: pojęcie „członek”'));
	});

	test('that is saved marks lessons anew; a broken one changes nothing', async () => {
		const end = new AbortController();
		const index = await loadCourses(folder, { now, watch: true, signal: end.signal });
		expect(index.glossary()).toBeNull();
		write('## członek {#czlonek}\nOsoba.\n');
		await vi.waitFor(() => expect(firstLesson(index).terms).toHaveLength(1), { timeout: 5000 });
		write('## członek\nOsoba.\n');
		await vi.waitFor(() => expect(index.problems()).toHaveLength(1), { timeout: 5000 });
		expect(firstLesson(index).terms).toHaveLength(1);
		end.abort();
	});
});
