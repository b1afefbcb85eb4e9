import { Z95, type Estimate } from './estimate.ts';

/**
 * Corrected discrimination: Pearson's correlation of the points for a question with the share of points in the others
 * (item–rest correlation), from −1 to 1. The interval is Fisher's (1921), by z = artanh r, whose standard error is
 * 1/√(n − 3).
 * @param pairs points and rest score of each person; pairs without a rest score (NaN) are left out
 * @returns null where it cannot be told: nobody differs from anybody, or fewer than four people
 */
export function discriminationOf(points: ArrayLike<number>, rest: ArrayLike<number>): Estimate | null {
	let [n, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
	// Welford's running sums: exact enough where plain sums of squares would cancel each other.
	for (let at = 0; at < points.length; at++) {
		const y = rest[at] as number;
		if (Number.isNaN(y)) continue;
		n++;
		const dx = (points[at] as number) - meanX;
		const dy = y - meanY;
		meanX += dx / n;
		meanY += dy / n;
		xx += dx * ((points[at] as number) - meanX);
		yy += dy * (y - meanY);
		xy += dx * (y - meanY);
	}
	if (n < 4 || xx < 1e-9 || yy < 1e-9) return null;
	const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
	const half = Z95 / Math.sqrt(n - 3);
	// ±1 has no finite z, and no interval but itself.
	if (Math.abs(r) > 1 - 1e-12) return { value: r, from: r, to: r, n };
	const z = Math.atanh(r);
	return { value: r, from: Math.tanh(z - half), to: Math.tanh(z + half), n };
}

/** Shown as 0,00: no more than what is lost in reckoning. */
const NOTHING = 0.005;

/** What discrimination says about the key: negative means that those who know more choose otherwise. */
export function keyVerdict(discrimination: Estimate | null): 'check' | 'checkFirst' | null {
	if (!discrimination || discrimination.value > -NOTHING) return null;
	return discrimination.to < 0 ? 'checkFirst' : 'check';
}
