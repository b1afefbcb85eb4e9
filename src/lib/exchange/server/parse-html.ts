import { Parser } from 'htmlparser2';
import type { Markup, MarkupNode } from './markup.ts';

/** Elements deeper than this stand beside their parents: nobody writes so, and walks over the tree stay shallow. */
const MAX_DEPTH = 100;

/** Reads a piece of HTML as a browser would, unclosed elements included, in the order of the text. */
export function parseHtml(html: string): MarkupNode[] {
	const root: Markup = { name: '', attributes: {}, children: [], line: 1 };
	const open: Markup[] = [root];
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				const element: Markup = { name, attributes, children: [], line: 1 };
				open[Math.min(open.length, MAX_DEPTH) - 1]!.children.push(element);
				open.push(element);
			},
			ontext(text) {
				const { children } = open[Math.min(open.length, MAX_DEPTH) - 1]!;
				const last = children.at(-1);
				if (typeof last === 'string') children[children.length - 1] = last + text;
				else children.push(text);
			},
			onclosetag: () => void open.pop()
		},
		{ decodeEntities: true, recognizeSelfClosing: true }
	);
	parser.end(html);
	return root.children;
}
