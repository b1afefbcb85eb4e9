import { blockMarkdown, lineMarkdown } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { isElement, type MarkupNode } from './markup.ts';

/** Stand for gaps while a text becomes Markdown: private signs that no text of a file holds. */
const FIRST = 0xe100;
export const MAX_GAPS = 50;
export const gapMark = (gap: number) => String.fromCharCode(FIRST + gap);
const MARKS = /[\ue100-\ue1ff]/gu;

export const hideMarks = (text: string) => text.replace(MARKS, '');

/** The gaps of a text, in its order. */
export const gapsIn = (text: string): number[] => [...text.matchAll(MARKS)].map(([mark]) => mark.charCodeAt(0) - FIRST);

export const replaceMarks = (text: string, put: (gap: number) => string): string =>
	text.replace(MARKS, (mark) => put(mark.charCodeAt(0) - FIRST));

/** The same tree with its texts changed, in the order of the text. */
export function mapTexts(nodes: MarkupNode[], change: (text: string) => string): MarkupNode[] {
	return nodes.map((node) => (isElement(node) ? { ...node, children: mapTexts(node.children, change) } : change(node)));
}

export interface SplitText {
	title: string;
	body: string;
	/** One more than there are gaps; a break of lines stays one. */
	pieces: string[];
	/** The gaps, in the order of the text. */
	order: number[];
}

/**
 * A text with gaps as title, body and the pieces between gaps. Everything from the paragraph with the first gap on is
 * one paragraph of lines; what stands before it asks the question.
 */
export function splitAtGaps(nodes: MarkupNode[], context: HtmlContext): SplitText {
	const blocks = blockMarkdown(nodes, context).split('\n\n');
	const first = blocks.findIndex((block) => gapsIn(block).length > 0);
	const before = blocks.slice(0, Math.max(first, 0));
	const [title = '', ...body] = before;
	const isOneLine = !/\n/.test(title) && !/^(?:[-|>]|\d+\. |!\[|```)/.test(title);
	const lines = first === -1 ? [lineMarkdown(nodes, context)] : blocks.slice(first).flatMap(linesOf);
	const text = lines.join('\\\n');
	return {
		title: isOneLine ? title : '',
		body: (isOneLine ? body : before).join('\n\n'),
		pieces: text.split(MARKS),
		order: gapsIn(text)
	};
}

/** The lines of a block without what makes it a list, a quote or a table. */
const linesOf = (block: string): string[] =>
	block
		.split('\n')
		.filter((line) => !/^\|(?: *:?-+:? *\|)+$/.test(line) && !/^(?:`{3,}|---)$/.test(line))
		.map((line) =>
			line
				.replace(/\\$/, '')
				.replace(/^\s*(?:> ?)+/, '')
				.replace(/^\s*- /, '– ')
				.replace(/^\s*(\d+)\. /, '$1\\) ')
				.replace(/^\| (.*) \|$/, (_, cells: string) => cells.replace(/(?<!\\)\|/g, '·'))
				.trim()
		)
		.filter((line) => line !== '');
