import type { Parser, Tokens } from 'marked';
import { noteOf } from '../markdown-tokens.ts';
import { renderCallout } from './callout.ts';
import { WORDS } from './words.ts';

export const findTable = (quote: Tokens.Blockquote) =>
	quote.tokens.find((token) => token.type === 'table') as Tokens.Table | undefined;

/** A small table as a drawing, with the table itself behind it. */
export function renderChart(quote: Tokens.Blockquote, parser: Parser): string {
	const table = findTable(quote);
	const { block, words = WORDS.pl } = noteOf(quote);
	if (!table || !block?.title) return renderCallout(quote, parser);
	const title = `<figcaption class="block-title">${parser.parseInline(block.title.tokens)}</figcaption>\n`;
	const inner = quote.tokens.map((token) =>
		token === table
			? `<details class="chart-data"><summary>${words.chartData}</summary>${parser.parse([token])}</details>\n`
			: parser.parse([token])
	);
	return `<figure class="chart">${title}${inner.join('')}</figure>\n`;
}
