/** A line that stands too far to the left or to the right, or lacks its `- `. */
export interface IndentSlip {
	/** Of the YAML, from 1. */
	line: number;
	message: string;
}

/** Something that following lines may line up with. */
interface Column {
	at: number;
	kind: 'key' | 'item';
	/** Of an item: the column of its keys; undefined for plain text. */
	content?: number;
}

const KEY = /^[\w-]+:(?:\s|$)/;

/**
 * The first line whose indentation does not fit the lines above it. Knows keys and lists only; to be asked when the
 * parser has found a mistake, because text over many lines looks like a slip to it.
 */
export function findIndentSlip(lines: string[]): IndentSlip | undefined {
	const columns: Column[] = [];
	let isOpen = true;
	for (const [i, text] of lines.entries()) {
		const rest = text.trimStart();
		if (rest === '' || rest.startsWith('#')) continue;
		const indent = text.length - rest.length;
		const message = columns.length === 0 && indent > 0 ? tellExtra(rest) : place(columns, indent, rest, isOpen);
		if (message) return { line: i + 1, message };
		isOpen = /^(?:- )?[\w-]+:\s*(?:#.*)?$/.test(rest);
	}
	return undefined;
}

const isTightItem = (rest: string) => /^-[^\s-]/.test(rest);
const tellTight = (rest: string) => `po „-” brakuje spacji; wpisz „- ${rest.slice(1)}”`;

/** A list whose items lack the space after `-`: the parser takes it for plain text. */
export function findTightList(lines: string[]): IndentSlip | undefined {
	const at = lines.findIndex((text, i) => isTightItem(text.trimStart()) && /^\s*[\w-]+:\s*$/.test(lines[i - 1] ?? ''));
	return at === -1 ? undefined : { line: at + 1, message: tellTight(lines[at]!.trim()) };
}

const tellExtra = (rest: string) => `zbędne wcięcie; usuń spacje przed „${rest.split(/[\s:]/)[0]}”`;

/** Adds the line to the columns, or tells why it does not fit them. */
function place(columns: Column[], indent: number, rest: string, isOpen: boolean): string | undefined {
	const isInList = columns.some((column) => column.kind === 'item');
	if (isInList && isTightItem(rest)) return tellTight(rest);
	const isItem = /^-(?:\s|$)/.test(rest);
	if (!isItem && !KEY.test(rest))
		return isInList && indent <= listColumn(columns) ? 'wiersz listy bez „- ”; zacznij go od „- ”' : undefined;
	if (!fits(columns, indent, isItem, isOpen)) return tellColumn(columns, indent, rest);
	while (columns.length > 0 && columns.at(-1)!.at >= indent) columns.pop();
	if (!isItem) columns.push({ at: indent, kind: 'key' });
	else {
		const inner = rest.replace(/^-\s*/, '');
		const content = KEY.test(inner) ? indent + rest.length - inner.length : undefined;
		columns.push(content === undefined ? { at: indent, kind: 'item' } : { at: indent, kind: 'item', content });
		if (content !== undefined) columns.push({ at: content, kind: 'key' });
	}
	return undefined;
}

const listColumn = (columns: Column[]) => columns.findLast((column) => column.kind === 'item')?.at ?? -1;

function fits(columns: Column[], indent: number, isItem: boolean, isOpen: boolean): boolean {
	const top = columns.at(-1)?.at ?? 0;
	if (columns.length === 0) return true;
	if (indent > top) return isOpen;
	// A list may stand right under its key.
	return columns.some((column) => column.at === indent && (isItem || column.kind === 'key'));
}

function tellColumn(columns: Column[], indent: number, rest: string): string | undefined {
	const near = columns.toSorted((a, b) => Math.abs(a.at - indent) - Math.abs(b.at - indent) || b.at - a.at)[0]!;
	const isText = near.kind === 'item' && near.content === undefined;
	if (isText && near.at === indent) return 'wiersz listy bez „- ”; zacznij go od „- ”';
	if (isText && !rest.startsWith('-')) return undefined;
	const wanted = rest.startsWith('-') ? near.at : (near.content ?? near.at);
	return wanted === 0
		? tellExtra(rest)
		: `wcięcie inne niż w wierszach wyżej; zamiast ${indent} spacji wpisz ${wanted}`;
}
