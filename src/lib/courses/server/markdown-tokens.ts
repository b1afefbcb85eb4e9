import type { Token, Tokens } from 'marked';
import type { Language } from '../course.ts';
import type { BlockKind, Words } from './blocks/words.ts';

export type FileKind = 'picture' | 'attachment' | 'film' | 'sound' | 'captions' | 'transcript';

/** A file beside a text, ready to be shown or downloaded. */
export interface CompanionFile {
	kind: FileKind;
	name: string;
	src: string;
	/** Of a picture or a film, in pixels, where the file tells. */
	width: number | null;
	height: number | null;
	/** Size of the file. */
	bytes: number;
	/** Of a film: the address of its captions. */
	captions?: string | undefined;
	/** Of a film or a sound: what is said in it, as clean HTML, and in which language. */
	transcript?: string | undefined;
	language?: Language;
}

/** A quote that begins with `[!KIND]`, maybe with a title. */
export interface Block {
	kind: BlockKind;
	title: Tokens.Paragraph | null;
}

/** What we know of a token beyond what the parser says. */
export interface TokenNote {
	/** Of the file, from 1. */
	line: number;
	/** Of a heading. */
	id?: string;
	/** Of a blockquote with a mark. */
	block?: Block;
	/** The language of what the renderer adds. */
	words?: Words;
	/** Of a question's heading: what stood in `{…}` at its end. */
	attributes?: string | undefined;
	/** Of a table. */
	label?: string;
	/** Of an image or a link whose file exists. */
	file?: CompanionFile | undefined;
	/** Of an image: what stands under it, and who made it. */
	caption?: Tokens.Paragraph | null;
	credit?: Tokens.Paragraph | null;
	/** Of a citation or a reference to a footnote: what it shows, when it leads somewhere. */
	number?: number;
	/** Of a reference to a footnote: which one to the same note, from 1. */
	nth?: number;
}

const NOTE = Symbol('note');

/** The note of a token; every token of a read document has one. Kept in the token itself: a WeakMap of them all is slow. */
export function noteOf(token: object & { [NOTE]?: TokenNote }): TokenNote {
	return (token[NOTE] ??= { line: 1 });
}

export const lineOf = (token: object) => noteOf(token).line;

/** The tokens directly inside this one: cells of tables, items of lists, titles and captions included. */
export function childrenOf(token: Token): Token[] {
	if (token.type === 'list') return (token as Tokens.List).items;
	if (token.type === 'table') {
		const { header, rows } = token as Tokens.Table;
		return [header, ...rows].flat() as unknown as Token[];
	}
	if (token.type === 'image')
		return [noteOf(token).caption, noteOf(token).credit].filter((part) => part !== undefined && part !== null);
	const title = noteOf(token).block?.title;
	return title ? [title, ...(inlineOf(token) ?? [])] : (inlineOf(token) ?? []);
}

/** The tokens that marked put directly inside, if this kind has any. */
export const inlineOf = (token: Token): Token[] | undefined => ('tokens' in token ? token.tokens : undefined);

/** Every token, parents before children, in the order of the text. */
export function walk(tokens: Token[]): Token[] {
	const all: Token[] = [];
	visit(tokens, (token) => all.push(token));
	return all;
}

/** The same, one by one: what is done to a token may change what is inside it. */
export function visit(tokens: Token[], see: (token: Token) => void): void {
	for (const token of tokens) {
		see(token);
		visit(childrenOf(token), see);
	}
}

function countEmptyLines(text: string): number {
	let count = 0;
	while (text[count] === '\n') count += 1;
	return count;
}

function countLines(text: string): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
	return count;
}

/** Writes down the line of every token; `raw` of neighbours follows each other without gaps. */
export function placeTokens(tokens: Token[], firstLine: number): void {
	let line = firstLine;
	for (const token of tokens) {
		noteOf(token).line = line + (token.type === 'space' ? 0 : countEmptyLines(token.raw));
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
			if (['checkbox', 'citation', 'footnoteReference'].includes(token.type)) return '';
			if (token.type === 'image') return (token as Tokens.Image).text;
			const inner = childrenOf(token);
			return inner.length > 0 ? plainText(inner) : ((token as Tokens.Text).text ?? '');
		})
		.join('');
}
