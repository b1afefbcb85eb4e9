import type { Parser, Token, Tokens } from 'marked';
import { inlineOf } from '../markdown-tokens.ts';
import { renderCallout, renderTitle } from './callout.ts';

/** The one list that a block of steps, dates or cards is made of. */
export const findList = (quote: Tokens.Blockquote) =>
	quote.tokens.find((token) => token.type === 'list') as Tokens.List | undefined;

/** An item whose text begins in bold, cut after it; null when it does not. */
export function splitLead(item: Tokens.ListItem): { lead: Token[]; rest: Token[] } | null {
	const [first, ...blocks] = item.tokens;
	const [lead, ...words] = (first && inlineOf(first)) ?? [];
	if (!first || !['text', 'paragraph'].includes(first.type) || lead?.type !== 'strong') return null;
	const [next] = words;
	// The colon or the dash after the bold words is made by the layout.
	if (next?.type === 'text') words[0] = { ...next, text: (next as Tokens.Text).text.replace(/^[\s:–—-]+/, '') };
	const hasWords = words.length > 1 || (words[0] !== undefined && (words[0] as Tokens.Text).text !== '');
	return {
		lead: (lead as Tokens.Strong).tokens,
		rest: [...(hasWords ? [{ ...first, tokens: words } as Token] : []), ...blocks]
	};
}

/** A block around one list: its title, what stands before and after, and the list drawn by `renderList`. */
function renderAround(
	quote: Tokens.Blockquote,
	parser: Parser,
	kind: string,
	renderList: (list: Tokens.List) => string | null
): string {
	const list = findList(quote);
	const drawn = list && renderList(list);
	if (!drawn) return renderCallout(quote, parser);
	const inner = quote.tokens.map((token) => (token === list ? drawn : parser.parse([token]))).join('');
	return `<div class="block ${kind}-block">${renderTitle(quote, parser)}${inner}</div>\n`;
}

/** Numbered steps on a line. */
export const renderSteps = (quote: Tokens.Blockquote, parser: Parser) =>
	renderAround(quote, parser, 'steps', (list) => {
		if (!list.ordered) return null;
		const items = list.items.map((item) => `<li>${parser.parse(item.tokens)}</li>\n`).join('');
		return `<ol class="steps">\n${items}</ol>\n`;
	});

function renderLed(list: Tokens.List, parser: Parser, open: string, leadClass: string, close: string): string | null {
	const items = list.items.map((item) => {
		const parts = splitLead(item);
		if (!parts) return null;
		const lead = `<p class="${leadClass}">${parser.parseInline(parts.lead)}</p>`;
		return `<li>${lead}\n<div>${parser.parse(parts.rest)}</div></li>\n`;
	});
	return items.includes(null) ? null : `${open}\n${items.join('')}${close}\n`;
}

/** Events one under another, each with its date. */
export const renderTimeline = (quote: Tokens.Blockquote, parser: Parser) =>
	renderAround(quote, parser, 'timeline', (list) =>
		renderLed(list, parser, '<ol class="timeline">', 'timeline-date', '</ol>')
	);

/** Cards side by side, each with its name. */
export const renderCompare = (quote: Tokens.Blockquote, parser: Parser) =>
	renderAround(quote, parser, 'compare', (list) =>
		renderLed(list, parser, '<ul class="compare">', 'compare-name', '</ul>')
	);
