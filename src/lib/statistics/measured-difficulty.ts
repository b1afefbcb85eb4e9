import type { Difficulty } from '#lib/quizzes/difficulty.ts';
import type { Estimate } from './estimate.ts';
import { LEAST_FOR_DIFFICULTY } from './thresholds.ts';

/** From these facilities on a question is easy or medium; below, hard. */
export const EASY_FROM = 0.8;
export const MEDIUM_FROM = 0.5;

/** How hard a question turned out to be, for draws from a bank; null while too few have answered to say. */
export function measuredDifficulty(facility: Estimate | null): Difficulty | null {
	if (!facility || facility.n < LEAST_FOR_DIFFICULTY) return null;
	if (facility.value >= EASY_FROM) return 'easy';
	return facility.value >= MEDIUM_FROM ? 'medium' : 'hard';
}
