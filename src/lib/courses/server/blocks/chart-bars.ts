import type { ChartData } from './chart-data.ts';
import { element, LINE_HEIGHT, percent, rem, widthOf, words, wrap } from './chart-text.ts';

const LABEL_LETTERS = 32;
const BAR = 1.25;
const GAP_OF_BARS = 0.2;
const GAP_OF_ROWS = 0.85;
/** A value that is not nothing can be seen. */
const THINNEST = 0.6;

/** Where a value stands across the chart, in percent; values are written at the ends of their bars. */
function scaleOf({ series }: ChartData): (value: number) => number {
	const figures = series.flatMap((one) => one.figures);
	const values = figures.map(({ value }) => value);
	const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
	const roomFor = (isHere: (value: number) => boolean) => {
		const letters = figures.filter(({ value }) => isHere(value)).map(({ text }) => text.length);
		return letters.length === 0 ? 0 : Math.min(45, widthOf(Math.max(...letters)) + 3);
	};
	const left = roomFor((value) => value < 0);
	const right = roomFor((value) => value >= 0);
	const range = high - low || 1;
	return (value) => left + ((value - low) / range) * (100 - left - right);
}

/** A row for each label, its name above its bars: names have the whole width, on a phone too. */
export function drawBars(data: ChartData): { height: number; inner: string } {
	const at = scaleOf(data);
	const zero = at(0);
	const parts: string[] = [];
	let y = 0;
	for (const [row, label] of data.labels.entries()) {
		for (const line of wrap(label, LABEL_LETTERS)) {
			y += LINE_HEIGHT;
			parts.push(words(line, { x: '0', y: rem(y - 0.35) }));
		}
		for (const [number, { figures }] of data.series.entries()) {
			const { value, text } = figures[row]!;
			const end = at(value);
			const width = value === 0 ? 0 : Math.max(THINNEST, Math.abs(end - zero));
			const x = value < 0 ? zero - width : zero;
			if (width > 0) {
				const place = { x: percent(x), y: rem(y), width: percent(width), height: rem(BAR), rx: '0.2rem' };
				parts.push(element('rect', { ...place, class: `series-${number + 1}` }));
			}
			const beside =
				value < 0
					? { x: percent(x), dx: '-0.4rem', class: 'chart-value to-left' }
					: { x: percent(x + width), dx: '0.4rem', class: 'chart-value' };
			parts.push(words(text, { ...beside, y: rem(y + BAR / 2 + 0.33) }));
			y += BAR + GAP_OF_BARS;
		}
		y += GAP_OF_ROWS - GAP_OF_BARS;
	}
	const height = y - GAP_OF_ROWS + 0.2;
	const axis = element('line', { x1: percent(zero), y1: '0', x2: percent(zero), y2: rem(height), class: 'chart-axis' });
	return { height, inner: (zero > 0 ? axis : '') + parts.join('') };
}
