import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportSheet } from './report-sheet.ts';
import { gainBars, reportFacts, reportNotes } from './report-words.ts';
import { readContent } from './stored-report.ts';
import { makeReport, meanTenths, type PersonFacts, type ReportSubject } from './report.ts';

const subject: ReportSubject = {
	organization: 'Szkoła nr 1',
	operator: 'ROPS',
	group: '7b',
	course: { title: 'Spółdzielnia', hours: 1.5, revision: 'abc', hasTest: true, hasPretest: false },
	madeOn: '2026-11-23'
};
const person = (id: string, given: Partial<PersonFacts> = {}): PersonFacts => ({
	id,
	displayName: id,
	enrolledOn: '2026-09-01',
	finishedOn: null,
	hasStarted: false,
	testPercent: null,
	pretestPercent: null,
	certificateNumber: null,
	...given
});
const finished = { finishedOn: '2026-11-01', hasStarted: true, certificateNumber: 'WSP/2026/000001' };
const people = [
	person('Zosia', { ...finished, testPercent: 91 }),
	person('Łukasz', { hasStarted: true, testPercent: 40 }),
	person('Ala', { ...finished, testPercent: 84, certificateNumber: 'WSP/2026/000002' }),
	person('Nowy', { enrolledOn: null })
];
const make = (shown: 'names' | 'numbered' | 'none') => makeReport(subject, people, shown, (id) => id);

test('a report counts who is enrolled, started and finished, and the hours that gave', () => {
	expect(make('names')).toMatchObject({
		enrolled: 3,
		started: 3,
		finished: 2,
		hoursDelivered: 3,
		certificates: 2,
		test: { people: 3, meanTenths: 717 }
	});
	expect(make('names').ranges.map(({ people: count }) => count)).toEqual([0, 1, 0, 1, 1]);
});

test('people stand in Polish order, or without any trace of their names and numbers', () => {
	expect(make('names').rows.map(({ label }) => label)).toEqual(['Ala', 'Łukasz', 'Zosia']);
	const numbered = make('numbered');
	expect(numbered.rows.map(({ label }) => label)).toEqual(['Osoba 1', 'Osoba 2', 'Osoba 3']);
	expect(JSON.stringify(numbered)).not.toMatch(/Ala|Łukasz|Zosia|WSP/);
	expect(make('none').rows).toEqual([]);
});

test('results of fewer than five people are not told where nobody is', () => {
	expect(make('none')).toMatchObject({ test: 'tooFew', ranges: [] });
	const value = reportFacts(make('none')).find(({ label }) => label.startsWith('Średni'))?.value;
	expect(value).toBe('ukryty: sprawdzian ma mniej niż 5\u00a0osób');
	const five = Array.from({ length: 5 }, (_, index) => person(`Osoba ${index}`, { ...finished, testPercent: 80 }));
	const told = makeReport(subject, five, 'none', (id) => id);
	expect(told).toMatchObject({ test: { people: 5, meanTenths: 800 } });
	expect(told.ranges.map(({ people: count }) => count)).toEqual([0, 0, 0, 5, 0]);
});

test('a report without anybody says so instead of dividing by nothing', () => {
	const empty = makeReport(subject, [], 'names', (id) => id);
	expect(empty).toMatchObject({ enrolled: 0, hoursDelivered: 0, test: null, rows: [] });
	expect(reportFacts(empty).find(({ label }) => label.startsWith('Średni'))?.value).toBe('brak wyników');
});

test('the mean is the nearest tenth', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(100), { minLength: 1 }), (percents) => {
			const exact = (percents.reduce((sum, percent) => sum + percent, 0) * 10) / percents.length;
			expect(Math.abs(meanTenths(percents) - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
		})
	);
	expect(meanTenths([50, 51])).toBe(505);
});

test('a course without a test has no columns, numbers or words about one', () => {
	const report = makeReport({ ...subject, course: { ...subject.course, hasTest: false } }, people, 'names', (id) => id);
	expect(reportSheet(report).columns.map(({ title }) => title)).not.toContain('Sprawdzian');
	expect(reportFacts(report).map(({ label }) => label)).not.toContain('Średni wynik sprawdzianu');
	expect(report.ranges).toEqual([]);
	expect(reportNotes(report).join(' ')).toContain('Kurs nie ma sprawdzianu');
});

