import type { Parser, Tokens } from 'marked';
import { noteOf, plainText } from '../markdown-tokens.ts';
import { CALLOUT_KINDS, WORDS, type CalloutKind } from './words.ts';

const isCallout = (kind: string | undefined): kind is CalloutKind => CALLOUT_KINDS.includes(kind as CalloutKind);

/** The title of a block in a paragraph of its own, or nothing. */
export function renderTitle(quote: Tokens.Blockquote, parser: Parser): string {
	const title = noteOf(quote).block?.title;
	return title ? `<p class="block-title">${parser.parseInline(title.tokens)}</p>\n` : '';
}

/**
 * A note beside the text; its kind is always said in words. Blocks of other kinds that are not put together as they
 * should be come out as plain notes, so that nothing is lost.
 */
export function renderCallout(quote: Tokens.Blockquote, parser: Parser): string {
	const { block, words = WORDS.pl } = noteOf(quote);
	const kind = isCallout(block?.kind) ? block.kind : 'NOTE';
	const label = isCallout(block?.kind) ? words.callouts[block.kind] : '';
	const title = block?.title ? parser.parseInline(block.title.tokens) : '';
	const saysKind = block?.title && plainText(block.title.tokens).startsWith(label);
	const heading = title === '' || saysKind ? title || label : `<span class="callout-kind">${label}</span> ${title}`;
	const top = heading === '' ? '' : `<p class="callout-title">${heading}</p>\n`;
	// A note is no landmark: a lesson may hold ten of them.
	return `<aside class="callout callout-${kind.toLowerCase()}" role="note">${top}${parser.parse(quote.tokens)}</aside>\n`;
}

/** Folded, on paper too: an exercise is there to be solved. */
export function renderSolution(quote: Tokens.Blockquote, parser: Parser): string {
	const { block, words = WORDS.pl } = noteOf(quote);
	const title = block?.title ? `: ${parser.parseInline(block.title.tokens)}` : '';
	return `<details class="solution"><summary>${words.solution}${title}</summary>\n${parser.parse(quote.tokens)}</details>\n`;
}
