import { termAnchor, wordAnchor, type GlossaryEntry } from '../glossary.ts';
import { stemPolish } from '../polish-stem.ts';
import { mistake, type Problem } from './problems.ts';
import type { ReadTerm } from './read-terms.ts';

/** By what a term is known in a text. */
export interface TermForms {
	entry: GlossaryEntry;
	/** Of its heading. */
	line: number;
	/** Stems of the words of the term and of its other forms. */
	phrases: string[][];
	/** To the letter. */
	abbreviation: string | null;
}

const WORD = /[\p{L}\d]+/gu;
const wordsOf = (text: string) => text.match(WORD) ?? [];

/** How the words of a term are looked for: whatever their ending, and whatever stands between them in the glossary. */
export const termForms = ({ term, forms, abbreviation }: ReadTerm): Pick<TermForms, 'phrases' | 'abbreviation'> => ({
	phrases: [term, ...forms].map((text) => wordsOf(text).map(stemPolish)).filter((words) => words.length > 0),
	abbreviation
});

/** Two terms that no text could tell apart. */
export function findSameForms(terms: TermForms[]): Problem[] {
	const owners = new Map<string, TermForms>();
	const problems: Problem[] = [];
	for (const term of terms) {
		const forms = new Set(term.phrases.map((words) => words.join(' ')));
		if (term.abbreviation) forms.add(`= ${term.abbreviation}`);
		for (const form of forms) {
			const owner = owners.get(form);
			owners.set(form, owner ?? term);
			if (!owner) continue;
			const [a, b] = [owner.entry.term, term.entry.term];
			const cure = form.startsWith('= ')
				? 'przy obu wpisz „skrót bez zaznaczania”'
				: 'zostaw jedno z nich albo nazwij je dokładniej';
			problems.push(mistake(term.line, `pojęcia „${a}” (wiersz ${owner.line}) i „${b}” mają w tekście tę samą formę; ${cure}`));
		}
	}
	return problems;
}

export interface MarkedHtml {
	html: string;
	/** In the order of the text. */
	terms: GlossaryEntry[];
}

/** Neither an explanation inside a link nor one inside a title: there it would only disturb. */
const SKIPPED = new Set(['a', 'code', 'figcaption', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'summary', 'sup', 'svg', 'th']);
const SKIPPED_CLASS = /class="(?:[^"]* )?(?:callout-title|block-title|timeline-date|compare-name|chart)[ "]/;

interface Phrase {
	stems: string[];
	entry: GlossaryEntry;
}

/**
 * Makes the function that marks the first place of each term in a text: cleaned HTML in, the same with links to
 * `#pojecie-…` out. The longest term wins. One pass over the words, whatever the number of terms.
 */
export function termMarker(terms: TermForms[]): (html: string) => MarkedHtml {
	const phrases = new Map<string, Phrase[]>();
	const abbreviations = new Map<string, GlossaryEntry>();
	for (const { entry, phrases: own, abbreviation } of terms) {
		if (abbreviation) abbreviations.set(abbreviation, entry);
		for (const stems of own) phrases.set(stems[0]!, [...(phrases.get(stems[0]!) ?? []), { stems, entry }]);
	}
	for (const list of phrases.values()) list.sort((a, b) => b.stems.length - a.stems.length);

	const findTerm = (text: string, words: WordInText[], at: number): TermInText | null => {
		const { word, stem, start, end } = words[at]!;
		const phrase = phrases.get(stem)?.find(({ stems }) => stems.every((each, i) => isNext(text, words, at, i, each)));
		const abbreviation = abbreviations.get(word);
		if (abbreviation && (!phrase || phrase.stems.length === 1)) {
			return { entry: abbreviation, start, end: end + (caseEnding.exec(text.slice(end))?.[0].length ?? 0), wordCount: 1 };
		}
		if (!phrase) return null;
		const wordCount = phrase.stems.length;
		return { entry: phrase.entry, start, end: words[at + wordCount - 1]!.end, wordCount };
	};

	return (html) => {
		const found = new Set<GlossaryEntry>();
		const markText = (text: string) => {
			let marked = '';
			let done = 0;
			const words = findWords(text);
			for (let i = 0; i < words.length; ) {
				const term = findTerm(text, words, i);
				if (term && !found.has(term.entry)) {
					found.add(term.entry);
					marked += text.slice(done, term.start) + openingOf(term.entry) + text.slice(term.start, term.end) + '</a>';
					done = term.end;
				}
				i += term?.wordCount ?? 1;
			}
			return marked + text.slice(done);
		};
		return { html: eachText(html, markText), terms: [...found] };
	};
}

const openingOf = ({ id }: GlossaryEntry) => `<a class="term" id="${wordAnchor(id)}" href="#${termAnchor(id)}">`;

interface TermInText {
	entry: GlossaryEntry;
	start: number;
	end: number;
	wordCount: number;
}

interface WordInText {
	word: string;
	stem: string;
	start: number;
	end: number;
}

/** `CIS-u`, `JST-om` */
const caseEnding = /^-\p{Ll}{1,4}(?![\p{L}\d])/u;

/** Words of a text between tags; `&amp;` is none. */
function findWords(text: string): WordInText[] {
	const words: WordInText[] = [];
	for (const { 0: word, index } of text.matchAll(/&#?\w+;|[\p{L}\d]+/gu)) {
		if (!word.startsWith('&')) words.push({ word, stem: stemPolish(word), start: index, end: index + word.length });
	}
	return words;
}

/** Whether the i-th word after this one has the stem, and nothing but space, a comma or a quote stands before it. */
function isNext(text: string, words: WordInText[], at: number, i: number, stem: string): boolean {
	const next = words[at + i];
	if (next?.stem !== stem) return false;
	return i === 0 || /^,?[\s„”]+$/.test(text.slice(words[at + i - 1]!.end, next.start));
}

/** The HTML with each text outside skipped elements changed; tags stay as they are. */
function eachText(html: string, change: (text: string) => string): string {
	let skipped: { name: string; depth: number } | null = null;
	return html.replace(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/gi, (whole, close: string, name: string | undefined, rest: string) => {
		if (name === undefined) return skipped ? whole : change(whole);
		if (skipped) {
			if (name === skipped.name && !rest.endsWith('/')) skipped.depth += close ? -1 : 1;
			if (skipped.depth === 0) skipped = null;
		} else if (!close && !rest.endsWith('/') && (SKIPPED.has(name) || SKIPPED_CLASS.test(`${rest} `))) skipped = { name, depth: 1 };
		return whole;
	});
}
