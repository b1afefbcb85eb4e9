/** The middle of people, and where a quarter of them lies below and above. */
export interface Quartiles {
	n: number;
	lower: number;
	median: number;
	upper: number;
}

/** Quartiles by linear interpolation between neighbours (Hyndman and Fan's type 7); null of nothing. */
export function quartilesOf(values: number[]): Quartiles | null {
	if (values.length === 0) return null;
	const sorted = Float64Array.from(values).sort();
	const at = (share: number) => {
		const place = (sorted.length - 1) * share;
		const below = sorted[Math.floor(place)] as number;
		return below + ((sorted[Math.ceil(place)] as number) - below) * (place % 1);
	};
	return { n: sorted.length, lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
