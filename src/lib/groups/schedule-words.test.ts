import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startOfDayInPoland } from '../format.ts';
import { NO_RULES, opensLaterOn } from './assignment.ts';
import { scheduleInWords } from './schedule-words.ts';

const now = new Date('2026-11-23T10:00:00Z');
const said = (days: { opensOn?: string; dueOn?: string }) =>
	scheduleInWords({ ...NO_RULES, ...days }, now).map((text) => text.replaceAll('\u00a0', ' '));

test('a day to come is said with how long it still is', () => {
	expect(said({ opensOn: '2026-12-05', dueOn: '2027-01-15' })).toEqual([
		'Otwiera się 5 grudnia 2026.',
		'Termin: do 15 stycznia 2027, za 53 dni.'
	]);
	expect(said({ opensOn: '2026-11-23', dueOn: '2026-11-24' })).toEqual(['Termin: do 24 listopada 2026, to jutro.']);
	expect(said({ dueOn: '2026-11-23' })).toEqual(['Termin: do 23 listopada 2026, to dziś.']);
});

test('a day that passed does not shut the door', () => {
	expect(said({ dueOn: '2026-11-22' })).toEqual(['Termin minął wczoraj (22 listopada 2026) – nadal możesz skończyć.']);
	expect(said({ dueOn: '2026-11-20' })).toEqual([
		'Termin minął 3 dni temu (20 listopada 2026) – nadal możesz skończyć.'
	]);
});

test('without days there is nothing to say', () => {
	expect(said({})).toEqual([]);
});

test.each([
	['2026-03-29', 'summer time begins'],
	['2026-10-25', 'summer time ends'],
	['2026-12-05', 'an ordinary day']
])('a course opens at midnight in Poland, not before: %s, %s', (opensOn) => {
	const midnight = new Date(startOfDayInPoland(opensOn)).getTime();
	expect(opensLaterOn({ opensOn }, new Date(midnight - 1))).toBe(opensOn);
	expect(opensLaterOn({ opensOn }, new Date(midnight))).toBeNull();
});

test('on any day of the year a course is open from its first to its last moment in Poland, and not a moment before', () => {
	const anyDay = fc
		.date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
		.map((date) => date.toISOString().slice(0, 10));
	fc.assert(
		fc.property(anyDay, fc.integer({ min: -200_000_000, max: 200_000_000 }), (opensOn, shift) => {
			const at = new Date(new Date(startOfDayInPoland(opensOn)).getTime() + shift);
			expect(opensLaterOn({ opensOn }, at)).toBe(shift < 0 ? opensOn : null);
		})
	);
});
