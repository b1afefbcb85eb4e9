import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';

// Each test starts a process.
vi.setConfig({ testTimeout: 30_000 });

function check(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/check-courses.ts', ...args], {
		encoding: 'utf8'
	});
	return { status, output: stdout + stderr };
}

test('a sound course passes', () => {
	expect(check('tests/courses/dobry-kurs')).toEqual({ status: 0, output: 'Sprawdzono 1 kurs: 0 błędów.\n' });
});

test('a file of a course stands for its course', () => {
	expect(check('tests/courses/dobry-kurs/01-podstawy/01-pierwsza-lekcja/quiz.md').output).toBe(
		'Sprawdzono 1 kurs: 0 błędów.\n'
	);
});

test('our own courses have no mistakes', () => {
	expect(check('courses')).toMatchObject({ status: 0 });
});

test('every mistake of a broken course is told with its place and cure', async () => {
	const { status, output } = check('tests/courses');
	expect(status).toBe(1);
	await expect(output).toMatchFileSnapshot('../../tests/courses/komunikaty.txt');
});

test.each([
	['nie-ma', 'W „nie-ma” nie ma kursu. Podaj folder z kursami (courses) albo folder jednego kursu.\n'],
	['src', 'W „src” nie ma kursu. Podaj folder z kursami (courses) albo folder jednego kursu.\n'],
	[
		'spoldzielnia-uczniowska',
		'Nie ma kursu „spoldzielnia-uczniowska”. Czy chodziło o courses/spoldzielnia-uczniowska?\n'
	]
])('a folder without courses: %s', (given, message) => {
	const { status, output } = check(given);
	expect([status, output]).toEqual([1, message]);
});

test('a path is meant from where its author stands, not from where npm runs the command', () => {
	const { stdout } = spawnSync(process.execPath, ['src/cli/check-courses.ts', '.'], {
		encoding: 'utf8',
		env: { ...process.env, INIT_CWD: resolve('tests/courses/dobry-kurs/01-podstawy') }
	});
	expect(stdout).toBe('Sprawdzono 1 kurs: 0 błędów.\n');
});

test('the task of VS Code reads every line: the file, its line and the message', () => {
	const patterns = [...readFileSync('.vscode/tasks.json', 'utf8').matchAll(/"regexp": ("[^\n]*?[^\\]")/g)].map(
		(match) => new RegExp(JSON.parse(match[1]!) as string)
	);
	const lines = readFileSync('tests/courses/komunikaty.txt', 'utf8')
		.split('\n')
		.filter((line) => /:\d+: /.test(line));
	expect(patterns).toHaveLength(2);
	expect(lines.length).toBeGreaterThan(200);
	expect(lines.filter((line) => patterns.filter((pattern) => pattern.test(line)).length !== 1)).toEqual([]);
	expect(patterns[0]!.exec('courses/a/course.md:3: błąd: źle: bardzo')?.slice(1)).toEqual([
		'courses/a/course.md',
		'3',
		'źle: bardzo'
	]);
});
