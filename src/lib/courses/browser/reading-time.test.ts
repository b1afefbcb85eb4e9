import { expect, test } from 'vitest';
import { minutesLeft } from './reading-time.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('before reading the whole time is told, on the way what is left, at the end that it is over', () => {
	expect(plain(minutesLeft(10, 0.3, true))).toBe('10 minut');
	expect(plain(minutesLeft(10, 0.45, false))).toBe('jeszcze 6 minut');
	expect(plain(minutesLeft(10, 0.95, false))).toBe('jeszcze 1 minuta');
	expect(plain(minutesLeft(10, 1.2, false))).toBe('koniec tekstu');
});
