import * as v from 'valibot';
import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import { mistake, type Problem } from './problems.ts';
import { findYamlMistakes } from './yaml-mistakes.ts';

const MAX_SIZE = 64 * 1024;

export interface FrontMatter<T> {
	/** Undefined when something is wrong with it. */
	data: T | undefined;
	/** The values as written, right or wrong; undefined when they cannot be read at all. */
	written: unknown;
	/** What follows the front matter. */
	body: string;
	/** The line of the file on which the body begins. */
	bodyLine: number;
	problems: Problem[];
	/** The line of a value, or of the nearest thing around it. */
	lineOf: (...path: (string | number)[]) => number;
}

interface Split {
	/** Null when the front matter has no beginning or no end. */
	yaml: string | null;
	body: string;
	bodyLine: number;
}

function split(source: string): Split {
	const open = /^---[ \t]*(?:\n|$)/.exec(source);
	if (!open) return { yaml: null, body: source, bodyLine: 1 };
	const line = /^---[ \t]*(?:\n|$)/gm;
	line.lastIndex = open[0].length;
	const close = line.exec(source);
	if (!close) return { yaml: null, body: '', bodyLine: countLines(source) + 1 };
	const end = close.index + close[0].length;
	const yaml = source.slice(open[0].length, Math.max(open[0].length, close.index - 1));
	return { yaml, body: source.slice(end), bodyLine: countLines(source.slice(0, end)) + 1 };
}

const countLines = (text: string) => text.split('\n').length - 1;

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
	const broken = (...problems: Problem[]) => ({ data: undefined, written: undefined, body, bodyLine, problems, lineOf: () => 1 });
	if (yaml === null) {
		const message = source.startsWith('---\n')
			? 'nagłówek pliku nie ma końca; po ostatnim kluczu dodaj wiersz „---”'
			: 'brak nagłówka pliku; zacznij od wiersza „---”, wpisz klucze i zamknij je wierszem „---”';
		return broken(mistake(1, message));
	}
	if (yaml.length > MAX_SIZE) return broken(mistake(1, 'nagłówek pliku jest za długi; zmieść go w 64 KiB'));

	const counter = new LineCounter();
	let document: Document.Parsed;
	let value: unknown;
	try {
		document = parseDocument(yaml, { schema: 'core', version: '1.2', lineCounter: counter, prettyErrors: false });
		const problems = findYamlMistakes(document, yaml, counter);
		if (problems.length > 0) return broken(...problems);
		value = document.toJS({ maxAliasCount: 0 });
	} catch {
		return broken(mistake(2, 'nagłówka nie da się odczytać; zostaw w nim same proste wartości'));
	}
	const lineOf = (...path: (string | number)[]) => findLine(document, counter, path);
	const result = v.safeParse(schema, value ?? {});
	const problems = result.success ? [] : result.issues.map((issue) => tell(issue, document, counter));
	return { data: result.success ? result.output : undefined, written: value, body, bodyLine, problems, lineOf };
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
	if (issue.type === 'strict_object') return mistake(line, issue.message);
	const key = path.findLast((part) => typeof part === 'string');
	return mistake(line, key === undefined ? issue.message : `${key}: ${issue.message}`);
}
