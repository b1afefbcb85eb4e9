import type { Language } from '../../course.ts';
import type { Words } from './words.ts';
import type { ChartData } from './chart-data.ts';
import { element, LINE_HEIGHT, percent, rem, widthOf, words as write, wrap } from './chart-text.ts';

const TOP = 0.8;
const PLOT = 13;
const LABEL_LETTERS = 12;

const numbersIn = (language: Language) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const NUMBERS: Record<Language, Intl.NumberFormat> = { pl: numbersIn('pl'), en: numbersIn('en'), uk: numbersIn('uk') };

/** Round numbers from below the lowest value to above the highest; from zero, unless that would flatten the line. */
export function ticksOf(values: number[]): number[] {
	const [lowest, highest] = [Math.min(...values), Math.max(...values)];
	const low = lowest > highest / 2 && lowest !== highest ? lowest : Math.min(0, lowest);
	const high = Math.max(low < 0 ? 0 : highest, highest);
	const rough = (high - low || Math.abs(high) || 1) / 4;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough * 0.999)!;
	const first = Math.floor(low / step);
	const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
	return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Half the width of a name in lines. */
const halfOf = (lines: string[]) => widthOf(Math.max(...lines.map((line) => line.length))) / 2;

/** Which names have room under the line, the last one first. */
function namesThatFit(names: string[][], centre: (i: number) => number): number[] {
	const fitting: number[] = [];
	let free = Infinity;
	for (let i = names.length - 1; i >= 0; i -= 1) {
		const half = halfOf(names[i]!);
		if (centre(i) + half + 1 > free) continue;
		fitting.push(i);
		free = centre(i) - half;
	}
	return fitting;
}

/** Points from left to right, joined; names below as far as they fit, the last one always. */
export function drawLine({ labels, series }: ChartData, words: Words): { height: number; inner: string } {
	const format = NUMBERS[words.language];
	const ticks = ticksOf(series.flatMap(({ figures }) => figures.map(({ value }) => value)));
	const names = labels.map((label) => wrap(label, LABEL_LETTERS));
	const left = Math.min(40, widthOf(Math.max(...ticks.map((tick) => format.format(tick).length))) + 3);
	const [from, to] = [Math.max(left, halfOf(names[0]!)), 100 - Math.max(2, halfOf(names.at(-1)!))];
	const centre = (i: number) => from + (i / (labels.length - 1)) * (to - from);
	const x = (i: number) => percent(centre(i));
	const y = (value: number) => rem(TOP + ((ticks.at(-1)! - value) / (ticks.at(-1)! - ticks[0]!)) * PLOT);

	const parts = ticks.flatMap((tick) => [
		element('line', {
			x1: percent(left),
			y1: y(tick),
			x2: '100%',
			y2: y(tick),
			class: tick === 0 ? 'chart-axis' : 'chart-grid'
		}),
		write(format.format(tick), { x: percent(left), y: y(tick), dx: '-0.4rem', dy: '0.33rem', class: 'to-left' })
	]);
	const bottom = TOP + PLOT + 0.4;
	for (const i of namesThatFit(names, centre)) {
		for (const [n, line] of names[i]!.entries()) {
			parts.push(write(line, { x: x(i), y: rem(bottom + (n + 1) * LINE_HEIGHT - 0.3), class: 'to-middle' }));
		}
	}
	for (const [number, { figures }] of series.entries()) {
		for (const [i, { value }] of figures.entries()) {
			const before = figures[i - 1];
			if (!before) continue;
			const ends = { x1: x(i - 1), y1: y(before.value), x2: x(i), y2: y(value) };
			parts.push(element('line', { ...ends, class: `series-line series-${number + 1}` }));
		}
		for (const [i, { value }] of figures.entries()) {
			parts.push(
				element('circle', { cx: x(i), cy: y(value), r: '0.3rem', class: `series-point series-${number + 1}` })
			);
		}
	}
	const rows = Math.max(...names.map((lines) => lines.length));
	return { height: bottom + rows * LINE_HEIGHT + 0.2, inner: parts.join('') };
}
