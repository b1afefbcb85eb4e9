import { expect, test } from 'vitest';
import { addToForecast, forecastPercents, nothingForecast } from './forecast.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
function percents(reviewedDaysAgo: number[]) {
	const sum = nothingForecast();
	for (const days of reviewedDaysAgo) addToForecast(sum, { stability: 3000, lastReviewedAt: daysAgo(days) }, now);
	return forecastPercents(sum);
}

test('a card reviewed today is remembered now and a little less in 30 and 90 days', () => {
	expect(percents([0])).toEqual([100, 90, 81]);
});

test('days since the review count, and cards are averaged', () => {
	expect(percents([30])?.[0]).toBe(90);
	expect(percents([30, 0])?.[0]).toBe(95);
});

test('without cards nothing is foretold', () => {
	expect(percents([])).toBeNull();
});
