import { expect, test } from 'vitest';
import { isPlainText } from './account-forms.ts';

test.each(['Żółwik Ęą', 'Anna Nowak-Kowalska', "O'Brien", '🦊', 'Олена', '7b, nr 12'])('%s is a name', (name) => {
	expect(isPlainText(name)).toBe(true);
});

test.each([
	['a direction sign', 'Anna \u202eakzcyzcuan'],
	['a sign nobody sees', 'Anna\u200b'],
	['a blank letter', '\u3164\u3164'],
	['hidden tags', 'Anna\u{e0041}'],
	['a line end', 'Anna\nNowak'],
	['a line separator', 'Anna\u2028Nowak'],
	['a pile of accents', `A${'\u0301'.repeat(9)}`],
	['half a sign', 'Anna\ud800']
])('%s is not part of a name', (_, name) => {
	expect(isPlainText(name)).toBe(false);
});
