import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isPausedOn, lengthOf, pauseForm } from './pause.ts';

test('both days of a pause belong to it, also over a change of clocks', () => {
	const pause = { from: '2026-10-20', until: '2026-11-02' };
	expect(['2026-10-19', '2026-10-20', '2026-11-02', '2026-11-03'].map((day) => isPausedOn(pause, day))).toEqual([
		false,
		true,
		true,
		false
	]);
	expect(lengthOf(pause)).toBe(14);
	expect(lengthOf({ from: '2026-03-28', until: '2026-03-30' })).toBe(3);
	expect(lengthOf({ from: '2026-12-24', until: '2026-12-24' })).toBe(1);
});

test.each([
	['2026-11-22', '2026-11-30', 'Przerwa może zacząć się najwcześniej dziś.'],
	['2026-11-30', '2026-11-23', 'Ostatni dzień jest przed pierwszym. Podaj późniejszy.'],
	['2026-11-23', '2027-11-23', 'Przerwa może trwać najwyżej 120 dni. Na dłużej wyłącz powtórki.'],
	['jutro', '2026-11-23', 'Podaj pierwszy dzień przerwy.'],
	['2026-11-23', '2026-02-30', 'Podaj ostatni dzień przerwy.']
])('a pause from %s until %s is refused with a sentence', (from, until, message) => {
	const result = v.safeParse(pauseForm('2026-11-23'), { from, until });
	expect(result.issues?.map((issue) => issue.message)).toContain(message);
});

test('a pause of one day, today, is a pause', () => {
	const pause = { from: '2026-11-23', until: '2026-11-23' };
	expect(v.parse(pauseForm('2026-11-23'), pause)).toEqual(pause);
});
