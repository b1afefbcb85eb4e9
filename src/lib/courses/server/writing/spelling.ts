import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decodeTrie } from 'cspell-trie-lib';
import { quoted, warning, type Problem } from '../problems.ts';
import type { Block } from './prose.ts';

export interface Speller {
	isKnown: (word: string) => boolean;
	/** At most three words that may have been meant. */
	suggest: (word: string) => string[];
}

/** Beside the courses: words that the dictionary lacks, one a line; `*` at the end stands for any ending. */
export const WORDS_FILE = 'slowa.txt';

const VULGAR = /^(?:ch?uj|huj|kurw|pi[zź]d|jeb|zajeb|pierdol|dup|cip|sra|szczyn)/u;

function readOwnWords(path: string): RegExp {
	const lines = existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/) : [];
	const patterns = lines
		.map((line) => line.replace(/#.*/, '').trim())
		.filter((line) => line !== '')
		.map((line) => line.replace(/[^\p{L}*’'-]/gu, '').replaceAll('*', '\\p{L}*'));
	return new RegExp(`^(?:${patterns.join('|') || '(?!)'})$`, 'u');
}

/** @param wordsPath the project's own words */
export function openSpeller(wordsPath: string): Speller {
	const dictionary = fileURLToPath(import.meta.resolve('@cspell/dict-pl_pl').replace(/[^/]+$/, 'pl_pl.trie.gz'));
	const trie = decodeTrie(gunzipSync(readFileSync(dictionary)));
	const ownWords = readOwnWords(wordsPath);
	const isExact = (word: string) => trie.hasWord(word, true) || ownWords.test(word);
	const isKnown = (word: string) => isExact(word) || (/^\p{Lu}/u.test(word) && isExact(word.toLowerCase()));
	const suggest = (word: string) =>
		trie
			.suggest(word.toLowerCase(), { numSuggestions: 12, changeLimit: 2 })
			.filter((one) => trie.hasWord(one, true) && !VULGAR.test(one))
			.slice(0, 3);
	return { isKnown, suggest };
}

/** Addresses written as words, and whatever holds a digit. */
const NO_WORD = /[\w.+-]+@[\w.-]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?|\S*\d\S*/g;
const WORD = /\p{L}+(?:[’'-]\p{L}+)*/gu;

/** Short forms in capitals: `PES`, `OWES-u`, `XX`. */
const isShortForm = (word: string) => /^\p{Lu}{2,}(?:\p{Ll}{0,3}|-\p{L}+)$/u.test(word);

function isRight(word: string, { isKnown }: Speller): boolean {
	if (word.length === 1 || isShortForm(word) || isKnown(word)) return true;
	const parts = word.split(/[’'-]/);
	return parts.length > 1 && parts.every((part) => part.length === 1 || isShortForm(part) || isKnown(part));
}

/** Words that neither the dictionary nor the project's list knows, each once, at its first place. */
export function checkSpelling(blocks: Block[], speller: Speller): Problem[] {
	const places = new Map<string, number>();
	for (const block of blocks) {
		const text = block.text.replaceAll('\u00ad', '').replace(NO_WORD, (found) => ' '.repeat(found.length));
		for (const { 0: word, index } of text.matchAll(WORD)) {
			if (!places.has(word) && !isRight(word, speller)) places.set(word, block.lineAt(index));
		}
	}
	return [...places].map(([word, line]) => {
		const near = speller.suggest(word);
		if (near.length > 0)
			return warning(
				line,
				`nieznane słowo „${word}”, czy chodziło o ${quoted(near)}? Jeśli jest dobre, dopisz je do ${WORDS_FILE}`
			);
		return warning(line, `nieznane słowo „${word}”; popraw je, a jeśli jest dobre, dopisz do ${WORDS_FILE}`);
	});
}
