import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_ANSWERS, levelInWords, skillLevel } from './skill.ts';

const ratings = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: LEAST_ANSWERS, maxLength: 60 });

test('a few answers say nothing', () => {
	expect(skillLevel([4, 4, 4, 4])).toBeNull();
	expect(skillLevel([4, 4, 4, 4, 4])).toBe(100);
	expect(skillLevel([1, 1, 1, 1, 1])).toBe(0);
});

test('a right answer never lowers the level, a wrong one never lifts it', () => {
	fc.assert(
		fc.property(ratings, (before) => {
			const level = skillLevel(before) ?? NaN;
			expect(skillLevel([3, ...before])).toBeGreaterThanOrEqual(level);
			expect(skillLevel([1, ...before])).toBeLessThanOrEqual(level);
		})
	);
});

test('a better answer in any place never gives a lower level', () => {
	fc.assert(
		fc.property(ratings, fc.nat(), (before, at) => {
			const better = before.with(at % before.length, 4);
			expect(skillLevel(better)).toBeGreaterThanOrEqual(skillLevel(before) ?? NaN);
		})
	);
});

test('what was long ago weighs little', () => {
	const long = Array.from({ length: 40 }, () => 1);
	expect(skillLevel([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, ...long])).toBeGreaterThanOrEqual(75);
});

test('a level has words', () => {
	expect([0, 39, 40, 69, 70, 90, 100].map(levelInWords)).toEqual([
		'na początku',
		'na początku',
		'w drodze',
		'w drodze',
		'dobrze',
		'pewnie',
		'pewnie'
	]);
});
