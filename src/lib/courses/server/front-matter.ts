import * as v from 'valibot';
import { isAlias, isMap, isNode, isPair, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { findNearestWord } from './nearest-word.ts';
import { mistake, type Problem } from './problems.ts';

const MAX_SIZE = 64 * 1024;

export interface FrontMatter<T> {
	/** Undefined when something is wrong with it. */
	data: T | undefined;
	/** What follows the front matter. */
	body: string;
	/** The line of the file on which the body begins. */
	bodyLine: number;
	problems: Problem[];
	/** The line of a value, or of the nearest thing around it. */
	lineOf: (...path: (string | number)[]) => number;
}

interface Split {
	yaml: string | null;
	body: string;
	bodyLine: number;
}

function split(source: string): Split {
	const lines = source.split('\n');
	if (lines[0]?.trimEnd() !== '---') return { yaml: null, body: source, bodyLine: 1 };
	const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === '---');
	if (end === -1) return { yaml: null, body: '', bodyLine: lines.length };
	return { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

/** Text as the parsers want it: no byte order mark, lines ended by \n. */
export const normalizeSource = (source: string) => source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

/**
 * Splits a course file and checks its front matter: plain YAML values only, a closed set of keys.
 * @param source normalized
 */
export function readFrontMatter<T extends v.GenericSchema>(
	source: string,
	schema: T
): FrontMatter<v.InferOutput<T>> {
	const { yaml, body, bodyLine } = split(source);
	const broken = (...problems: Problem[]) => ({ data: undefined, body, bodyLine, problems, lineOf: () => 1 });
	if (yaml === null) {
		return broken(mistake(1, 'brak nagłówka pliku; zacznij od wiersza „---”, wpisz klucze i zamknij je wierszem „---”'));
	}
	if (yaml.length > MAX_SIZE) return broken(mistake(1, 'nagłówek pliku jest za długi; zmieść go w 64 KiB'));

	const counter = new LineCounter();
	let document: Document.Parsed;
	let value: unknown;
	try {
		document = parseDocument(yaml, { schema: 'core', version: '1.2', lineCounter: counter, prettyErrors: false });
		const problems = findYamlProblems(document, counter);
		if (problems.length > 0) return broken(...problems);
		value = document.toJS({ maxAliasCount: 0 });
	} catch {
		return broken(mistake(2, 'nagłówka nie da się odczytać; zostaw w nim same proste wartości'));
	}
	const lineOf = (...path: (string | number)[]) => findLine(document, counter, path);
	const result = v.safeParse(schema, value ?? {});
	const problems = result.success ? [] : result.issues.map((issue) => tell(issue, document, counter));
	return { data: result.success ? result.output : undefined, body, bodyLine, problems, lineOf };
}

function findYamlProblems(document: Document.Parsed, counter: LineCounter): Problem[] {
	const line = (offset: number) => counter.linePos(offset).line + 1;
	const problems = document.errors.map((error) =>
		mistake(line(error.pos[0]), `nagłówek ma błąd zapisu (${explain(error.code)}); popraw wcięcia, dwukropki i cudzysłowy`)
	);
	if (document.contents && !isMap(document.contents)) {
		problems.push(mistake(2, 'tu mają stać klucze z wartościami, po jednym w wierszu'));
	}
	visit(document, {
		Node(_, node) {
			const anchored = 'anchor' in node && node.anchor;
			if (node.tag) problems.push(mistake(line(node.range?.[0] ?? 0), 'nagłówek nie może mieć znaczników typu z „!”; usuń go'));
			if (isAlias(node) || anchored) {
				problems.push(mistake(line(node.range?.[0] ?? 0), 'nagłówek nie może mieć odsyłaczy & i *; powtórz wartość'));
			}
		}
	});
	return problems;
}

function explain(code: string): string {
	const words: Record<string, string> = {
		DUPLICATE_KEY: 'powtórzony klucz',
		TAB_AS_INDENT: 'tabulator we wcięciu',
		BAD_INDENT: 'złe wcięcie',
		MISSING_CHAR: 'brak znaku, na przykład spacji po dwukropku, nawiasu albo cudzysłowu',
		MULTIPLE_DOCS: 'więcej niż jeden dokument'
	};
	return words[code] ?? code;
}

function findLine(document: Document.Parsed, counter: LineCounter, path: (string | number)[]): number {
	for (let length = path.length; length > 0; length -= 1) {
		const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
		const key = path[length - 1];
		const pair = isMap(parent) ? parent.items.find((item) => isNode(item.key) && String(item.key) === String(key)) : null;
		const node = pair && isPair(pair) ? pair.key : document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return counter.linePos(node.range[0]).line + 1;
	}
	return 1;
}

function tell(issue: v.BaseIssue<unknown>, document: Document.Parsed, counter: LineCounter): Problem {
	const path = (issue.path ?? []).map((item) => item.key as string | number);
	const line = findLine(document, counter, path);
	const key = String(path.at(-1) ?? '');
	if (issue.type === 'strict_object' && issue.path) {
		if (issue.expected !== 'never') return mistake(line, `brak klucza „${key}”; dopisz go w nagłówku`);
		return mistake(line, unknownKey(key, keysAt(issue)));
	}
	if (issue.type === 'strict_object') return mistake(line, 'tu mają stać klucze z wartościami, po jednym w wierszu');
	return mistake(line, key && Number.isNaN(Number(key)) ? `${key}: ${issue.message}` : issue.message);
}

/** The keys that the object with the unknown key may have; schemas carry them in their message. */
function keysAt(issue: v.BaseIssue<unknown>): string[] {
	return issue.message.startsWith('keys:') ? issue.message.slice(5).split(',') : [];
}

function unknownKey(key: string, allowed: string[]): string {
	const nearest = findNearestWord(key, allowed);
	if (nearest) return `nieznany klucz „${key}”, czy chodziło o „${nearest}”?`;
	return `nieznany klucz „${key}”; usuń go albo użyj jednego z: ${allowed.join(', ')}`;
}
