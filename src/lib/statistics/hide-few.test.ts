import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideFew, type ChoiceCounts } from './hide-few.ts';

const isFew = (count: number) => count > 0 && count < 5;

test('a choice of nobody is shown where it gives nobody away, a choice of a few never', () => {
	expect(hideFew({ all: [30, 10, 0], thirds: null }).all).toEqual([30, 10, 0]);
	expect(hideFew({ all: [33, 7, 0, 2], thirds: null }).all).toEqual([33, 7, null, null]);
});

test('where one count would follow from the others, one more is left out', () => {
	expect(hideFew({ all: [20, 7, 3], thirds: null }).all).toEqual([20, null, null]);
});

test('where the middle third would follow from the other two, one of them is left out', () => {
	const { thirds } = hideFew({ all: [23, 20, 17], thirds: { lower: [12, 8, 0], upper: [8, 6, 6] } });
	expect(thirds).toEqual({ lower: [12, 8, 0], upper: [null, null, 6] });
});

/** Choices of people in the lower, middle and upper third. */
const tables = fc
	.array(fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)), { minLength: 3, maxLength: 6 })
	.map((rows): ChoiceCounts => {
		const [lower, middle, upper] = [0, 1, 2].map((third) => rows.map((row) => row[third] ?? 0));
		return {
			all: rows.map((_, at) => lower![at]! + middle![at]! + upper![at]!),
			thirds: { lower: lower!, upper: upper! }
		};
	});

test('what is shown never gives a count of one to four people, neither by itself nor by one subtraction', () => {
	fc.assert(
		fc.property(tables, (counts) => {
			const { all, thirds } = hideFew(counts);
			for (const column of [all, thirds!.lower, thirds!.upper]) {
				for (const count of column) expect(count === null || !isFew(count)).toBe(true);
				expect(column.filter((count) => count === null)).not.toHaveLength(1);
			}
			all.forEach((whole, row) => {
				const [lower, upper] = [thirds!.lower[row], thirds!.upper[row]];
				if (typeof whole !== 'number' || typeof lower !== 'number' || typeof upper !== 'number') return;
				expect(isFew(whole - lower - upper)).toBe(false);
			});
		})
	);
});
