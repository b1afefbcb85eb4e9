import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { comparePolish, dayInPoland } from '../../format.ts';
import type { Glossary, GlossaryEntry, GlossarySource } from '../glossary.ts';
import { typeset } from '../typography.ts';
import type { CourseProblem } from './course-index.ts';
import { normalizeSource, readFrontMatter } from './front-matter.ts';
import { decodeText, NOT_UTF8 } from './file-faults.ts';
import { GlossaryFrontMatter } from './glossary-front-matter.ts';
import { findSameForms, termForms, type TermForms } from './mark-terms.ts';
import { plainText } from './markdown-tokens.ts';
import { readTerms, type ReadTerm } from './read-terms.ts';
import { hasError, inFile, mistake, warning, type Problem } from './problems.ts';
import { readMarkdown, toHtml } from './render-markdown.ts';

/** Beside the courses: one glossary for all of them. */
export const GLOSSARY_FILE = 'slownik.md';
const MAX_SIZE = 1024 * 1024;

export interface ReadGlossary {
	/** Null: there is none, or an error keeps it out. */
	glossary: Glossary | null;
	/** By which words the terms are found in texts. */
	forms: TermForms[];
	problems: CourseProblem[];
}

/** Reads and checks the glossary of a folder of courses. Never throws: what is wrong stands in its problems. */
export function readGlossary(coursesFolder: string, now = new Date()): ReadGlossary {
	const path = join(coursesFolder, GLOSSARY_FILE);
	const refuse = (...problems: Problem[]) => ({ glossary: null, forms: [], problems: inFile(GLOSSARY_FILE, problems) });
	if (!existsSync(path)) return refuse();
	try {
		if (statSync(path).size > MAX_SIZE) return refuse(mistake(1, 'plik ma ponad 1 MiB; skróć definicje'));
		const text = decodeText(readFileSync(path));
		return text === null ? refuse(mistake(1, NOT_UTF8)) : parseGlossary(text, now);
	} catch (error) {
		console.error('Could not read the glossary:', error);
		return refuse(mistake(1, 'słownika nie da się odczytać z dysku; sprawdź uprawnienia do pliku'));
	}
}

/** The same, from the text of the file. */
export function parseGlossary(text: string, now: Date): ReadGlossary {
	const {
		data,
		body,
		bodyLine,
		lineOf,
		problems: frontProblems
	} = readFrontMatter(normalizeSource(text), GlossaryFrontMatter);
	const problems = [...frontProblems];
	const render = (source: string, firstLine: number) => {
		const document = readMarkdown(source, { ...NOTHING_BESIDE, firstLine });
		problems.push(...document.problems);
		return { html: toHtml(document.tokens), text: plainText(document.tokens).trim() };
	};
	const read = readTerms(body, bodyLine);
	problems.push(...read.problems);
	const sources = (data?.sources ?? []).map(({ id, title, address }): GlossarySource => ({
		id,
		title: typeset(title),
		address: address ?? null
	}));
	const known = new Map(sources.map((source) => [source.id, source]));
	const entries = read.terms.map((term): GlossaryEntry => {
		problems.push(...(data ? unknownSources(term, known) : []));
		return {
			id: term.id,
			term: typeset(term.term),
			abbreviation: term.abbreviation ?? term.unmarkedAbbreviation,
			...render(term.definition, term.definitionLine),
			english: term.english && typeset(term.english, { language: 'en' }),
			ukrainian: term.ukrainian && typeset(term.ukrainian, { language: 'uk' }),
			sources: term.sources.flatMap((id) => known.get(id) ?? [])
		};
	});
	const intro = render(read.intro, bodyLine);
	const forms = read.terms.map((term, i) => ({ entry: entries[i]!, line: term.line, ...termForms(term) }));
	problems.push(...findSameForms(forms));
	if (data && data.reviewBy < dayInPoland(now)) {
		problems.push(
			warning(lineOf('reviewBy'), 'termin przeglądu minął; przeczytaj słownik od nowa i wpisz nowe lawAsOf i reviewBy')
		);
	}
	const inOrder = problems.sort((a, b) => a.line - b.line);
	if (!data || hasError(problems)) return { glossary: null, forms: [], problems: inFile(GLOSSARY_FILE, inOrder) };
	const glossary = {
		title: data.title,
		html: intro.html,
		lawAsOf: data.lawAsOf,
		reviewBy: data.reviewBy,
		sources,
		entries: entries.sort((a, b) => comparePolish(a.term, b.term))
	};
	return { glossary, forms, problems: inFile(GLOSSARY_FILE, inOrder) };
}

/** A definition is a few sentences: no pictures, no lessons by slug, no list of sources under it. */
const NOTHING_BESIDE = {
	kind: 'transcript',
	language: 'pl',
	sources: [],
	lessons: new Map<string, string>(),
	findFile: () => undefined
} as const;

const unknownSources = ({ sources, sourcesLine }: ReadTerm, known: Map<string, GlossarySource>): Problem[] =>
	sources
		.filter((id) => !known.has(id))
		.map((id) =>
			mistake(sourcesLine, `nie ma źródła „${id}”; dopisz je w sources na początku pliku albo popraw nazwę`)
		);
