import { SLUG } from './front-matter-values.ts';
import { findNearestWord } from './nearest-word.ts';
import { mistake, quoted, type Problem } from './problems.ts';

/** A term as `slownik.md` has it, before its definition is rendered. */
export interface ReadTerm {
	id: string;
	term: string;
	/** Of its heading. */
	line: number;
	abbreviation: string | null;
	/** Shown in the glossary, not looked for in texts: it has other meanings too. */
	unmarkedAbbreviation: string | null;
	/** More words by which texts mention it. */
	forms: string[];
	english: string | null;
	ukrainian: string | null;
	/** Ids. */
	sources: string[];
	sourcesLine: number;
	/** Markdown. */
	definition: string;
	definitionLine: number;
}

export interface ReadTerms {
	/** What stands before the first term. */
	intro: string;
	terms: ReadTerm[];
	problems: Problem[];
}

const KEYS = ['skrót', 'skrót bez zaznaczania', 'formy', 'en', 'uk', 'źródła'] as const;
type Key = (typeof KEYS)[number];
const isKey = (word: string): word is Key => (KEYS as readonly string[]).includes(word);

interface Section {
	heading: string;
	line: number;
	values: Map<Key, { value: string; line: number }>;
	/** One item for each line of the file, empty ones included. */
	definition: string[];
	definitionLine: number;
}

/** Takes the glossary apart: `## pojęcie {#id}`, a list of `klucz: wartość`, the definition. */
export function readTerms(body: string, firstLine: number): ReadTerms {
	const problems: Problem[] = [];
	const intro: string[] = [];
	const sections: Section[] = [];
	for (const [i, text] of body.split('\n').entries()) {
		const line = firstLine + i;
		const section = sections.at(-1);
		const [, heading] = /^##[ \t]+(.*)$/.exec(text) ?? [];
		if (heading !== undefined) {
			sections.push({ heading: heading.trim(), line, values: new Map(), definition: [], definitionLine: line + 1 });
		} else if (/^#+[ \t]/.test(text)) {
			problems.push(mistake(line, 'w słowniku są tylko nagłówki „##”, po jednym na pojęcie'));
		} else if (!section) intro.push(text);
		else readLine(section, text, line, problems);
	}
	const terms = sections.flatMap((section) => toTerm(section, problems));
	const seen = new Map<string, number>();
	for (const { id, line } of terms) {
		const first = seen.get(id);
		if (first !== undefined)
			problems.push(mistake(line, `identyfikator „${id}” ma już pojęcie w wierszu ${first}; wpisz inny`));
		else seen.set(id, line);
	}
	return { intro: intro.join('\n'), terms, problems };
}

function readLine(section: Section, text: string, line: number, problems: Problem[]): void {
	const hasDefinition = section.definition.some((each) => each.trim() !== '');
	const [, name, value] = hasDefinition ? [] : (/^[-*+][ \t]+([^:]{1,40}):(.*)$/.exec(text) ?? []);
	if (name === undefined || value === undefined) {
		if (!hasDefinition && text.trim() === '') section.definitionLine = line + 1;
		else section.definition.push(text);
		return;
	}
	section.definitionLine = line + 1;
	const key = name.trim().toLowerCase();
	if (!isKey(key)) {
		const nearest = findNearestWord(key, KEYS);
		const cure = nearest ? `czy chodziło o „${nearest}”?` : `usuń go albo użyj jednego z: ${quoted(KEYS)}`;
		problems.push(mistake(line, `nieznany klucz „${name.trim()}”${nearest ? ',' : ';'} ${cure}`));
	} else if (section.values.has(key)) problems.push(mistake(line, `klucz „${key}” się powtarza; zostaw jeden`));
	else if (value.trim() === '')
		problems.push(mistake(line, `klucz „${key}” jest pusty; wpisz wartość albo usuń wiersz`));
	else section.values.set(key, { value: value.trim(), line });
}

function toTerm({ heading, line, values, definition, definitionLine }: Section, problems: Problem[]): ReadTerm[] {
	const [, term = heading, id] = /^(.*?)[ \t]*\{#([^{}]*)\}$/.exec(heading) ?? [];
	if (term.trim() === '') {
		problems.push(mistake(line, 'pusty nagłówek; wpisz pojęcie'));
		return [];
	}
	if (id === undefined || !SLUG.test(id)) {
		problems.push(
			mistake(
				line,
				`pojęcie „${term}” nie ma identyfikatora; dopisz go na końcu nagłówka, na przykład {#walne-zgromadzenie}`
			)
		);
		return [];
	}
	const text = definition.join('\n').trimEnd();
	if (text === '') problems.push(mistake(line, `pojęcie „${term}” nie ma definicji; napisz ją w osobnym akapicie`));
	const valueOf = (key: Key) => values.get(key)?.value ?? null;
	const listOf = (key: Key, separator: string) =>
		(valueOf(key) ?? '').split(separator).flatMap((part) => part.trim() || []);
	return [
		{
			id,
			term,
			line,
			abbreviation: valueOf('skrót'),
			unmarkedAbbreviation: valueOf('skrót bez zaznaczania'),
			// Some forms have commas of their own.
			forms: listOf('formy', ';'),
			english: valueOf('en'),
			ukrainian: valueOf('uk'),
			sources: listOf('źródła', ','),
			sourcesLine: values.get('źródła')?.line ?? line,
			definition: text,
			definitionLine
		}
	];
}
