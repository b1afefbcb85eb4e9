import { Z95, type Estimate } from './estimate.ts';

/**
 * Facility: the share of the points that could be had, from 0 to 1; no answer is worth nothing. The interval is Wilson's
 * (1927) for a proportion. Where parts of points are given it is too wide rather than too narrow: a share between 0 and
 * 1 varies no more than one that is either.
 * @param won what all of them got of `of`
 * @param n how many people
 */
export function facilityOf({ won, of, n }: { won: number; of: number; n: number }): Estimate | null {
	if (n === 0 || of === 0) return null;
	const p = won / of;
	const z2 = Z95 ** 2;
	const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
	const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
	return { value: p, from: Math.max(0, middle - half), to: Math.min(1, middle + half), n };
}
