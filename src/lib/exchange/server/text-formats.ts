import { Marked } from 'marked';
import type { MarkupNode } from './markup.ts';
import { parseHtml } from './parse-html.ts';

/** How a text says it is written; Moodle's own format is HTML in which ends of lines count. */
export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown';

const FORMATS: Record<string, TextFormat> = {
	html: 'html',
	moodle: 'moodle',
	moodle_auto_format: 'moodle',
	plain: 'plain',
	plain_text: 'plain',
	markdown: 'markdown'
};

export const formatNamed = (name: string | undefined): TextFormat | undefined =>
	FORMATS[name?.trim().toLowerCase() ?? ''];

const TAG =
	/<\/?(?:p|br|b|i|u|em|strong|code|pre|ul|ol|li|table|tr|td|th|thead|tbody|img|a|sub|sup|span|div|h[1-6]|blockquote|script|style|iframe|font|hr|del|s|video|audio)\b[^>]*>|&[a-z#][a-z\d]*;/i;

const foreignMarkdown = new Marked({ gfm: true });

/** A text as a tree, whatever it is written in. */
export function nodesOf(text: string, format: TextFormat): MarkupNode[] {
	switch (format) {
		case 'html':
			return parseHtml(text);
		case 'markdown':
			return parseHtml(foreignMarkdown.parse(text, { async: false }));
		case 'plain':
			return linesOf(text);
		case 'moodle':
			return TAG.test(text)
				? parseHtml(/<(?:p|br|ul|ol|table|div|pre)\b/i.test(text) ? text : text.trim().replace(/\n/g, '<br>'))
				: linesOf(text);
	}
}

/** Plain lines; an empty one parts paragraphs. */
function linesOf(text: string): MarkupNode[] {
	const paragraphs = text.trim().split(/\n[ \t]*\n\s*/);
	return paragraphs.map((paragraph) => ({
		name: 'p',
		attributes: {},
		children: paragraph.split('\n').flatMap((line, i): MarkupNode[] => (i === 0 ? [line] : [BREAK, line])),
		line: 1
	}));
}

const BREAK = { name: 'br', attributes: {}, children: [], line: 1 };
