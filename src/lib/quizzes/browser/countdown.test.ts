import { expect, test } from 'vitest';
import { timeLeftInWords, timeWarning } from './countdown.ts';

test.each([
	[12 * 60_000, 'Zostało 12\u00a0min'],
	[11 * 60_000 + 1, 'Zostało 12\u00a0min'],
	[60_000, 'Zostało 60\u00a0s'],
	[500, 'Zostało 1\u00a0s'],
	[-5, 'Zostało 0\u00a0s'],
	[125 * 60_000, 'Zostało 2\u00a0godz. 5\u00a0min']
])('%i ms: %s', (ms, words) => expect(timeLeftInWords(ms)).toBe(words));

test('time is announced once at ten, five and one minute', () => {
	expect(timeWarning(600_500, 599_500)).toBe('Do końca 10\u00a0minut.');
	expect(timeWarning(599_500, 598_500)).toBeNull();
	expect(timeWarning(300_100, 299_900)).toBe('Do końca 5\u00a0minut.');
	expect(timeWarning(60_100, 59_000)).toBe('Do końca 1\u00a0minuta.');
	expect(timeWarning(700_000, 50_000)).toBe('Do końca 1\u00a0minuta.');
});
