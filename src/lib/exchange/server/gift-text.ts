import type { HtmlContext } from './html-inline.ts';
import type { MarkupNode } from './markup.ts';
import { notInside } from './picture-store.ts';
import { formatNamed, nodesOf, type TextFormat } from './text-formats.ts';

/** Signs that mean something in GIFT, and what stands for them while they are escaped. */
const SIGNS = '\\~=#{}:';
const HIDDEN = 0xe010;

/** Hides what `\` protects, so that the rest can be cut at its signs; `\n` is a line break, as in Moodle. */
export const hideEscaped = (text: string): string =>
	text.replace(/\\([\\~=#{}:n])/g, (_, sign: string) =>
		sign === 'n' ? '\n' : String.fromCharCode(HIDDEN + SIGNS.indexOf(sign))
	);

export const showEscaped = (text: string): string =>
	text.replace(/[\ue010-\ue016]/g, (hidden) => SIGNS[hidden.charCodeAt(0) - HIDDEN]!);

/** Text of GIFT as a tree; `[html]` and the like at its beginning say what it is written in. */
export function giftNodes(hidden: string, usual: TextFormat): { nodes: MarkupNode[]; format: TextFormat } {
	const [, name, rest] = /^\s*\[([a-z_]+)\]([^]*)$/i.exec(hidden) ?? [];
	const named = formatNamed(name);
	const format = named ?? usual;
	const text = showEscaped((named ? rest! : hidden).trim());
	return { nodes: nodesOf(text, format), format };
}

export const giftContext = (notes: HtmlContext['notes']): HtmlContext => ({ notes, findPicture: notInside });
