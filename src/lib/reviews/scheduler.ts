import { computeDecayFactor, createEmptyCard, fsrs, type Card, type CardInput, type Grade } from 'ts-fsrs';
import { daysAfter } from '../format.ts';
import type { Day } from '../server/db/tables/values.ts';

/** 1 again, 2 hard, 3 good, 4 easy: what FSRS wants to know of an answer. */
export type ReviewRating = Grade;

/** What the scheduler knows of a card, kept whole as JSON; null: not asked yet. */
export type Memory = Omit<Card, 'due' | 'last_review'> & { due: string; last_review?: string };

const LONGEST_DAYS = 365;

/**
 * FSRS-6 with its published parameters: a card comes back when the chance to remember it falls to 90 %, after a year at
 * the latest. Whole days only, so nothing is asked twice on one day, and no fuzz: the same answers give the same days.
 */
const scheduler = fsrs({
	request_retention: 0.9,
	maximum_interval: LONGEST_DAYS,
	enable_fuzz: false,
	enable_short_term: false
});

/** FSRS reckons in instants; noon in UTC stands for a day, whatever the clocks did. */
const noonOf = (day: Day) => new Date(`${day}T12:00:00.000Z`);

/** What an answer given on a day makes of a memory, and the day to ask again. */
export function scheduleReview(
	memory: Memory | null,
	rating: ReviewRating,
	today: Day
): { memory: Memory; dueOn: Day; stability: number } {
	const before: CardInput = memory ?? createEmptyCard(noonOf(today));
	const { card } = scheduler.next(before, noonOf(today), rating);
	// The library keeps easy apart from good even at the limit.
	const dueOn = daysAfter(today, Math.min(LONGEST_DAYS, Math.max(1, card.scheduled_days)));
	return { memory: JSON.parse(JSON.stringify(card)) as Memory, dueOn, stability: card.stability };
}

const { decay, factor } = computeDecayFactor(scheduler.parameters.w);

/**
 * The chance to remember some days after the last review, from 0 to 1, by the forgetting curve of FSRS-6.
 * @param stability days until it is 90 %
 */
export const recallAfter = (stability: number, days: number): number =>
	(1 + (factor * Math.max(0, days)) / stability) ** decay;
