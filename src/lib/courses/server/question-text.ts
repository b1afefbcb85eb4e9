import type { Token, Tokens } from 'marked';
import { noteOf, plainText } from './markdown-tokens.ts';
import { mistake, type Problem } from './problems.ts';
import { toHtml } from './render-markdown.ts';

/** The HTML of all quotes among the tokens, without the quotes themselves; boxes stay boxes. */
export const quotesToHtml = (tokens: Token[]): string =>
	toHtml(
		tokens
			.filter((token) => token.type === 'blockquote')
			.flatMap((quote) => (noteOf(quote).block ? [quote] : (quote as Tokens.Blockquote).tokens))
	);

/** The plain words of what is shown without markup, such as items to be ordered. */
export function words(tokens: Token[], line: number, problems: Problem[]): string {
	const isPlain = tokens.every((token) =>
		['text', 'paragraph', 'strong', 'em', 'escape', 'codespan', 'space'].includes(token.type)
	);
	if (!isPlain) problems.push(mistake(line, 'tu może stać tylko krótki tekst, bez list, obrazków i linków'));
	return plainText(tokens).replace(/\n/g, ' ').trim();
}
