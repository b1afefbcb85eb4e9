/** One line of the bench: a measured value beside the limit measured in the same run. */
export interface Figure {
	name: string;
	value: number;
	unit: string;
	/** The reference the value is held against, measured in the same run, or a fixed bound. */
	limit: number;
	/** value / limit; the median over rounds where both were measured in turns. */
	ratio: number;
	/** What the issue asks of `ratio`: `>=0.5`, `<=1`; absent: for information only. */
	bar?: string;
	[more: string]: unknown;
}

const isReached = ({ ratio, bar }: Figure): boolean => {
	if (!bar) return true;
	const bound = Number(bar.slice(2));
	return bar.startsWith('>=') ? ratio >= bound : ratio <= bound;
};

/** One JSON object a line on standard output; progress and the summary go to standard error. */
export function print(figure: Figure): Figure {
	console.log(JSON.stringify(figure, (_, value: unknown) => (typeof value === 'number' ? round(value) : value)));
	return figure;
}

/** @param failed what could not be measured */
export function printSummary(figures: Figure[], failed: string[]): void {
	for (const figure of figures) {
		const verdict = figure.bar ? (isReached(figure) ? 'reached' : 'NOT REACHED') : 'for information';
		console.error(`${verdict.padEnd(15)} ${figure.name}: ratio ${round(figure.ratio)} ${figure.bar ?? ''}`);
	}
	for (const name of failed) console.error(`NOT MEASURED    ${name}`);
	const missed = figures.filter((figure) => !isReached(figure)).length;
	if (missed + failed.length === 0) console.error('Every bar is reached.');
	else console.error(`${missed} of ${figures.length} bars are not reached, ${failed.length} parts were not measured.`);
}

const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

export const median = (values: number[]): number => percentile(values, 50);

/** The nearest-rank percentile; 0 for an empty list. */
export function percentile(values: number[], percent: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

export const percentiles = (values: number[]) => ({
	p50: percentile(values, 50),
	p95: percentile(values, 95),
	p99: percentile(values, 99)
});
