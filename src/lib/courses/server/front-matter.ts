import * as v from 'valibot';
import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import { checkValues, type FoundIssue } from './check-values.ts';
import { mistake, type Problem } from './problems.ts';
import { findYamlMistakes } from './yaml-mistakes.ts';

const MAX_SIZE = 64 * 1024;

type Path = (string | number)[];

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
	lineOf: (...path: Path) => number;
}

interface Split {
	/** Null when the front matter has no beginning or no end. */
	yaml: string | null;
	/** The line of the file just above the first key. */
	openLine: number;
	body: string;
	bodyLine: number;
	problems: Problem[];
}

/** `---`, or what an editor or a hand made of it. */
const FENCE = /^(?:---|-{4,}|--|[-–—]*[–—][-–—]*)[ \t]*(?:\n|$)/gm;

function checkFence(fence: string, line: number): Problem[] {
	const written = fence.trim();
	if (written === '---') return [];
	return [mistake(line, `wiersz „${written}” zamiast „---”; wpisz trzy łączniki (edytor mógł je zamienić na pauzę)`)];
}

function split(source: string): Split {
	const above = /^(?:[ \t]*\n)*/.exec(source)![0];
	const openLine = countLines(above) + 1;
	FENCE.lastIndex = above.length;
	const open = FENCE.exec(source);
	if (open?.index !== above.length) return { yaml: null, openLine: 0, body: source, bodyLine: 1, problems: [] };
	const start = open.index + open[0].length;
	FENCE.lastIndex = start;
	const close = FENCE.exec(source);
	const problems = above === '' ? [] : [mistake(1, 'pusty wiersz nad „---”; usuń go')];
	problems.push(...checkFence(open[0], openLine));
	if (!close) return { yaml: null, openLine, body: '', bodyLine: countLines(source) + 1, problems };
	const end = close.index + close[0].length;
	const yaml = source.slice(start, Math.max(start, close.index - 1));
	const bodyLine = countLines(source.slice(0, end)) + 1;
	problems.push(...checkFence(close[0], bodyLine - 1));
	return { yaml, openLine, body: source.slice(end), bodyLine, problems };
}

const countLines = (text: string) => text.split('\n').length - 1;

/** Text as the parsers want it: no byte order mark, lines ended by \n. */
export const normalizeSource = (source: string) => source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

/**
 * Splits a course file and checks its front matter: plain YAML values only, a closed set of keys.
 * @param source normalized
 */
export function readFrontMatter<T extends v.GenericSchema>(source: string, schema: T): FrontMatter<v.InferOutput<T>> {
	// The title of a schema is the snippet of the editor with which its file begins.
	const snippet = v.getTitle(schema);
	if (source.trim() === '' && snippet) {
		return unreadable('', 1, [
			mistake(1, `plik jest pusty; wstaw szablon „${snippet}” (w VS Code wpisz to słowo i wybierz podpowiedź)`)
		]);
	}
	const { yaml, openLine, body, bodyLine, problems } = split(source);
	const broken = (...found: Problem[]) => unreadable(body, bodyLine, [...problems, ...found]);
	if (yaml === null) {
		const message =
			openLine > 0
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
		const slips = findYamlMistakes(document, yaml, counter);
		if (slips.length > 0) return broken(...slips.map((slip) => ({ ...slip, line: slip.line + openLine - 1 })));
		value = document.toJS({ maxAliasCount: 0 });
	} catch {
		return broken(mistake(2, 'nagłówka nie da się odczytać; zostaw w nim same proste wartości'));
	}
	const lineOf = (...path: Path) => findLine(document, counter, path, openLine);
	const { output, issues } = checkValues(schema, value ?? {});
	problems.push(...issues.map((issue) => tell(issue, lineOf)));
	return { data: problems.length === 0 ? output : undefined, written: value, body, bodyLine, problems, lineOf };
}

function unreadable(body: string, bodyLine: number, problems: Problem[]) {
	return { data: undefined, written: undefined, body, bodyLine, problems, lineOf: () => 1 };
}

function findLine(document: Document.Parsed, counter: LineCounter, path: Path, openLine: number): number {
	for (let length = path.length; length > 0; length -= 1) {
		const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
		const key = path[length - 1];
		const pair = isMap(parent)
			? parent.items.find((item) => isNode(item.key) && String(item.key) === String(key))
			: null;
		const node = pair && isPair(pair) ? pair.key : document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return counter.linePos(node.range[0]).line + openLine;
	}
	return 1;
}

function tell({ path, type, message }: FoundIssue, lineOf: (...path: Path) => number): Problem {
	const line = lineOf(...path);
	if (type === 'strict_object') return mistake(line, message);
	const key = path.findLast((part) => typeof part === 'string');
	return mistake(line, key === undefined ? message : `${key}: ${message}`);
}
