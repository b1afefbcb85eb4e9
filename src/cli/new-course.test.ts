import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Each test starts processes.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-new-course-'));
	mkdirSync(join(folder, 'courses'));
	cpSync('courses/.wzor', join(folder, 'courses', '.wzor'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A command as an author runs it, in a repository of its own. */
function run(command: string, ...args: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('src/cli', command), ...args], {
		encoding: 'utf8',
		cwd: folder
	});
	return { status, output: stdout + stderr };
}
const course = (path: string) => join(folder, 'courses', 'moj-kurs', path);

const FILL_IN = [18, 26]
	.map((line) => `courses/moj-kurs/course.md:${line}: ostrzeżenie: to wartość ze wzoru; wpisz swoją\n`)
	.join('');

test('a new course passes the checker but for two values to be filled in, and can be published at once', () => {
	expect(run('new-course.ts', 'moj-kurs').status).toBe(0);
	expect(run('check-courses.ts', 'courses/moj-kurs')).toEqual({
		status: 0,
		output: `${FILL_IN}\nSprawdzono 1 kurs: 0 błędów, 2 ostrzeżenia.\n`
	});
	expect(run('publish-courses.ts', 'courses/moj-kurs')).toEqual({
		status: 0,
		output: `${FILL_IN}\nmoj-kurs: 1 lekcja i 2 pytania. Od teraz te nazwy się nie zmieniają.\n`
	});
	expect(run('check-courses.ts').status).toBe(0);
	expect(readFileSync(join(folder, 'courses', 'published.json'), 'utf8')).toContain(
		'"pierwszy-krok/glosy-oli": "single"'
	);
});

test('a course that was renamed after publishing is told when it alone is checked or published', () => {
	run('new-course.ts', 'moj-kurs');
	run('publish-courses.ts', 'courses/moj-kurs');
	renameSync(join(folder, 'courses', 'moj-kurs'), join(folder, 'courses', 'nasz-kurs'));
	for (const command of ['check-courses.ts', 'publish-courses.ts']) {
		const { status, output } = run(command, 'courses/nasz-kurs');
		expect(status).toBe(1);
		expect(output).toContain('courses/nasz-kurs/course.md:1: błąd: ten kurs opublikowano jako „moj-kurs”');
	}
});

test('a course with mistakes is not published', () => {
	run('new-course.ts', 'moj-kurs');
	writeFileSync(course('01-podstawy/module.md'), 'bez nagłówka');
	const { status, output } = run('publish-courses.ts');
	expect(status).toBe(1);
	expect(output).toMatch(/^courses\/moj-kurs\/01-podstawy\/module\.md:1: błąd: brak nagłówka[\s\S]*Nic nie zapisano/);
	expect(existsSync(join(folder, 'courses', 'published.json'))).toBe(false);
});

test.each([
	[[], /^Podaj nazwę folderu kursu/],
	[['Mój kurs'], /^Podaj nazwę folderu kursu/],
	[['../obok'], /^Podaj nazwę folderu kursu/],
	[['moj-kurs'], /już jest/]
])('names that will not do: %j', (args, message) => {
	run('new-course.ts', 'moj-kurs');
	const { status, output } = run('new-course.ts', ...args);
	expect(status).toBe(1);
	expect(output).toMatch(message);
});
