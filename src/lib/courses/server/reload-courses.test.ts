import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { describeOnBothDatabases } from '../../../../tests/support/databases.ts';
import type { CourseIndex } from './course-index.ts';
import { loadCourses } from './load-courses.ts';
import { askForReload, courseReload } from './reload-courses.ts';
import { CourseSearch } from './search/search-courses.ts';

const now = new Date('2026-11-23T08:00:00Z');
let folder: string;
let logged: MockInstance<typeof console.error>[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-courses-'));
	for (const name of ['dobry-kurs', 'drugi-kurs'])
		cpSync('tests/courses/dobry-kurs', join(folder, name), { recursive: true });
	setTitle('drugi-kurs', 'Drugi kurs');
	logged = (['error', 'log'] as const).map((name) => vi.spyOn(console, name).mockImplementation(() => undefined));
});
afterEach(() => {
	for (const one of logged) one.mockRestore();
	rmSync(folder, { recursive: true, force: true });
});

function setTitle(course: string, title: string) {
	const file = join(folder, course, 'course.md');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${title}`));
}
const titles = (index: CourseIndex) => index.list().map((course) => course.title);

describe('courses read anew while the server runs', () => {
	let index: CourseIndex;
	beforeEach(async () => {
		index = await loadCourses(folder, { now });
		expect(titles(index)).toEqual(['Dobry kurs', 'Drugi kurs']);
	});

	test('a changed course is the new one, and one that did not change the same object', async () => {
		const unchanged = index.find('drugi-kurs');
		setTitle('dobry-kurs', 'Lepszy kurs');
		await index.reload();
		expect(titles(index)).toEqual(['Drugi kurs', 'Lepszy kurs']);
		expect(index.find('drugi-kurs')).toBe(unchanged);
	});

	test('a course that became broken stays as it was, until it is mended', async () => {
		const before = index.find('dobry-kurs');
		rmSync(join(folder, 'dobry-kurs', '01-podstawy'), { recursive: true });
		setTitle('dobry-kurs', '""');
		await index.reload();
		expect(index.find('dobry-kurs')).toBe(before);
		expect(index.problems().some(({ severity }) => severity === 'error')).toBe(true);

		rmSync(join(folder, 'dobry-kurs'), { recursive: true });
		cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
		setTitle('dobry-kurs', 'Naprawiony kurs');
		await index.reload();
		expect(titles(index)).toEqual(['Drugi kurs', 'Naprawiony kurs']);
	});

	test('a course can come and go', async () => {
		cpSync('tests/courses/dobry-kurs', join(folder, 'trzeci-kurs'), { recursive: true });
		rmSync(join(folder, 'drugi-kurs'), { recursive: true });
		await index.reload();
		expect(
			index
				.list()
				.map((course) => course.slug)
				.sort()
		).toEqual(['dobry-kurs', 'trzeci-kurs']);
	});
});

describeOnBothDatabases('a wish to read the courses anew', (getDb) => {
	test('is followed once by every server, with its search, and not by one that starts later', async () => {
		const start = async () => {
			const courses = await loadCourses(folder, { now });
			const app = { db: getDb(), courses, search: new CourseSearch(courses) };
			await courseReload.run(app, now);
			return app;
		};
		const servers = [await start(), await start()];
		setTitle('dobry-kurs', 'Kurs o spółdzielniach');
		await askForReload(getDb());
		const later = await start();
		const unread = vi.spyOn(later.courses, 'reload');
		for (const app of [...servers, later]) await courseReload.run(app, now);
		for (const { courses, search } of servers) {
			expect(titles(courses)).toContain('Kurs o spółdzielniach');
			expect((await search.search('spółdzielniach')).total).toBeGreaterThan(0);
		}
		expect(unread).not.toHaveBeenCalled();

		const again = vi.spyOn(servers[0]!.courses, 'reload');
		await courseReload.run(servers[0]!, now);
		expect(again).not.toHaveBeenCalled();
	});
});
