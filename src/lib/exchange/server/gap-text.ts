import type { DraftAnswer } from '../imported-question.ts';
import { escapeInline } from './escape-markdown.ts';
import { blockMarkdown, lineMarkdown } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import type { MarkupNode } from './markup.ts';

/** Stand for gaps while a text becomes Markdown: private signs that no text of a file holds. */
const FIRST = 0xe100;
export const MAX_GAPS = 50;
export const gapMark = (gap: number) => String.fromCharCode(FIRST + gap);
const MARKS = /[\ue100-\ue1ff]/gu;

export const hideMarks = (text: string) => text.replace(MARKS, '');

/**
 * A text with gaps as title, body and the pieces between gaps. The paragraph that holds the gaps is one line; what
 * stands before it asks the question.
 */
export function splitAtGaps(
	nodes: MarkupNode[],
	context: HtmlContext
): { title: string; body: string; pieces: string[]; order: number[] } {
	const blocks = blockMarkdown(nodes, context).split('\n\n');
	const first = blocks.findIndex((block) => MARKS_ONCE.test(block));
	const before = blocks.slice(0, Math.max(first, 0));
	const [title = '', ...body] = before;
	const isOneLine = !/\n/.test(title) && !/^(?:[-|>]|\d+\. |!\[|```)/.test(title);
	const text =
		first === -1
			? lineMarkdown(nodes, context)
			: blocks
					.slice(first)
					.join(' ')
					.replace(/\\?\n(?:[->|] ?)*/g, ' ');
	const order = [...text.matchAll(MARKS)].map(([mark]) => mark.charCodeAt(0) - FIRST);
	return {
		title: isOneLine ? title : '',
		body: (isOneLine ? body : before).join('\n\n'),
		pieces: text.split(MARKS),
		order
	};
}

const MARKS_ONCE = /[\ue100-\ue1ff]/u;

/** One gap to be typed: the question is the sentence itself, with a blank where the gap was. */
export function typedGap(text: { title: string; body: string; pieces: string[] }, answer: DraftAnswer) {
	const sentence = text.pieces
		.join(` ${escapeInline('_____')} `)
		.replace(/ {2,}/g, ' ')
		.trim();
	return text.title === ''
		? { answer, text: { title: sentence, body: '' } }
		: { answer, text: { title: text.title, body: [text.body, sentence].filter((part) => part !== '').join('\n\n') } };
}
