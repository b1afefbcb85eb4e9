import { LEAST_PEOPLE } from './thresholds.ts';

/**
 * Whether new numbers may take the place of those that were shown: over the same number of people, as after a corrected
 * key, or over at least five more or fewer. Whoever compared numbers before and after one person would learn what that
 * person answered.
 * @param before over how many people the stored numbers are; null: there are none
 */
export function mayReplace(before: number | null, n: number): boolean {
	return before === null || before === n || Math.abs(before - n) >= LEAST_PEOPLE;
}
