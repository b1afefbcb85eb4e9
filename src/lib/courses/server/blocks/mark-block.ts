import type { Token, Tokens } from 'marked';
import { noteOf, placeTokens, type Block } from '../markdown-tokens.ts';
import { BLOCK_KINDS, type BlockKind } from './words.ts';

const isKind = (word: string | undefined): word is BlockKind => BLOCK_KINDS.includes(word as BlockKind);

/** The words after `[!KIND]` are the title, what follows from the next line on is the text. */
const firstLine = /^\[!([A-Z]+)\][ \t]*([^\n]*)(?:\n|$)/;

/**
 * Notes what kind of block a quote is, and takes the mark and the title out of its text.
 * @param lexInline reads a line again, now that it is cut in two
 */
export function markBlock(quote: Tokens.Blockquote, lexInline: (text: string) => Token[]): void {
	const paragraph = quote.tokens.find((token) => token.type !== 'space') as Tokens.Paragraph | undefined;
	if (paragraph?.type !== 'paragraph') return;
	const [mark, kind, title = ''] = firstLine.exec(paragraph.text) ?? [];
	if (mark === undefined || !isKind(kind)) return;
	const { line } = noteOf(paragraph);
	const block: Block = { kind, title: toParagraph(title.trim(), line, lexInline) };
	noteOf(quote).block = block;
	const rest = toParagraph(paragraph.text.slice(mark.length), line + 1, lexInline);
	quote.tokens.splice(quote.tokens.indexOf(paragraph), 1, ...(rest ? [rest] : []));
}

/** A paragraph of its own; null when there are no words. */
export function toParagraph(text: string, line: number, lexInline: (text: string) => Token[]): Tokens.Paragraph | null {
	if (text.trim() === '') return null;
	const paragraph: Tokens.Paragraph = { type: 'paragraph', raw: text, text, tokens: lexInline(text) };
	placeTokens([paragraph], line);
	return paragraph;
}