test('the table to be saved has a row for each person, or the numbers when there are no people', () => {
	expect(reportSheet(make('names')).rows[0]).toEqual([
		'Ala',
		'2026-09-01',
		'tak',
		'2026-11-01',
		84,
		'WSP/2026/000002',
		'Spółdzielnia',
		1.5
	]);
	expect(reportSheet(make('none')).rows).toContainEqual(['Zapisani', '3\u00a0osoby']);
});

describe('gain', () => {
	const both = { ...subject, course: { ...subject.course, hasPretest: true } };
	const pairs = (list: [before: number | null, after: number | null][]) =>
		list.map(([pretestPercent, testPercent], i) => person(`Osoba-${i}`, { pretestPercent, testPercent }));
	const gainOf = (list: [number | null, number | null][], shown: 'names' | 'none' = 'names') =>
		makeReport(both, pairs(list), shown, (id) => id).gain;

	test('it is the mean difference of those who have both results, and of nobody else', () => {
		const list: [number | null, number | null][] = [
			[20, 70],
			[40, 95],
			[null, 100],
			[0, null]
		];
		expect(gainOf(list)).toEqual({ people: 2, beforeTenths: 300, afterTenths: 825, gainTenths: 525 });
		expect(gainOf([[50, 40]])).toMatchObject({ gainTenths: -100 });
		expect(gainOf([[null, 100]])).toBeNull();
	});

	test('its rounding is right for any results, worse ones included', () => {
		const percent = fc.integer({ min: 0, max: 100 });
		fc.assert(
			fc.property(fc.array(fc.tuple(percent, percent), { minLength: 1, maxLength: 60 }), (list) => {
				const gain = gainOf(list);
				if (gain === null || gain === 'tooFew') throw new Error('There is a gain.');
				const exact = list.reduce((sum, [before, after]) => sum + (after - before) * 10, 0) / list.length;
				expect(gain.people).toBe(list.length);
				expect(Math.abs(gain.gainTenths - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
				expect(Math.abs(gain.afterTenths - gain.beforeTenths - gain.gainTenths)).toBeLessThanOrEqual(1);
			})
		);
	});

	test('fewer than five people are not told of where people are not', () => {
		const four = Array.from({ length: 4 }, (): [number, number] => [20, 70]);
		expect(gainOf(four, 'none')).toBe('tooFew');
		expect(gainOf([...four, [20, 70]], 'none')).toMatchObject({ people: 5, gainTenths: 500 });
		expect(gainOf(four)).toMatchObject({ people: 4 });
		const numbered = makeReport(both, pairs(four), 'numbered', (id) => id);
		expect(numbered.gain).toBe('tooFew');
		expect(numbered.rows.every(({ pretestPercent }) => pretestPercent === null)).toBe(true);
		expect(reportSheet(numbered).columns.map(({ title }) => title)).not.toContain('Przed nauką');
	});

	test('it is said in words, drawn, and explained', () => {
		const report = makeReport(
			both,
			pairs([
				[20, 70],
				[30, 71]
			]),
			'names',
			(id) => id
		);
		const value = reportFacts(report).find(({ label }) => label.startsWith('Przyrost'))?.value;
		expect(value).toBe('+45,5\u00a0pkt\u00a0proc. (2\u00a0osoby)');
		expect(gainBars(report)).toEqual([
			{ label: 'Przed nauką', text: '25%', share: 0.25 },
			{ label: 'Sprawdzian', text: '70,5%', share: 0.705 }
		]);
		expect(reportNotes(report).join(' ')).toContain('skończone przed zaczęciem sprawdzianu');
		expect(reportSheet(report).rows[0]?.slice(4, 6)).toEqual([20, 70]);
	});

	test('a snapshot from before there were pretests says what it said', () => {
		const { version, gain, course, rows, ...rest } = make('names');
		expect([version, gain]).toEqual([2, null]);
		const first = {
			...rest,
			course: { title: course.title, hours: course.hours, revision: course.revision, hasTest: course.hasTest },
			rows: rows.map(({ pretestPercent, ...row }) => (pretestPercent === null ? row : {}))
		};
		const read = readContent(JSON.stringify(first));
		expect(read).toEqual(make('names'));
		expect(reportNotes(read)).toContain('Kurs nie ma testu przed nauką, więc raport nie podaje przyrostu wiedzy.');
	});
});
