import { isAlias, isMap, isScalar, visit, type Document, type LineCounter, type YAMLError } from 'yaml';
import { findIndentSlip, findTightList } from './indent-slips.ts';
import { mistake, type Problem } from './problems.ts';

/** The cure for what the YAML parser found, by its code; the line of the text often tells more than the code does. */
const CURES: Record<string, string> = {
	TAB_AS_INDENT: 'tabulator na początku wiersza; zastąp go dwiema spacjami',
	BAD_DQ_ESCAPE: 'znak „\\” w cudzysłowie; usuń go albo napisz „\\\\”',
	MULTIPLE_DOCS: 'wiersz „...” urywa nagłówek; usuń ten wiersz',
	BAD_SCALAR_START: 'wartość zaczyna się od znaku, który ma tu inne znaczenie; weź całą wartość w cudzysłów',
	UNEXPECTED_TOKEN: 'zbędny znak; usuń go albo weź całą wartość w cudzysłów',
	BAD_INDENT: 'wcięcie inne niż w sąsiednich wierszach; wyrównaj je',
	RESOURCE_EXHAUSTION: 'za dużo nawiasów jeden w drugim; zostaw zwykłą listę'
};
/** Codes behind which a shifted line may be. */
const ON_INDENT = new Set([
	'BAD_INDENT',
	'MISSING_CHAR',
	'BLOCK_AS_IMPLICIT_KEY',
	'MULTILINE_IMPLICIT_KEY',
	'UNEXPECTED_TOKEN'
]);

const UNREADABLE =
	'tego wiersza nie da się odczytać; wpisz „klucz: wartość”, a wartość ze znakami specjalnymi weź w cudzysłów';

const KEY = /^\s*(?:- )?([\w-]+)/;

