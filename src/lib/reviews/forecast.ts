import type { Instant } from '../server/db/tables/values.ts';
import { recallAfter } from './scheduler.ts';

/** The days ahead that a forecast tells of. */
export const HORIZONS = [0, 30, 90] as const;

/** With fewer people a sum would tell of one of them. */
export const LEAST_PEOPLE = 5;

/** What a forecast needs of a card that was asked at least once. */
export interface Remembered {
	/** Hundredths of a day until the chance to remember is 90 %. */
	stability: number;
	lastReviewedAt: Instant;
}

/** Sums of chances, so that those of many people can be added. */
export interface ForecastSum {
	cards: number;
	/** At each of `HORIZONS`, as if nothing were reviewed until then. */
	remembered: number[];
}

export const nothingForecast = (): ForecastSum => ({ cards: 0, remembered: HORIZONS.map(() => 0) });

/** Adds a card to a sum, in place. */
export function addToForecast(sum: ForecastSum, { stability, lastReviewedAt }: Remembered, now: Date): void {
	const elapsed = Math.floor((now.getTime() - Date.parse(lastReviewedAt)) / 86_400_000);
	sum.cards += 1;
	for (const [at, ahead] of HORIZONS.entries()) {
		sum.remembered[at] = (sum.remembered[at] ?? 0) + recallAfter(stability / 100, elapsed + ahead);
	}
}

/** The expected share that is remembered at each of `HORIZONS`, in whole percent; null: nothing to tell from. */
export const forecastPercents = ({ cards, remembered }: ForecastSum): number[] | null =>
	cards === 0 ? null : remembered.map((sum) => Math.round((100 * sum) / cards));
