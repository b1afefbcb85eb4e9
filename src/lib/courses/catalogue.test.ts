import { describe, expect, test } from 'vitest';
import { catalogueAddress, chosenLinks, filterCourses, filterGroups, readChosen } from './catalogue.ts';
import type { Course, Lesson } from './course.ts';

const lesson = (variants: object = {}) => ({ variants }) as Lesson;
const course = (slug: string, more: Partial<Course>): Course =>
	({
		...{
			slug,
			audience: ['szkola'],
			directions: ['4.1.2'],
			hours: 6,
			level: 'podstawowy',
			language: 'pl',
			lessons: [lesson()]
		},
		...more
	}) as Course;

const pupils = course('uczniowie', { lessons: [lesson(), lesson({ uk: {}, etr: {} })] });
const students = course('studenci', { audience: ['uczelnia'], directions: ['4.1.3'], hours: 12, level: 'sredni' });
const officials = course('urzad', {
	audience: ['samorzad-i-pes'],
	directions: ['1.1.1', '1.2.1'],
	hours: 2,
	level: 'sredni'
});
const english = course('english', { audience: ['uczelnia'], directions: ['4.1.3'], hours: 2, language: 'en' });
const courses = [pupils, students, officials, english];

const chosenBy = (address: string) => readChosen(new URL(address, 'https://example.org').searchParams);
const found = (address: string) => filterCourses(courses, chosenBy(address)).map(({ slug }) => slug);

describe('filters', () => {
	test('are combined', () => {
		expect(found('/kursy')).toHaveLength(4);
		expect(found('/kursy?dla=uczelnia')).toEqual(['studenci', 'english']);
		expect(found('/kursy?dla=uczelnia&godziny=do-2')).toEqual(['english']);
		expect(found('/kursy?poziom=sredni&kierunek=1.2.1')).toEqual(['urzad']);
		expect(found('/kursy?dla=szkola&poziom=zaawansowany')).toEqual([]);
	});

	test('every number of hours is in one band', () => {
		const half = Array.from({ length: 60 }, (_, i) => course(`kurs-${i}`, { hours: (i + 1) / 2 }));
		const counts = ['do-2', '2-6', 'ponad-6'].map((godziny) => filterCourses(half, { godziny }).length);
		expect(counts.reduce((a, b) => a + b)).toBe(60);
	});

	test('the language is also that of a lesson’s variant', () => {
		expect(found('/kursy?jezyk=uk')).toEqual(['uczniowie']);
		expect(found('/kursy?jezyk=etr')).toEqual(['uczniowie']);
		expect(found('/kursy?jezyk=en')).toEqual(['english']);
		expect(found('/kursy?jezyk=pl')).toEqual(['uczniowie', 'studenci', 'urzad']);
	});

	test('what nobody knows is ignored', () => {
		for (const query of ['dla=nikt', 'dla=', 'inny=1', 'godziny=toString', 'dla=__proto__', 'poziom=%3Cscript%3E']) {
			expect(found(`/kursy?${query}`)).toHaveLength(4);
		}
	});
});

describe('addresses', () => {
	test('are the same however somebody got there', () => {
		expect(catalogueAddress(chosenBy('/kursy?poziom=sredni&zle=1&dla=uczelnia'))).toBe(
			'/kursy?dla=uczelnia&poziom=sredni'
		);
		expect(catalogueAddress(chosenBy('/kursy?jezyk=&dla=nikt'))).toBe('/kursy');
	});

	test('each link tells how many courses it leaves, keeping the other choices; empty ones are not offered', () => {
		const groups = filterGroups(courses, { dla: 'uczelnia' });
		const links = (filter: string) =>
			groups
				.find((group) => group.filter === filter)!
				.links.map(({ href, count, isChosen }) => [href, count, isChosen]);
		expect(links('dla')).toEqual([
			['/kursy?dla=szkola', 1, false],
			['/kursy', 2, true],
			['/kursy?dla=samorzad-i-pes', 1, false]
		]);
		expect(links('godziny')).toEqual([
			['/kursy?dla=uczelnia&godziny=do-2', 1, false],
			['/kursy?dla=uczelnia&godziny=ponad-6', 1, false]
		]);
		expect(links('kierunek')).toEqual([['/kursy?dla=uczelnia&kierunek=4.1.3', 2, false]]);
	});

	test('each choice can be taken back on its own', () => {
		const links = chosenLinks(courses, { dla: 'szkola', poziom: 'zaawansowany' });
		expect(links.map(({ label, href, count }) => [label, href, count])).toEqual([
			['Szkoła', '/kursy?poziom=zaawansowany', 0],
			['zaawansowany', '/kursy?dla=szkola', 1]
		]);
	});
});
