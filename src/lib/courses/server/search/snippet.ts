import type { MarkedText } from '../../search-answer.ts';
import { SEAM } from './page-sections.ts';
import { placesOfWords, termOf, type WordPlace } from './words.ts';

/** Letters of a snippet, about three lines. */
const LENGTH = 220;
const BEFORE_FIRST = 60;

export interface Snippet {
	pieces: MarkedText;
	/** The word that the link leads to. */
	first: WordPlace | null;
}

/** The words of a text that are forms of the terms. */
export function findTerms(text: string, terms: ReadonlySet<string>): WordPlace[] {
	return [...placesOfWords(text)].filter(({ word }) => terms.has(termOf(word) ?? ''));
}

/** A title or heading with the found words marked. */
export const markWhole = (text: string, terms: ReadonlySet<string>): MarkedText =>
	mark(text, 0, text.length, findTerms(text, terms));

/** The stretch of a text with the most different found words, or its beginning. */
export function cutSnippet(text: string, terms: ReadonlySet<string>): Snippet {
	const hits = findTerms(text, terms);
	const first = hits[bestStart(hits)] ?? null;
	const from = first && first.from > BEFORE_FIRST ? nextWord(text, first.from - BEFORE_FIRST) : 0;
	const to = text.length - from <= LENGTH ? text.length : lastWord(text, from, from + LENGTH);
	const pieces = mark(text, from, to, hits);
	if (from > 0) pieces.unshift({ text: '… ', isFound: false });
	if (to < text.length) pieces.push({ text: ' …', isFound: false });
	return { pieces, first };
}

/** Which hit to begin with, so that most different terms fit into one snippet. */
function bestStart(hits: WordPlace[]): number {
	let best = 0;
	let most = 0;
	for (const [i, { from }] of hits.entries()) {
		const terms = new Set<string | null>();
		for (let j = i; j < hits.length && hits[j]!.to - from < LENGTH - BEFORE_FIRST; j += 1) terms.add(termOf(hits[j]!.word));
		if (terms.size > most) [best, most] = [i, terms.size];
	}
	return best;
}

/** The beginning of a line or a word near `index`. */
function nextWord(text: string, index: number): number {
	const line = text.indexOf('\n', index);
	if (line !== -1 && line < index + BEFORE_FIRST) return line + 1;
	return text.indexOf(' ', index) + 1;
}

function lastWord(text: string, from: number, index: number): number {
	const space = Math.max(text.lastIndexOf(' ', index), text.lastIndexOf('\n', index));
	return space > from ? space : index;
}

function mark(text: string, from: number, to: number, hits: WordPlace[]): MarkedText {
	const pieces: MarkedText = [];
	const add = (start: number, end: number, isFound: boolean) => {
		const piece = text.slice(start, end).replaceAll(SEAM, '').replaceAll('\n', ' ');
		if (piece !== '') pieces.push({ text: piece, isFound });
	};
	let at = from;
	for (const hit of hits) {
		if (hit.from < at || hit.to > to) continue;
		add(at, hit.from, false);
		add(hit.from, hit.to, true);
		at = hit.to;
	}
	add(at, to, false);
	return pieces;
}
