import type { Parser, Tokens } from 'marked';
import { escapeHtml } from '../escape-html.ts';
import { noteOf, plainText } from '../markdown-tokens.ts';
import { renderCallout } from './callout.ts';
import { drawBars } from './chart-bars.ts';
import { readChart, type ChartData } from './chart-data.ts';
import { drawLine } from './chart-line.ts';
import { drawing } from './chart-text.ts';
import { WORDS, type Words } from './words.ts';

export const findTable = (quote: Tokens.Blockquote) =>
	quote.tokens.find((token) => token.type === 'table') as Tokens.Table | undefined;

/** `Wykres słupkowy. Liczba. Najwięcej: małopolskie, 120; najmniej: śląskie, 90.` */
function describe(kind: string, { labels, series }: ChartData, words: Words): string {
	const told = series.map(({ name, figures }) => {
		const order = figures.map((_, i) => i).sort((a, b) => figures[b]!.value - figures[a]!.value);
		const [highest, lowest] = [order[0]!, order.at(-1)!];
		const at = (i: number) => `${labels[i]}, ${figures[i]!.text}`;
		return `${name}. ${words.highest}: ${at(highest)}; ${words.lowest}: ${at(lowest)}.`;
	});
	return `${kind}. ${told.join(' ')}`;
}

const legend = ({ series }: ChartData) =>
	`<ul class="chart-legend">${series.map(({ name }, i) => `<li class="key-${i + 1}">${escapeHtml(name)}</li>`).join('')}</ul>\n`;

/** A small table as a drawing, with the table itself behind it. */
export function renderChart(quote: Tokens.Blockquote, parser: Parser): string {
	const table = findTable(quote);
	const { block, words = WORDS.pl } = noteOf(quote);
	const data = table && readChart(table, words.language);
	if (!block?.title || !data) return renderCallout(quote, parser);
	const isLine = block.kind === 'LINE';
	const { height, inner } = isLine ? drawLine(data, words) : drawBars(data);
	const description = describe(isLine ? words.line : words.bars, data, words);
	const picture = drawing(height, plainText(block.title.tokens), description, inner);
	const behind = `<details class="chart-data"><summary>${words.chartData}</summary>${parser.parse([table])}</details>\n`;
	const around = quote.tokens.map((token) =>
		token === table ? legend(data) + picture + behind : parser.parse([token])
	);
	const title = `<figcaption class="block-title">${parser.parseInline(block.title.tokens)}</figcaption>\n`;
	return `<figure class="chart ${isLine ? 'chart-of-lines' : 'chart-of-bars'}">${title}${around.join('')}</figure>\n`;
}
