import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, reasonsFor, type Schedule, type Standing } from './help.ts';

const standing = (changes: Partial<Standing> = {}): Standing => ({
	isCompleted: false,
	doneSteps: 5,
	totalSteps: 10,
	lastActiveOn: '2026-11-22',
	lastLesson: 3,
	failed: [],
	...changes
});
const schedule = (changes: Partial<Schedule> = {}): Schedule => ({
	today: '2026-11-23',
	startsOn: '2026-11-01',
	dueOn: null,
	...changes
});

describe('stuck', () => {
	test('seven days without anything done are said with the lesson where it stopped', () => {
		expect(reasonsFor(standing({ lastActiveOn: '2026-11-16' }), schedule())).toEqual([
			'7\u00a0dni bez ruchu, ostatnio lekcja\u00a03'
		]);
	});
	test('six days are not', () => {
		expect(reasonsFor(standing({ lastActiveOn: '2026-11-17' }), schedule())).toEqual([]);
	});
	test('the night the clocks change does not add or take a day', () => {
		expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
		expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
	});
});

describe('failed tries', () => {
	const failedAt = (tries: number, isTest = false) => standing({ failed: [{ lesson: 4, isTest, tries }] });
	test('three at one quiz are said with its lesson, two are not', () => {
		expect(reasonsFor(failedAt(3), schedule())).toEqual(['3\u00a0podejścia bez zaliczenia: quiz w\u00a0lekcji\u00a04']);
		expect(reasonsFor(failedAt(5, true), schedule())).toEqual(['5\u00a0podejść bez zaliczenia: sprawdzian']);
		expect(reasonsFor(failedAt(2), schedule())).toEqual([]);
	});
});

describe('the due day', () => {
	test('whoever did as much as the time asks is left alone; 25 points below is still enough', () => {
		const half = schedule({ startsOn: '2026-11-13', dueOn: '2026-12-02' });
		expect(reasonsFor(standing({ doneSteps: 3 }), half)).toEqual([]);
		expect(reasonsFor(standing({ doneSteps: 2 }), half)).toEqual(['zrobione 20% kroków, minęło 50% czasu']);
	});
	test('three days before the end every missing step is worth a word', () => {
		expect(reasonsFor(standing({ doneSteps: 9 }), schedule({ dueOn: '2026-11-26' }))).toEqual([
			'termin za 3\u00a0dni, do zrobienia 1\u00a0krok'
		]);
		expect(reasonsFor(standing({ doneSteps: 7 }), schedule({ dueOn: '2026-11-23' }))).toEqual([
			'termin dzisiaj, do zrobienia 3\u00a0kroki'
		]);
		expect(reasonsFor(standing({ doneSteps: 7 }), schedule({ dueOn: '2026-11-22' }))).toEqual([
			'po terminie, do zrobienia 3\u00a0kroki'
		]);
	});
	test('not begun at half of the time', () => {
		const notBegun = standing({ doneSteps: 0, lastActiveOn: null, lastLesson: null });
		expect(reasonsFor(notBegun, schedule({ dueOn: '2026-12-15' }))).toEqual([]);
		expect(reasonsFor(notBegun, schedule({ dueOn: '2026-12-14' }))).toEqual([
			'jeszcze nie zaczęte, a minęła połowa czasu'
		]);
	});
});

test('whoever did everything they could, up to what waits for marks, needs no help', () => {
	const longAgo = standing({ doneSteps: 10, lastActiveOn: '2026-10-01' });
	expect(reasonsFor(longAgo, schedule({ dueOn: '2026-11-22' }))).toEqual([]);
});

test('nobody is asked for anything before the course opens, or when there is nothing to do', () => {
	const late = standing({ lastActiveOn: '2026-10-01' });
	expect(reasonsFor(late, schedule({ startsOn: '2026-11-24', dueOn: '2026-11-25' }))).toEqual([]);
	expect(reasonsFor({ ...late, doneSteps: 0, totalSteps: 0 }, schedule())).toEqual([]);
});

describe('whatever the days', () => {
	const day = fc
		.integer({ min: 0, max: 400 })
		.map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
	const standings = fc
		.record({
			isCompleted: fc.boolean(),
			totalSteps: fc.integer({ min: 1, max: 40 }),
			share: fc.nat(40),
			lastActiveOn: fc.option(day),
			lastLesson: fc.option(fc.integer({ min: 1, max: 40 })),
			tries: fc.nat(6)
		})
		.map(({ share, tries, ...rest }) => ({
			...rest,
			doneSteps: Math.min(share, rest.totalSteps),
			failed: [{ lesson: 1, isTest: false, tries }]
		}));
	const schedules = fc.record({ today: day, startsOn: day, dueOn: fc.option(day) });

	test('whoever has finished needs no help', () => {
		fc.assert(
			fc.property(standings, schedules, (given, when) => {
				expect(reasonsFor({ ...given, isCompleted: true }, when)).toEqual([]);
			})
		);
	});

	test('doing more never makes a reason about the due day', () => {
		fc.assert(
			fc.property(standings, schedules, (given, when) => {
				const more = { ...given, doneSteps: given.totalSteps };
				const dueReasons = (of: Standing) =>
					reasonsFor({ ...of, failed: [] }, { ...when }).filter((r) => /termin|czasu/.test(r));
				if (given.lastActiveOn !== null) expect(dueReasons(more)).toEqual([]);
			})
		);
	});

	test('a reason is a few words without holes', () => {
		fc.assert(
			fc.property(standings, schedules, (given, when) => {
				for (const reason of reasonsFor(given, when)) expect(reason).not.toMatch(/NaN|null|undefined|-\d/);
			})
		);
	});
});
