import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from './wright-columns.ts';

test('questions far apart stand in one column, close ones side by side', () => {
	expect(columnsOf([2, 1, 0], { gap: 0.5, count: 5 })).toEqual([0, 0, 0]);
	expect(columnsOf([2, 1.9, 1.8, 1.2], { gap: 0.5, count: 5 })).toEqual([0, 1, 2, 0]);
	expect(columnsOf([0, 0, 0, -0.1], { gap: 0.5, count: 2 }), 'more than there is room for').toEqual([0, 1, 0, 1]);
});

test('no two of a column cover each other unless more are close than there are columns', () => {
	const some = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 60 });
	fc.assert(
		fc.property(some, fc.integer({ min: 1, max: 8 }), (values, count) => {
			const sorted = values.toSorted((a, b) => b - a);
			const columns = columnsOf(sorted, { gap: 0.3, count });
			sorted.forEach((value, at) => {
				const covered = sorted.findIndex((other, i) => i < at && columns[i] === columns[at] && other - value < 0.3);
				const close = sorted.filter((other, i) => i <= at && other - value < 0.3).length;
				if (covered !== -1) expect(close).toBeGreaterThan(count);
			});
		})
	);
});
