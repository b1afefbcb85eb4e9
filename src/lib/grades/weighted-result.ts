/** What counts of one quiz for one person. Scores are hundredths of a point. */
export type Mark =
	| { kind: 'score'; score: number; maxScore: number }
	/** A teacher decided so. */
	| { kind: 'override'; percent: number }
	/** Does not count for this person. */
	| { kind: 'excused' }
	/** Never graded. */
	| { kind: 'missing' };

export interface WeightedResult {
	/** Whole percent, rounded down; null: nothing counts yet. */
	percent: number | null;
	/** Quizzes with a weight that the person has no result of. */
	missing: number;
}

/**
 * The weighted mean of all marks, computed in fractions of whole numbers and rounded down only once, at the end: 49 and
 * 50 with equal weights give 49, and nobody reads a percent that was not reached. What is excused or missing takes its
 * weight with it.
 */
export function weightedResult(marks: { weight: number; mark: Mark }[]): WeightedResult {
	let sum = { over: 0n, under: 1n };
	let weights = 0n;
	let missing = 0;
	for (const { weight, mark } of marks) {
		if (weight === 0 || mark.kind === 'excused') continue;
		const part = fractionOf(mark);
		if (part === null) {
			missing++;
			continue;
		}
		const times = BigInt(weight);
		sum = { over: sum.over * part.under + times * part.over * sum.under, under: sum.under * part.under };
		weights += times;
	}
	return { percent: weights === 0n ? null : Number((sum.over * 100n) / (sum.under * weights)), missing };
}

/** The whole percent one mark is worth alone; null: it is no result. */
export function markPercent(mark: Mark): number | null {
	return weightedResult([{ weight: 1, mark }]).percent;
}

function fractionOf(mark: Mark): { over: bigint; under: bigint } | null {
	if (mark.kind === 'override') return { over: BigInt(mark.percent), under: 100n };
	if (mark.kind !== 'score') return null;
	return mark.maxScore > 0 ? { over: BigInt(mark.score), under: BigInt(mark.maxScore) } : { over: 0n, under: 1n };
}
