import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CourseIndex } from './course-index.ts';
import { loadCourses } from './load-courses.ts';
import { pageOf } from './preview.ts';

const now = new Date('2026-11-23');
const LESSON = '01-podstawy/01-pierwsza-lekcja';
let folder: string;
let stop: AbortController;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-preview-'));
	cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
	vi.spyOn(console, 'error').mockImplementation(() => undefined);
	stop = new AbortController();
});
afterEach(() => {
	stop.abort();
	rmSync(folder, { recursive: true });
	vi.restoreAllMocks();
});

const at = (path: string) => join(folder, 'dobry-kurs', path);
const edit = (path: string, change: (text: string) => string) =>
	writeFileSync(at(path), change(readFileSync(at(path), 'utf8')));
const preview = () => loadCourses(folder, { now, watch: true, signal: stop.signal });
const firstLesson = (index: CourseIndex) => index.find('dobry-kurs')!.lessons[0]!;

describe('a course with mistakes, as its author sees it', () => {
	test('has each mistake just before the paragraph it is in', async () => {
		edit(
			`${LESSON}/lesson.md`,
			(text) => `${text}\n\nDobry akapit.\n\nZły akapit z [linkiem](javascript:alert).\n\nKoniec.\n`
		);
		const html = firstLesson(await preview()).html;
		expect(html).toMatch(
			/<p>Dobry akapit\.<\/p>\n<p class="notice error"><strong>lesson\.md, wiersz \d+:<\/strong> niedozwolony adres linku „javascript:alert”[^<]+<\/p>\n<p>Zły akapit z\u00a0linkiem\.<\/p>\n<p>Koniec\.<\/p>/
		);
		expect((await loadCourses(folder, { now })).find('dobry-kurs')).toBeUndefined();
	});

	test('never runs what an author wrote', async () => {
		edit(`${LESSON}/lesson.md`, (text) => `${text}\n\n<img src=x onerror=alert(1)>\n`);
		const html = firstLesson(await preview()).html;
		expect(html).toContain('HTML „&lt;img src=x onerror=alert(1)&gt;” nie działa');
		expect(html).not.toContain('<img src=x');
	});

	test('keeps the values of the front matter that are right', async () => {
		edit('course.md', (text) =>
			text.replace('reviewBy: 2036-05-31', 'reviewBy: jutro').replace('level: podstawowy', 'level: x')
		);
		const course = (await preview()).find('dobry-kurs')!;
		expect(course).toMatchObject({ title: 'Dobry kurs', hours: 1.5, level: 'podstawowy' });
		expect(course.lessons).toHaveLength(3);
	});

	test('is there even without a readable course.md', async () => {
		writeFileSync(at('course.md'), '---\ntitle: "niezamknięty\n---\n');
		expect((await preview()).find('dobry-kurs')).toMatchObject({ title: 'dobry kurs', lessons: [{}, {}, {}] });
		rmSync(at('course.md'));
		expect((await preview()).find('dobry-kurs')).toMatchObject({ title: 'dobry kurs', lessons: [{}, {}, {}] });
	});

	test('shows a broken quiz as text below its lesson', async () => {
		edit(`${LESSON}/quiz.md`, (text) => text.replaceAll('[x]', '[ ]'));
		const lesson = firstLesson(await preview());
		expect(lesson.quiz).toBeNull();
		expect(lesson.html).toMatch(
			/<p class="notice error"><strong>quiz\.md, wiersz \d+:<\/strong> żaden wariant nie jest poprawny/
		);
	});
});

describe('a page tells', () => {
	test.each([
		['kurs/01-modul/02-lekcja/lesson.md', '/kursy/kurs/modul/lekcja'],
		['kurs/01-modul/02-lekcja/rysunek.svg', '/kursy/kurs/modul/lekcja'],
		['kurs/01-modul/module.md', '/kursy/kurs'],
		['kurs/01-modul', '/kursy/kurs'],
		['kurs/course.md', '/kursy/kurs'],
		['Zła nazwa', '/kursy'],
		['slownik.md', '/slownik']
	])('what is wrong in %s at %s', (path, page) => expect(pageOf(path)).toBe(page));

	test('its own mistakes, and the errors of pages below it', async () => {
		edit(`${LESSON}/lesson.md`, (text) => `${text}\n\n[tu](#h-nie-ma)\n`);
		const { preview: told } = await preview();
		const lesson = told!.problemsOn('/kursy/dobry-kurs/podstawy/pierwsza-lekcja').map(({ severity }) => severity);
		expect(lesson).toContain('error');
		const errors = lesson.filter((severity) => severity === 'error').length;
		const severities = told!.problemsOn('/kursy').map(({ severity }) => severity);
		expect(severities).toEqual(Array.from({ length: errors }, () => 'error'));
		expect(told!.problemsOn('/kursy/dobry-kurs/podstawy/druga-lekcja')).toEqual([]);
		expect(told!.countErrorsBeside('/kursy/dobry-kurs/podstawy/druga-lekcja')).toBe(errors);
		expect(told!.countErrorsBeside('/kursy/dobry-kurs/podstawy/pierwsza-lekcja')).toBe(0);
		expect(told!.countErrorsBeside('/kursy/inny-kurs')).toBe(0);
	});

	test('that a file was saved, within 300 ms', async () => {
		const { preview: told } = await preview();
		let savedAt = 0;
		const seen = new Promise<number>((resolve) => told!.onChange(() => resolve(performance.now() - savedAt)));
		savedAt = performance.now();
		edit(`${LESSON}/lesson.md`, (text) => `${text}\n\nNowe zdanie.\n`);
		expect(await seen).toBeLessThan(300);
	});
});

test('without watching there is no preview', async () => {
	expect((await loadCourses(folder, { now })).preview).toBeNull();
});
