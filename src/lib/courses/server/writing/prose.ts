import type { Token, Tokens } from 'marked';
import type { FrontMatter } from '../front-matter.ts';
import { childrenOf, lineOf } from '../markdown-tokens.ts';
import { findAnswer } from '../parse-answer.ts';
import { readMarkdown } from '../render-markdown.ts';

/** One run of words: a paragraph, a heading, an item, a cell, a description. */
export interface Block {
	text: string;
	/** Whether it is made of sentences, not a title or a label. */
	isRunning: boolean;
	/** The line of the file on which a place of the text stands. */
	lineAt(offset: number): number;
}

interface Piece {
	text: string;
	line: number;
}

/** Words of a paragraph in their order, without code, addresses, citations and pictures. */
function piecesOf(tokens: Token[]): Piece[] {
	return tokens.flatMap((token): Piece[] => {
		if (token.type === 'br') return [{ text: '\n', line: lineOf(token) }];
		if (token.type === 'image' || (token.type === 'link' && (token as Tokens.Link).autolink)) return [];
		const inner = childrenOf(token);
		if (inner.length > 0) return piecesOf(inner);
		if (token.type !== 'text' && token.type !== 'escape') return [];
		// The line of a token is that of its first word; the breaks before it belong to the piece too.
		return [{ text: (token as Tokens.Text).text, line: lineOf(token) - countLines(/^\n*/.exec(token.raw)![0]) }];
	});
}

const countLines = (text: string) => text.split('\n').length - 1;

function toBlock(pieces: Piece[], isRunning: boolean): Block {
	const text = pieces.map((piece) => withoutTarget(piece.text)).join('');
	const lineAt = (offset: number) => {
		let start = 0;
		for (const piece of pieces) {
			if (offset < start + piece.text.length) return piece.line + countLines(piece.text.slice(0, offset - start));
			start += piece.text.length;
		}
		return pieces.at(-1)?.line ?? 1;
	};
	return { text, isRunning, lineAt };
}

/** Where a decision of a case leads is a name of ours, not a word; what stands after it keeps its place. */
const withoutTarget = (text: string) => text.replace(/→ #[a-z0-9-]+/g, (target) => ' '.repeat(target.length));

const isWords = (token: Token) => ['paragraph', 'heading', 'text'].includes(token.type) || !token.type;

function blocksOf(tokens: Token[]): Block[] {
	return tokens.flatMap((token): Block[] => {
		if (token.type === 'code' || token.type === 'html') return [];
		const inner = childrenOf(token);
		if (!isWords(token)) return blocksOf(inner);
		const isRunning = token.type === 'paragraph' || token.type === 'text';
		const images = inner.filter((one): one is Tokens.Image => one.type === 'image');
		const described = images.flatMap((image) => [
			toBlock([{ text: image.text, line: lineOf(image) }], false),
			...blocksOf(childrenOf(image)).map((block) => ({ ...block, isRunning: false }))
		]);
		return [toBlock(piecesOf(inner.length > 0 ? inner : [token]), isRunning), ...described];
	});
}

/** Everything a reader reads of a file below its front matter. */
export function readProse(body: string, bodyLine: number, kind: 'page' | 'quiz'): Block[] {
	const { tokens } = readMarkdown(body, {
		...{ firstLine: bodyLine, kind, language: 'pl', sources: undefined, lessons: new Map(), findFile: () => undefined }
	});
	// Accepted answers hold forms that a learner may type, right or wrong; a hand-in, endings of files.
	const isProse = (text: string) => text.trim() !== '' && findAnswer(text) === undefined && !/^plik:/i.test(text);
	return blocksOf(tokens).filter(({ text }) => isProse(text));
}

/** Values of front matter that a reader reads; names, addresses and licences are no prose. */
const READ_KEYS = [
	'title',
	'shortTitle',
	'summary',
	'forWhom',
	'objectives',
	'competences',
	'certificate',
	'prerequisites'
];

/** Titles, summaries and the like. */
export function readValues({ data, lineOf: lineOfKey }: Pick<FrontMatter<unknown>, 'data' | 'lineOf'>): Block[] {
	const blocks: Block[] = [];
	const collect = (value: unknown, path: (string | number)[]) => {
		if (typeof value === 'string') blocks.push(toBlock([{ text: value, line: lineOfKey(...path) }], false));
		else if (Array.isArray(value)) value.forEach((item, i) => collect(item, [...path, i]));
		else if (value !== null && typeof value === 'object') {
			for (const [key, item] of Object.entries(value)) {
				if (!['id', 'requires', 'courses'].includes(key)) collect(item, [...path, key]);
			}
		}
	};
	const values = (data ?? {}) as Record<string, unknown>;
	for (const key of READ_KEYS) collect(values[key], [key]);
	return blocks;
}
