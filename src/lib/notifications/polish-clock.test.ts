import { describe, expect, test } from 'vitest';
import { endOfQuietHours, instantInPoland, nextDigest, timeInPoland } from './polish-clock.ts';

const at = (text: string) => new Date(text);

describe('quiet hours', () => {
	test.each([
		['a winter evening', '2026-11-23T19:00:00Z', '2026-11-24T06:00:00Z'],
		['a winter night', '2026-11-23T02:00:00Z', '2026-11-23T06:00:00Z'],
		['a summer evening', '2026-06-01T18:00:00Z', '2026-06-02T05:00:00Z'],
		['the evening before the clock goes forward', '2026-03-28T19:00:00Z', '2026-03-29T05:00:00Z'],
		['the night in which it goes forward', '2026-03-29T00:30:00Z', '2026-03-29T05:00:00Z'],
		['the evening before the clock goes back', '2026-10-24T18:00:00Z', '2026-10-25T06:00:00Z'],
		['the hour that comes twice', '2026-10-25T01:30:00Z', '2026-10-25T06:00:00Z'],
		['the last minute of the year', '2026-12-31T22:59:00Z', '2027-01-01T06:00:00Z']
	])('%s lasts until seven', (_, instant, end) => {
		expect(endOfQuietHours(at(instant))).toEqual(at(end));
	});

	test.each([
		['seven sharp in winter', '2026-11-23T06:00:00Z'],
		['a minute to eight in the evening in winter', '2026-11-23T18:59:59Z'],
		['seven sharp after the clock went forward', '2026-03-29T05:00:00Z'],
		['seven sharp after the clock went back', '2026-10-25T06:00:00Z']
	])('%s is no quiet hour', (_, instant) => {
		expect(endOfQuietHours(at(instant))).toBeNull();
	});
});

describe('digests', () => {
	test.each([
		['the same morning', 'daily', '2026-11-23T06:00:00Z', '2026-11-23T06:30:00Z'],
		['that very moment', 'daily', '2026-11-23T06:30:00Z', '2026-11-23T06:30:00Z'],
		['the next morning', 'daily', '2026-11-23T06:30:01Z', '2026-11-24T06:30:00Z'],
		['the morning after the clock went forward', 'daily', '2026-03-28T12:00:00Z', '2026-03-29T05:30:00Z'],
		['the morning after the clock went back', 'daily', '2026-10-24T12:00:00Z', '2026-10-25T06:30:00Z'],
		['the next Monday', 'weekly', '2026-11-23T06:31:00Z', '2026-11-30T06:30:00Z'],
		['a Monday in summer time after a Sunday of change', 'weekly', '2026-03-25T12:00:00Z', '2026-03-30T05:30:00Z'],
		['a Monday in winter time after a Sunday of change', 'weekly', '2026-10-20T12:00:00Z', '2026-10-26T06:30:00Z']
	] as const)('%s, half past seven', (_, how, instant, digest) => {
		expect(nextDigest(at(instant), how)).toEqual(at(digest));
	});
});

test('a clock in Poland shows what was asked for, all year round', () => {
	for (let day = 0; day < 366; day += 1) {
		const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
		for (const time of ['00:00', '07:00', '07:30', '20:00', '23:59']) {
			expect(timeInPoland(instantInPoland(date, time)), date).toBe(time);
		}
	}
});
