import type { MarkedText } from '../../search-answer.ts';
import { SEAM } from './page-sections.ts';
import { placesOfWords, termOf, type WordPlace } from './words.ts';

/** Letters of a snippet, about three lines. */
const LENGTH = 220;
const BEFORE_FIRST = 60;

export interface Snippet {
	pieces: MarkedText;
	/** The found word that the link leads to; null when only the title or heading holds one. */
	first: WordPlace | null;
}

interface Hit extends WordPlace {
	term: string;
}

/** The words of a text that are forms of the terms. */
function findTerms(text: string, terms: ReadonlySet<string>): Hit[] {
	const hits: Hit[] = [];
	for (const place of placesOfWords(text)) {
		const term = termOf(place.word);
		if (term !== null && terms.has(term)) hits.push({ ...place, term });
	}
	return hits;
}

/** A title or heading with the found words marked. */
export const markWhole = (text: string, terms: ReadonlySet<string>): MarkedText =>
	mark(text, 0, text.length, findTerms(text, terms));

/** The stretch of a text with the most different found words, or its beginning. */
export function cutSnippet(text: string, terms: ReadonlySet<string>): Snippet {
	const hits = findTerms(text, terms);
	const first = findBest(hits);
	const from = first && first.from > BEFORE_FIRST ? startBefore(text, first.from) : 0;
	const to = text.length - from <= LENGTH ? text.length : endAfter(text, from);
	const pieces = mark(text, from, to, hits);
	if (from > 0) pieces.unshift({ text: '… ', isFound: false });
	if (to < text.length) pieces.push({ text: ' …', isFound: false });
	return { pieces, first };
}

/** The hit to begin with, so that most different terms fit into one snippet. */
function findBest(hits: Hit[]): Hit | null {
	let best: Hit | null = null;
	let most = 0;
	for (const [i, hit] of hits.entries()) {
		const terms = new Set<string>();
		for (let j = i; j < hits.length && hits[j]!.from - hit.from < LENGTH - BEFORE_FIRST; j += 1)
			terms.add(hits[j]!.term);
		if (terms.size > most) [best, most] = [hit, terms.size];
	}
	return best;
}

/** Where to begin so that a few words before the hit are seen: at its line if that is near, or else at a word. */
function startBefore(text: string, hit: number): number {
	const near = hit - BEFORE_FIRST;
	const line = text.lastIndexOf('\n', hit);
	return line >= near ? line + 1 : text.lastIndexOf(' ', near) + 1;
}

function endAfter(text: string, from: number): number {
	const end = from + LENGTH;
	const space = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
	return space > from ? space : end;
}

function mark(text: string, from: number, to: number, hits: WordPlace[]): MarkedText {
	const pieces: MarkedText = [];
	const add = (start: number, end: number, isFound: boolean) => {
		const piece = text
			.slice(start, end)
			.replaceAll(SEAM, '')
			.replace(/(?<![.?!:;,…])\n/g, ' · ')
			.replaceAll('\n', ' ');
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
