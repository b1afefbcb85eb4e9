import { LEAST_PEOPLE } from './thresholds.ts';

export interface Bin {
	from: number;
	to: number;
	n: number;
}

/**
 * How many values lie in each of equal bins, the last one with its upper edge. Neighbours are joined until each has at
 * least five people: a bin of one would show a person's result.
 * @param values each with how many people it stands for; those beyond the ends count into the first or last bin
 */
export function histogramOf(
	values: Iterable<{ value: number; n: number }>,
	{ from, to, count }: { from: number; to: number; count: number }
): Bin[] {
	const width = (to - from) / count;
	const bins = Array.from({ length: count }, (_, k) => ({ from: from + k * width, to: from + (k + 1) * width, n: 0 }));
	for (const { value, n } of values) {
		const place = Math.max(0, Math.min(count - 1, Math.floor((value - from) / width + 1e-9)));
		(bins[place] as Bin).n += n;
	}
	return joinSparse(bins);
}

function joinSparse(bins: Bin[]): Bin[] {
	const joined: Bin[] = [];
	for (const bin of bins) {
		const last = joined.at(-1);
		if (last && last.n > 0 && last.n < LEAST_PEOPLE)
			joined.splice(-1, 1, { from: last.from, to: bin.to, n: last.n + bin.n });
		else joined.push({ ...bin });
	}
	// What is left over at the end joins the bins before it.
	while (joined.length > 1 && (joined.at(-1) as Bin).n > 0 && (joined.at(-1) as Bin).n < LEAST_PEOPLE) {
		const [before, last] = joined.splice(-2) as [Bin, Bin];
		joined.push({ from: before.from, to: last.to, n: before.n + last.n });
	}
	return joined;
}
