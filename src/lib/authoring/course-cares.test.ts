import { expect, test } from 'vitest';
import { compareCares, reviewState, type CourseCares } from './course-cares.ts';

const calm: CourseCares = { review: 'fine', errors: 0, suspects: 0, reports: 0, regrades: 0, marking: 0 };

test('a review is near for thirty days, its own day included, and then past', () => {
	expect(reviewState('2026-11-22', '2026-11-23')).toBe('past');
	expect(reviewState('2026-11-23', '2026-11-23')).toBe('near');
	expect(reviewState('2026-12-23', '2026-11-23')).toBe('near');
	expect(reviewState('2026-12-24', '2026-11-23')).toBe('fine');
});

test('a doubtful key comes before people who wait, remarks, and days', () => {
	const sorted: CourseCares[] = [
		{ ...calm, suspects: 1 },
		{ ...calm, marking: 3, reports: 9 },
		{ ...calm, reports: 2 },
		{ ...calm, review: 'past' },
		{ ...calm, review: 'near' },
		calm
	];
	expect(sorted.toReversed().sort(compareCares)).toEqual(sorted);
});
