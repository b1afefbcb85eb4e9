import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportSheet } from './report-sheet.ts';
import { reportFacts, reportNotes } from './report-words.ts';
import { makeReport, meanTenths, type PersonFacts, type ReportSubject } from './report.ts';

const subject: ReportSubject = {
	organization: 'Szkoła nr 1',
	operator: 'ROPS',
	group: '7b',
	course: { title: 'Spółdzielnia', hours: 1.5, revision: 'abc', hasTest: true },
	madeOn: '2026-11-23'
};
const person = (id: string, given: Partial<PersonFacts> = {}): PersonFacts => ({
	id,
	displayName: id,
	enrolledOn: '2026-09-01',
	finishedOn: null,
	hasStarted: false,
	testPercent: null,
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
