import type { Token, Tokens } from 'marked';
import type { Language } from '../course.ts';
import { typeset, typesetPieces } from '../typography.ts';
import { childrenOf, inlineOf } from './markdown-tokens.ts';

/** Stands for what typography must not touch; it counts as a letter. */
const FIXED = '\ufffc';

const holdsBlocks = (token: Token) => ['blockquote', 'list', 'list_item', 'table'].includes(token.type);

interface Piece {
	text: string;
	write(text: string): void;
	/** A small raised number: no space before it. */
	isMark?: boolean;
}

const MARKS = ['citation', 'footnoteReference'];

const nothing = () => undefined;

function collect(tokens: Token[], pieces: Piece[], language: Language): void {
	for (const token of tokens) {
		if (token.type === 'image') {
			const image = token as Tokens.Image;
			image.text = typeset(image.text, { language });
			typesetTokens(childrenOf(token), language);
			pieces.push({ text: FIXED, write: nothing });
			continue;
		}
		const inner = token.type === 'link' && (token as Tokens.Link).autolink ? [] : childrenOf(token);
		if (inner.length > 0) collect(inner, pieces, language);
		else if (token.type === 'text') {
			const leaf = token as Tokens.Text;
			pieces.push({ text: leaf.text, write: (text) => (leaf.text = text) });
		} else
			pieces.push({ text: token.type === 'br' ? '\n' : FIXED, write: nothing, isMark: MARKS.includes(token.type) });
	}
}

/** Typography of the language on the words of each paragraph, heading and cell; code, addresses and raw HTML stay as they are. */
export function typesetTokens(tokens: Token[], language: Language): void {
	for (const token of tokens) {
		if (holdsBlocks(token)) typesetTokens(childrenOf(token), language);
		else if (inlineOf(token)) {
			const pieces: Piece[] = [];
			collect(childrenOf(token), pieces, language);
			const texts = typesetPieces(
				pieces.map((piece) => piece.text),
				{ language }
			);
			for (const [i, piece] of pieces.entries()) {
				const words = texts[i] ?? piece.text;
				piece.write(pieces[i + 1]?.isMark ? words.trimEnd() : words);
			}
		}
	}
}
