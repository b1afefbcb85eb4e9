import { expect, test } from 'vitest';
import { areLinked, type RaschForm } from './rasch-forms.ts';
import { fitRasch } from './rasch.ts';

/** People with the same questions: each pattern of right and wrong with how many gave it. */
function formOf(items: number[], patterns: Record<string, number>): RaschForm {
	const byScore = Array.from({ length: items.length + 1 }, () => ({ n: 0, rights: items.map(() => 0) }));
	for (const [pattern, n] of Object.entries(patterns)) {
		const group = byScore[[...pattern].filter((mark) => mark === '1').length]!;
		group.n += n;
		[...pattern].forEach((mark, at) => (group.rights[at]! += mark === '1' ? n : 0));
	}
	return { items, byScore };
}

test.each([
	['everybody has everything right', { '111': 200 }],
	['everybody has everything wrong', { '000': 200 }],
	['one question nobody had wrong', { '110': 50, '100': 50, '111': 50, '101': 50 }],
	['nobody at all', {}]
])('there is no fit where %s', (_, patterns) => {
	expect(fitRasch([formOf([0, 1, 2], patterns)], 3)).toBeNull();
});

test('two people, and answers that have nothing in common, give no number without an error', () => {
	for (const patterns of [
		{ '10': 1, '01': 1 },
		{ '110': 100, '001': 100 },
		{ '10': 100, '01': 100 }
	] as Record<string, number>[]) {
		const size = Object.keys(patterns)[0]!.length;
		const fit = fitRasch([formOf([...Array(size).keys()], patterns)], size);
		for (const value of fit ? [...fit.difficulties, ...fit.standardErrors, fit.sd, ...fit.infit, ...fit.outfit] : [])
			expect(Number.isFinite(value)).toBe(true);
		for (const error of fit?.standardErrors ?? []) expect(error).toBeGreaterThan(0);
	}
});

test('questions that nobody got together with the others stand on no common scale', () => {
	const patterns = { '11': 40, '10': 40, '01': 30, '00': 30 };
	const [first, second] = [formOf([0, 1], patterns), formOf([2, 3], patterns)];
	expect(areLinked([first], 2)).toBe(true);
	expect(areLinked([first, second], 4)).toBe(false);
	expect(areLinked([first, second, formOf([1, 2], patterns)], 4)).toBe(true);
});
