import { expect, test } from 'vitest';
import { daysAfter } from '../format.ts';
import { rateAnswer } from './rating.ts';
import { recallAfter, scheduleReview, type Memory, type ReviewRating } from './scheduler.ts';

const today = '2026-11-23';

/** Days between reviews when each is answered on the day it is due. */
function distances(ratings: ReviewRating[], from = today): number[] {
	let [memory, day]: [Memory | null, string] = [null, from];
	return ratings.map((rating) => {
		const next = scheduleReview(memory, rating, day);
		const days = (Date.parse(next.dueOn) - Date.parse(day)) / 86_400_000;
		[memory, day] = [JSON.parse(JSON.stringify(next.memory)) as Memory, next.dueOn];
		return days;
	});
}

test('right answers move a card further and further away, a wrong one brings it back tomorrow', () => {
	const [first = 0, second = 0, third = 0, ...after] = distances([3, 3, 3, 1, 3]);
	expect([first < second, second < third]).toEqual([true, true]);
	expect(after[0]).toBeLessThan(third / 2);
	expect(distances([1])).toEqual([1]);
});

test('sure answers wait longer than right ones, right ones longer than half right ones', () => {
	const [hard = 0, good = 0, easy = 0] = ([2, 3, 4] as const).map((rating) => distances([rating])[0]);
	expect([hard < good, good < easy]).toEqual([true, true]);
});

test('nothing comes back on the same day, and nothing later than after a year', () => {
	expect(Math.min(...distances([1, 1, 1, 1]))).toBe(1);
	expect(Math.max(...distances(Array.from({ length: 12 }, () => 4 as const)))).toBe(365);
});

test('the same answers give the same days, in winter as over a change of clocks', () => {
	const ratings: ReviewRating[] = [3, 2, 4, 1, 3];
	expect(distances(ratings)).toEqual(distances(ratings));
	expect(distances(ratings, '2026-03-27')).toEqual(distances(ratings, '2026-11-23'));
	expect(distances(ratings, '2026-10-23')).toEqual(distances(ratings, '2026-11-23'));
});

test('the chance to remember is 90 % when a card is due and falls with every day', () => {
	const { stability } = scheduleReview(null, 3, today);
	expect(recallAfter(stability, 0)).toBe(1);
	expect(recallAfter(stability, stability)).toBeCloseTo(0.9, 5);
	const chances = [0, 1, 30, 90, 365].map((days) => recallAfter(stability, days));
	expect(chances).toEqual([...chances].sort((a, b) => b - a));
	expect(recallAfter(stability, -3)).toBe(1);
	expect(daysAfter(today, 1)).toBe('2026-11-24');
});

test.each([
	[0, null, 1],
	[0, 'sure', 1],
	[50, 'sure', 2],
	[100, 'guess', 2],
	[100, 'rather', 3],
	[100, null, 3],
	[100, 'sure', 4]
] as const)('an answer worth %i of 100, said to be „%s”, is rated %i', (score, confidence, rating) => {
	expect(rateAnswer({ score, maxScore: 100, confidence })).toBe(rating);
});
