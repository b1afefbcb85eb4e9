import type { Token, Tokens } from 'marked';

/** A picture ready to be shown. */
export interface Picture {
	src: string;
	width: number | null;
	height: number | null;
	/** Size of the file. */
	bytes: number;
}

/** What we know of a token beyond what the parser says. */
export interface TokenNote {
	/** Of the file, from 1. */
	line: number;
	/** Of a heading. */
	id?: string;
	/** Of a blockquote that is a callout. */
	callout?: CalloutKind;
	/** Of a question's heading: what stood in `{…}` at its end. */
	attributes?: string;
	/** Of a table. */
	label?: string;
	/** Of an image whose file exists. */
	picture?: Picture;
}

export const CALLOUTS = {
	NOTE: 'Zapamiętaj',
	WARNING: 'Uwaga',
	EXERCISE: 'Ćwiczenie',
	EXAMPLE: 'Przykład',
	LAW: 'Stan prawny'
} as const;
export type CalloutKind = keyof typeof CALLOUTS;

const notes = new WeakMap<object, TokenNote>();

/** The note of a token; every token of a read document has one. */
export function noteOf(token: object): TokenNote {
	let note = notes.get(token);
	if (!note) notes.set(token, (note = { line: 1 }));
	return note;
}

export const lineOf = (token: object) => noteOf(token).line;

/** The tokens directly inside this one, cells of tables and items of lists included. */
export function childrenOf(token: Token): Token[] {
	if (token.type === 'list') return (token as Tokens.List).items;
	if (token.type === 'table') {
		const { header, rows } = token as Tokens.Table;
		return [header, ...rows].flat() as unknown as Token[];
	}
	return token.type === 'image' ? [] : (inlineOf(token) ?? []);
}

/** The tokens that marked put directly inside, if this kind has any. */
export const inlineOf = (token: Token): Token[] | undefined => ('tokens' in token ? token.tokens : undefined);

/** Every token, parents before children, in the order of the text. */
export function* walk(tokens: Token[]): Generator<Token> {
	for (const token of tokens) {
		yield token;
		yield* walk(childrenOf(token));
	}
}

const countLines = (text: string) => text.split('\n').length - 1;

/** Writes down the line of every token; `raw` of neighbours follows each other without gaps. */
export function placeTokens(tokens: Token[], firstLine: number): void {
	let line = firstLine;
	for (const token of tokens) {
		noteOf(token).line = line + (token.type === 'space' ? 0 : countLines(/^\n*/.exec(token.raw)![0]));
		if (token.type === 'table') placeCells(token as Tokens.Table, line);
		else placeTokens(childrenOf(token), line);
		line += countLines(token.raw);
	}
}

function placeCells(table: Tokens.Table, firstLine: number): void {
	for (const [i, row] of [table.header, ...table.rows].entries()) {
		const line = firstLine + (i === 0 ? 0 : i + 1);
		for (const cell of row) {
			noteOf(cell).line = line;
			placeTokens(cell.tokens, line);
		}
	}
}

/** The words of some tokens, without markup. */
export function plainText(tokens: Token[]): string {
	return tokens
		.map((token) => {
			if (token.type === 'br') return ' ';
			if (token.type === 'checkbox') return '';
			if (token.type === 'image') return (token as Tokens.Image).text;
			const inner = childrenOf(token);
			return inner.length > 0 ? plainText(inner) : ((token as Tokens.Text).text ?? '');
		})
		.join('');
}
