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
			problems.push(
				mistake(term.line, `pojęcia „${a}” (wiersz ${owner.line}) i „${b}” mają w tekście tę samą formę; ${cure}`)
			);
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
const SKIPPED = new Set([
	'a',
	'code',
	'figcaption',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'pre',
	'summary',
	'sup',
	'svg',
	'th'
]);
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

	const findTerm = (text: string, word: string, end: number): TermInText | null => {
		const abbreviation = abbreviations.get(word);
		for (const { stems, entry } of phrases.get(stemPolish(word)) ?? []) {
			if (abbreviation && stems.length === 1) break;
			const phraseEnd = findEnd(text, end, stems);
			if (phraseEnd !== null) return { entry, end: phraseEnd, next: phraseEnd };
		}
		return abbreviation ? { entry: abbreviation, end: end + endingAfter(text, end), next: end } : null;
	};

	return (html) => {
		const found = new Set<GlossaryEntry>();
		const markText = (text: string) => {
			let marked = '';
			let done = 0;
			WORD_OR_ENTITY.lastIndex = 0;
			for (let match = WORD_OR_ENTITY.exec(text); match; match = WORD_OR_ENTITY.exec(text)) {
				const word = match[0];
				const term = word.startsWith('&') ? null : findTerm(text, word, WORD_OR_ENTITY.lastIndex);
				if (!term) continue;
				WORD_OR_ENTITY.lastIndex = term.next;
				if (found.has(term.entry)) continue;
				found.add(term.entry);
				marked += text.slice(done, match.index) + openingOf(term.entry) + text.slice(match.index, term.end) + '</a>';
				done = term.end;
			}
			return marked + text.slice(done);
		};
		return { html: eachText(html, markText), terms: [...found] };
	};
}

const openingOf = ({ id }: GlossaryEntry) => `<a class="term" id="${wordAnchor(id)}" href="#${termAnchor(id)}">`;

interface TermInText {
	entry: GlossaryEntry;
	end: number;
	/** Where to look for the next one. */
	next: number;
}

/** Words of a text between tags; `&amp;` is none. */
const WORD_OR_ENTITY = /&#?\w+;|[\p{L}\d]+/gu;
/** A word with nothing but space, a comma or a quote before it. */
const NEXT_WORD = /,?[\s„”]+([\p{L}\d]+)/uy;
/** `CIS-u`, `JST-om` */
const CASE_ENDING = /-\p{Ll}{1,4}(?![\p{L}\d])/uy;

function endingAfter(text: string, at: number): number {
	CASE_ENDING.lastIndex = at;
	return CASE_ENDING.exec(text)?.[0].length ?? 0;
}

/** Where a phrase ends whose first word ends here; null when other words follow. */
function findEnd(text: string, firstEnd: number, stems: string[]): number | null {
	NEXT_WORD.lastIndex = firstEnd;
	for (const stem of stems.slice(1)) {
		const word = NEXT_WORD.exec(text)?.[1];
		if (word === undefined || stemPolish(word) !== stem) return null;
	}
	return NEXT_WORD.lastIndex;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)([^>]*)>/g;

/** The HTML with each text outside skipped elements changed; tags stay as they are. */
function eachText(html: string, change: (text: string) => string): string {
	let result = '';
	let done = 0;
	let skipped: { name: string; depth: number } | null = null;
	TAG.lastIndex = 0;
	for (let tag = TAG.exec(html); tag; tag = TAG.exec(html)) {
		const [whole, close, name, rest] = tag as unknown as [string, string, string, string];
		const text = html.slice(done, tag.index);
		result += (skipped || text === '' ? text : change(text)) + whole;
		done = TAG.lastIndex;
		if (rest.endsWith('/')) continue;
		if (skipped) {
			if (name === skipped.name) skipped.depth += close ? -1 : 1;
			if (skipped.depth === 0) skipped = null;
		} else if (!close && (SKIPPED.has(name) || (rest !== '' && SKIPPED_CLASS.test(`${rest} `))))
			skipped = { name, depth: 1 };
	}
	return result + (skipped ? html.slice(done) : change(html.slice(done)));
}