/** What is wrong at this line, told by what stands there. */
function explainLine(line: string, code: string): string | undefined {
	const key = KEY.exec(line)?.[1] ?? 'klucz';
	if (/^\s*(?:- )?[\w-]+:[^\s:]/.test(line)) return `po dwukropku brakuje spacji; wpisz „${key}: wartość”`;
	if (code === 'UNEXPECTED_TOKEN' && /^\s*(?:- )?[\w-]+: +- /.test(line)) {
		return `lista zaczyna się w tym samym wierszu co klucz; wpisz „${key}:”, a „- ” przenieś do następnego wiersza`;
	}
	if (/: +(["']).*\1(?:\s*[^\s,}\]#]|#)/.test(line) || /^\s*- (["']).*\1(?:\s*[^\s,}\]#:]|#)/.test(line)) {
		return 'za cudzysłowem stoi jeszcze tekst; obejmij cudzysłowem całą wartość, a cytaty w środku zapisz „tak”';
	}
	if (/^\s*(?:- )?[\w-]+: +[„“][^”"]*:/.test(line))
		return `dwukropek w cudzysłowie z Worda; zamiast „ ” użyj prostych znaków: ${key}: "…"`;
	if (code === 'BLOCK_AS_IMPLICIT_KEY' && (line.match(/:(?:\s|$)/g)?.length ?? 0) > 1) {
		return `dwukropek w środku wartości; weź całą wartość w cudzysłów: ${key}: "…"`;
	}
	if (/[[{]/.test(line) && ['BAD_INDENT', 'MISSING_CHAR'].includes(code))
		return 'nawias nie jest zamknięty; dopisz „]” albo „}”';
	if (!/:(?:\s|$)/.test(line)) return 'wiersz bez dwukropka; wpisz „klucz: wartość” albo usuń ten wiersz';
	return undefined;
}

function explain(error: YAMLError, document: Document.Parsed, lines: string[], counter: LineCounter): Problem {
	const at = counter.linePos(error.pos[0]).line;
	const line = lines[at - 1] ?? '';
	// The parser notices a shifted line on it or one line before; a shifted first line, wherever the next key stands.
	const slip = ON_INDENT.has(error.code) ? findIndentSlip(lines) : undefined;
	if (slip && (slip.line === at || slip.line === at + 1 || slip.line === 1))
		return mistake(slip.line + 1, slip.message);
	if (error.code === 'DUPLICATE_KEY') {
		return mistake(at + 1, `klucz „${KEY.exec(line)?.[1] ?? line.trim()}” stoi tu drugi raz; zostaw jeden z nich`);
	}
	if (error.message.startsWith('Missing closing')) {
		return mistake(findOpenQuote(document, counter) + 1, 'cudzysłów nie jest zamknięty; dopisz go na końcu wartości');
	}
	// The parser notices an unclosed bracket only where the next key begins.
	if (error.message.startsWith('Flow '))
		return mistake(findOpenBracket(lines, at) + 1, 'nawias nie jest zamknięty; dopisz „]” albo „}”');
	if (error.message.endsWith('at node end') && line.slice(0, counter.linePos(error.pos[0]).col - 1).trim() === '') {
		return mistake(at + 1, CURES['BAD_INDENT']!);
	}
	if (['TAB_AS_INDENT', 'BAD_DQ_ESCAPE', 'BAD_SCALAR_START', 'MULTIPLE_DOCS'].includes(error.code))
		return mistake(at + 1, CURES[error.code]!);
	return mistake(at + 1, explainLine(line, error.code) ?? CURES[error.code] ?? UNREADABLE);
}

/** The line on which the last quoted value begins. */
function findOpenQuote(document: Document.Parsed, counter: LineCounter): number {
	let offset = 0;
	visit(document, {
		Scalar(_, node) {
			if (/^QUOTE_/.test(node.type ?? '')) offset = node.range?.[0] ?? offset;
		}
	});
	return counter.linePos(offset).line;
}

/** The nearest line above that opens a bracket and does not close it; the first is 1. */
function findOpenBracket(lines: string[], from: number): number {
	for (let at = from; at > 0; at -= 1) {
		const line = lines[at - 1] ?? '';
		if ((line.match(/[[{]/g)?.length ?? 0) > (line.match(/[\]}]/g)?.length ?? 0)) return at;
	}
	return from;
}

/** What keeps front matter from being read: slips of writing, and whatever is more than plain values. */
export function findYamlMistakes(document: Document.Parsed, yaml: string, counter: LineCounter): Problem[] {
	const lines = yaml.split('\n');
	const tight = findTightList(lines);
	if (tight) return [mistake(tight.line + 1, tight.message)];
	// One slip confuses the parser more than once: a tab and else the first message is the one to believe.
	const slips = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY');
	const slip = slips.find((error) => error.code === 'TAB_AS_INDENT') ?? slips[0];
	if (slip) return [explain(slip, document, lines, counter)];
	return document.errors
		.map((error) => explain(error, document, lines, counter))
		.concat(findMoreThanValues(document, counter));
}

function findMoreThanValues(document: Document.Parsed, counter: LineCounter): Problem[] {
	const problems: Problem[] = [];
	const at = (node: { range?: [number, number, number] | null }) => counter.linePos(node.range?.[0] ?? 0).line + 1;
	if (document.contents && !isMap(document.contents) && document.errors.length === 0) {
		problems.push(mistake(2, 'tu mają stać klucze z wartościami, po jednym w wierszu: „klucz: wartość”'));
	}
	visit(document, {
		Pair(_, pair) {
			if (!isScalar(pair.key) && !isAlias(pair.key))
				problems.push(mistake(2, 'kluczem może być tylko jedno słowo; usuń „?” i nawiasy z klucza'));
		},
		Node(_, node) {
			if (node.tag) problems.push(mistake(at(node), `wartość nie może zaczynać się od „!”; weź ją w cudzysłów`));
			if (isAlias(node) || ('anchor' in node && node.anchor)) {
				problems.push(mistake(at(node), 'wartość nie może zaczynać się od „&” ani „*”; weź ją w cudzysłów'));
			}
		}
	});
	return [...new Map(problems.map((problem) => [`${problem.line} ${problem.message}`, problem])).values()];
}
