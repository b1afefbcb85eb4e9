import type { Estimate } from './estimate.ts';
import { fQuantile } from './f-distribution.ts';
import type { Responses } from './responses.ts';

/** How well a form of a quiz tells people apart. */
export interface Reliability {
	/** Cronbach's alpha; where every question is all or nothing it is KR-20. */
	alpha: Estimate;
	isKr20: boolean;
	/** Standard error of measurement, in percent points of the form's maximum. */
	sem: number;
	itemCount: number;
}

/**
 * Cronbach's (1951) alpha, k/(k − 1) · (1 − Σ item variances / variance of sums), with Feldt's (1965) interval:
 * (1 − alpha) F, F with n − 1 and (n − 1)(k − 1) degrees of freedom. SEM = s √(1 − alpha).
 * @param rows the points of each person, the same questions in the same order
 * @param maxScore what the whole form is worth
 * @returns null where it cannot be told: one question, fewer than three people, or all sums equal
 */
export function reliabilityOf(rows: ArrayLike<number>[], maxScore: number): Reliability | null {
	const n = rows.length;
	const k = rows[0]?.length ?? 0;
	if (n < 3 || k < 2) return null;
	const varianceOfItem = (item: number) => varianceOf(rows.map((row) => row[item] as number));
	const itemVariance = Array.from({ length: k }, (_, item) => varianceOfItem(item)).reduce((a, b) => a + b, 0);
	const total = varianceOf(rows.map((row) => Array.from(row).reduce((a, b) => a + b, 0)));
	if (total < 1e-9) return null;
	const value = (k / (k - 1)) * (1 - itemVariance / total);
	const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
	return {
		alpha: {
			value,
			from: 1 - (1 - value) * fQuantile(0.975, df1, df2),
			to: 1 - (1 - value) * fQuantile(0.025, df1, df2),
			n
		},
		isKr20: isAllOrNothing(rows, k),
		sem: (100 * Math.sqrt(total * Math.max(0, 1 - value))) / maxScore,
		itemCount: k
	};
}

/** Of n − 1. */
function varianceOf(values: number[]): number {
	const mean = values.reduce((a, b) => a + b, 0) / values.length;
	return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function isAllOrNothing(rows: ArrayLike<number>[], k: number): boolean {
	return Array.from({ length: k }, (_, item) => new Set(rows.map((row) => row[item]))).every(
		(seen) => seen.size <= 2 && (seen.has(0) || seen.size === 1)
	);
}

/**
 * The largest group of people who got the very same questions, their points in one order of questions. A quiz that
 * draws may have none worth the name: then alpha, which compares sums over the same questions, cannot be told.
 * @param most the newest so many attempts; `responses` has the newest first
 */
export function largestForm(
	{ items, starts, itemOf, points }: Responses,
	most: number
): { rows: number[][]; maxScore: number } {
	const attempts = Math.min(most, starts.length - 1);
	const forms = new Map<string, number[]>();
	const orderOf = (attempt: number) =>
		Array.from(
			{ length: (starts[attempt + 1] as number) - (starts[attempt] as number) },
			(_, i) => i + (starts[attempt] as number)
		).sort((a, b) => (itemOf[a] as number) - (itemOf[b] as number));
	for (let attempt = 0; attempt < attempts; attempt++) {
		const key = itemOf
			.slice(starts[attempt], starts[attempt + 1])
			.sort((a, b) => a - b)
			.join();
		const form = forms.get(key);
		if (form) form.push(attempt);
		else forms.set(key, [attempt]);
	}
	const [largest = []] = [...forms.values()].sort((a, b) => b.length - a.length);
	const [first] = largest;
	const maxScore =
		first === undefined
			? 0
			: itemOf.slice(starts[first], starts[first + 1]).reduce((sum, item) => sum + (items[item]?.maxScore ?? 0), 0);
	return { rows: largest.map((attempt) => orderOf(attempt).map((at) => points[at] as number)), maxScore };
}
