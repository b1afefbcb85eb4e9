import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkCourses } from './load-courses.ts';
import { addCourse, PUBLISHED_FILE, readPublished, writePublished } from './published-ids.ts';
import { findLostCourses } from './rules/published-rules.ts';

const now = new Date('2026-11-23T08:00:00Z');
let folder: string;

/** The sound course, published as it is. */
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-published-'));
	cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
	publish();
});
afterEach(() => rmSync(folder, { recursive: true }));

function publish() {
	writeFileSync(
		join(folder, PUBLISHED_FILE),
		writePublished(checkCourses(folder, now).reduce(addCourse, readPublished(folder).published))
	);
}
const published = () => readFileSync(join(folder, PUBLISHED_FILE), 'utf8');
const messages = () =>
	checkCourses(folder, now).flatMap((course) => course.problems.map(({ path, message }) => `${path}: ${message}`));
const lost = () => findLostCourses(checkCourses(folder, now), readPublished(folder)).map((problem) => problem.message);

function edit(path: string, from: string, to: string) {
	const text = readFileSync(join(folder, path), 'utf8');
	expect(text).toContain(from);
	writeFileSync(join(folder, path), text.replaceAll(from, to));
}
const redirect = (yaml: string, course = 'dobry-kurs') =>
	edit(`${course}/course.md`, 'language: pl', `language: pl\nredirects: ${yaml}`);
const quiz = 'dobry-kurs/01-podstawy/01-pierwsza-lekcja/quiz.md';

function renameLesson() {
	renameSync(
		join(folder, 'dobry-kurs/01-podstawy/02-druga-lekcja'),
		join(folder, 'dobry-kurs/01-podstawy/02-kto-decyduje')
	);
	edit('dobry-kurs/01-podstawy/01-pierwsza-lekcja/lesson.md', '/podstawy/druga-lekcja', '/podstawy/kto-decyduje');
}

test('a course that is published as it is has nothing to tell, and publishing it again changes nothing', () => {
	expect(messages()).toEqual([]);
	const before = published();
	publish();
	expect(published()).toBe(before);
	expect(JSON.parse(before)).toMatchObject({
		'dobry-kurs': {
			lessons: ['druga-lekcja', 'pierwsza-lekcja', 'test-koncowy'],
			questions: { 'pierwsza-lekcja/glosy-oli': 'single' }
		}
	});
});

test('a new lesson and a course that was never published are simply new', () => {
	cpSync(join(folder, 'dobry-kurs'), join(folder, 'nowy-kurs'), { recursive: true });
	cpSync(
		join(folder, 'dobry-kurs/01-podstawy/02-druga-lekcja'),
		join(folder, 'dobry-kurs/01-podstawy/03-trzecia-lekcja'),
		{ recursive: true }
	);
	expect(messages()).toEqual([]);
});

test('a lesson gets a new name through redirects, together with its questions; the old name stays on the list', () => {
	renameLesson();
	expect(messages()).toEqual([
		expect.stringContaining(
			'„druga-lekcja”; przywróć jej folder albo w course.md dopisz dwa wiersze: „redirects:” i pod nim „  lessons: {druga-lekcja: kto-decyduje}”'
		) as string
	]);
	redirect('{lessons: {druga-lekcja: kto-decyduje}}');
	expect(messages()).toEqual([]);
	publish();
	expect(JSON.parse(published())).toMatchObject({
		'dobry-kurs': { lessons: expect.arrayContaining(['druga-lekcja', 'kto-decyduje']) as string[] }
	});
	edit('dobry-kurs/course.md', 'redirects: {lessons: {druga-lekcja: kto-decyduje}}\n', '');
	expect(messages()).toHaveLength(1);
});

test('a question gets a new name through redirects, and leaves for good only when it is struck off the list', () => {
	edit(quiz, '{#glosy-oli}', '{#ile-glosow}');
	expect(messages()).toEqual([expect.stringMatching(/quiz\.md: zniknęło opublikowane pytanie „glosy-oli”/)]);
	redirect('{questions: {pierwsza-lekcja/glosy-oli: pierwsza-lekcja/ile-glosow}}');
	expect(messages()).toEqual([]);
	edit('dobry-kurs/course.md', 'redirects: {questions: {pierwsza-lekcja/glosy-oli: pierwsza-lekcja/ile-glosow}}\n', '');
	edit(PUBLISHED_FILE, '\t\t\t"pierwsza-lekcja/glosy-oli": "single",\n', '');
	expect(messages()).toEqual([]);
});

test('a question keeps its kind', () => {
	edit(quiz, '- [ ] Trzy', '- [x] Trzy');
	expect(messages()).toEqual([
		expect.stringMatching(/pytanie „glosy-oli” opublikowano jako „jeden wybór”, a teraz to „kilka wyborów”/)
	]);
});

test('a whole course gets a new name, and its names are guarded under it', () => {
	renameSync(join(folder, 'dobry-kurs'), join(folder, 'nowy-kurs'));
	edit('nowy-kurs/01-podstawy/01-pierwsza-lekcja/lesson.md', '/kursy/dobry-kurs/', '/kursy/nowy-kurs/');
	expect(lost()).toEqual([
		'ten kurs opublikowano jako „dobry-kurs”; przywróć nazwę folderu albo dopisz tu dwa wiersze: „redirects:” i pod nim „  courses: [dobry-kurs]”'
	]);
	redirect('{courses: [dobry-kurs]}', 'nowy-kurs');
	expect([lost(), messages()]).toEqual([[], []]);
	edit('nowy-kurs/01-podstawy/01-pierwsza-lekcja/quiz.md', '{#glosy-oli}', '{#inne}');
	expect(messages()).toHaveLength(1);
});

test('while a course or a quiz cannot be read, its names are not called lost', () => {
	edit('dobry-kurs/course.md', 'language: pl', 'language: klingoński');
	expect(messages()).toEqual([expect.stringMatching(/language/)]);
	expect(lost()).toEqual([]);
});
