import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeHostileCourses } from '../../../../tests/support/hostile-courses.ts';
import type { CourseProblem } from './course-index.ts';
import { checkCourses, loadCourses, type CheckedCourse } from './load-courses.ts';
import { readPublished } from './published-ids.ts';
import { readCourse } from './read-course.ts';
import { GLOSSARY_FILE, readGlossary } from './read-glossary.ts';
import { lessonsOf } from './rules/course-rule.ts';
import { checkWriting } from './writing/check-writing.ts';

vi.setConfig({ testTimeout: 60_000 });

const now = new Date('2026-11-23T08:00:00Z');
let folder: string;
let courses: CheckedCourse[];
let took: number;

beforeAll(() => {
	vi.spyOn(console, 'error').mockImplementation(() => undefined);
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-hostile-'));
	writeHostileCourses(folder);
	const started = performance.now();
	courses = checkCourses(folder, now);
	took = performance.now() - started;
});
afterAll(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

/** Glossaries that are too large, or no file, one after the other. */
function spoilGlossary(): CourseProblem[] {
	const path = join(folder, GLOSSARY_FILE);
	const problems: CourseProblem[] = [];
	for (const spoil of [
		() => writeFileSync(path, 'a'.repeat(2 * 1024 * 1024)),
		() => writeFileSync(path, '---\ntitle: Słownik\nlawAsOf: 2026-01-01\nreviewBy: 2036-01-01\nsources: brak\n---\n'),
		() => mkdirSync(path)
	]) {
		rmSync(path, { force: true });
		spoil();
		problems.push(...readGlossary(folder, now).problems);
	}
	rmSync(path, { recursive: true });
	return problems;
}

test('each attack is told with its line and cure', async () => {
	const problems = [
		...courses.flatMap((course) => course.problems),
		...readPublished(folder).problems,
		...spoilGlossary(),
		// A folder that vanishes while it is read.
		...readCourse(folder, 'znika', now).problems
	];
	const lines = problems.map(({ path, line, severity, message }) => `${path}:${line}: ${severity}: ${message}\n`);
	await expect(lines.join('')).toMatchFileSnapshot('../../../../tests/courses/komunikaty-wrogi-kurs.txt');
});

test('the server does not stall, and the other courses stay', async () => {
	expect(took).toBeLessThan(10_000);
	expect(courses.filter((read) => read.course).map((read) => read.slug)).toEqual(['dobry-kurs']);
	expect((await loadCourses(folder, { now })).list().map((course) => course.slug)).toEqual(['dobry-kurs']);
});

test('nothing of it becomes code, even in texts that are refused', () => {
	const hostile = courses.find((read) => read.slug === 'wrogi-kurs')!;
	const html = [hostile.draft.file, ...lessonsOf(hostile.draft).map((lesson) => lesson.file)]
		.map((file) => file?.document.html ?? '')
		.join('\n');
	expect(html).toContain('&lt;script&gt;');
	expect(html).not.toMatch(/<(?:script|iframe|svg|img)\b/i);
	expect(html.match(/<[a-z][^<>]*\s(?:href|src)="(?:javascript|data|\/\/|\.\.)[^"]*"/gi)).toBeNull();
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	expect(hostile.files.size).toBe(0);
});

test('spelling and sentences are checked without a throw', () => {
	expect(() => checkWriting(folder, courses)).not.toThrow();
});
