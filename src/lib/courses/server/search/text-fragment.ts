import { SEAM } from './page-sections.ts';
import { placesOfWords, type WordPlace } from './words.ts';

const CONTEXT_WORDS = 3;

/** In a text fragment a comma, an ampersand and a hyphen are signs of the syntax. Half a character cannot be encoded. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed().replace(/\s+/g, ' ')).replaceAll('-', '%2D');

/**
 * The end of an address that has browsers mark one word of a page: `:~:text=before-,word,-after`. The words around it
 * are of the same line, and tell it from others alike. Browsers that do not know it go to the anchor before it.
 */
export function textFragment(text: string, { from, to }: Pick<WordPlace, 'from' | 'to'>): string {
	const lineStart = Math.max(text.lastIndexOf('\n', from), text.lastIndexOf(SEAM, from)) + 1;
	const lineEnd = [text.indexOf('\n', to), text.indexOf(SEAM, to), text.length]
		.filter((end) => end !== -1)
		.sort((a, b) => a - b)[0]!;
	const before = [...placesOfWords(text.slice(lineStart, from))].slice(-CONTEXT_WORDS);
	const after = [...placesOfWords(text.slice(to, lineEnd))].slice(0, CONTEXT_WORDS);
	const prefix = before[0] ? `${encode(text.slice(lineStart + before[0].from, from).trim())}-,` : '';
	const suffix = after.length > 0 ? `,-${encode(text.slice(to, to + after.at(-1)!.to).trim())}` : '';
	return `:~:text=${prefix}${encode(text.slice(from, to))}${suffix}`;
}
