/** A measured number with its 95% confidence interval. */
export interface Estimate {
	value: number;
	from: number;
	to: number;
	/** Over how many people. */
	n: number;
}

/** The 97.5th percentile of the normal distribution: 95% lie within it on both sides. */
export const Z95 = 1.959964;
