import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LessonMemory } from './lesson-memory.ts';
import { readCourse } from './read-course.ts';

const now = new Date('2026-11-23T08:00:00Z');
const first = '01-podstawy/01-pierwsza-lekcja';
let folder: string;
let memory: LessonMemory;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-memory-'));
	cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
	memory = new LessonMemory();
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, 'dobry-kurs', path);
const read = () => readCourse(folder, 'dobry-kurs', now, memory);
const draftsOf = ({ draft }: ReturnType<typeof read>) => draft.modules.flatMap((module) => module.lessons);
/** Which lessons are the very objects they were. */
const keptOf = (before: ReturnType<typeof read>, after: ReturnType<typeof read>) =>
	draftsOf(after).map((lesson, i) => lesson === draftsOf(before)[i]);

/** What pages and the checker are given. */
const seenOf = ({ course, files, problems }: ReturnType<typeof read>) => ({ course, files, problems });
const isAsIfReadAnew = (after: ReturnType<typeof read>) =>
	expect(seenOf(after)).toEqual(seenOf(readCourse(folder, 'dobry-kurs', now)));

test.each([
	['the text', () => appendFileSync(at(`${first}/lesson.md`), '\nNowe zdanie.\n')],
	['a mistake in the text', () => appendFileSync(at(`${first}/lesson.md`), '\n# Zły nagłówek\n')],
	['the quiz', () => appendFileSync(at(`${first}/quiz.md`), '\n## Bez odpowiedzi {#puste}\n')],
	['a picture', () => appendFileSync(at(`${first}/kola.svg`), '\n')],
	['a new variant', () => cpSync(at(`${first}/lesson.md`), at(`${first}/lesson.en.md`))],
	['a file gone', () => rmSync(at(`${first}/quiz.md`))]
])('a lesson with %s changed is read again, and no other one', (_, change) => {
	const before = read();
	expect(keptOf(before, read())).toEqual([true, true, true]);
	change();
	const after = read();
	expect(keptOf(before, after)).toEqual([false, true, true]);
	isAsIfReadAnew(after);
	expect(keptOf(after, read())).toEqual([true, true, true]);
});

test.each([
	[
		'the sources of the course',
		() => writeFileSync(at('course.md'), readFileSync(at('course.md'), 'utf8').replace(/id: zasady/, 'id: reguly'))
	],
	[
		'the name of a lesson',
		() => cpSync(at('01-podstawy/02-druga-lekcja'), at('01-podstawy/03-trzecia-lekcja'), { recursive: true })
	]
])('when %s changes, every lesson is read again', (_, change) => {
	const before = read();
	change();
	const after = read();
	expect(draftsOf(after).some((lesson) => draftsOf(before).includes(lesson))).toBe(false);
	isAsIfReadAnew(after);
});
