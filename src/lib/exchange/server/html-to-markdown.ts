import { escapeLineStart } from './escape-markdown.ts';
import { childrenNamed, descendants, isElement, textOf, type Markup, type MarkupNode } from './markup.ts';
import { inlineMarkdown, isDropped, isPicture, type HtmlContext } from './html-inline.ts';

const BLOCKS = new Set([
	...['p', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'pre', 'blockquote', 'hr', 'figure', 'figcaption', 'div', 'section'],
	...['article', 'aside', 'header', 'footer', 'main', 'details', 'summary', 'center', 'fieldset', 'address', 'li'],
	...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr', 'td', 'th', 'tbody', 'thead', 'body', 'html', 'form']
]);

export const isBlock = (node: MarkupNode): node is Markup => isElement(node) && BLOCKS.has(node.name);

const holdsBlock = (element: Markup) => element.children.some((child) => isBlock(child) || isWrapped(child));

/** A span or a link around blocks, as editors leave behind. */
const isWrapped = (node: MarkupNode): boolean =>
	isElement(node) && !isDropped(node) && node.children.some((child) => isBlock(child) || isWrapped(child));

/** HTML as paragraphs, lists, tables, quotes and code in Markdown, in the order of the text. */
export function blockMarkdown(nodes: MarkupNode[], context: HtmlContext): string {
	return blocksOf(nodes, context).join('\n\n');
}

function blocksOf(nodes: MarkupNode[], context: HtmlContext): string[] {
	const blocks: string[] = [];
	let inline: MarkupNode[] = [];
	const endParagraph = () => {
		const text = paragraph(inline, context);
		if (text.trim() !== '') blocks.push(text);
		inline = [];
	};
	for (const node of nodes) {
		if (isBlock(node) || isWrapped(node)) {
			endParagraph();
			blocks.push(...blockOf(node as Markup, context));
		} else inline.push(node);
	}
	endParagraph();
	return blocks;
}

const paragraph = (nodes: MarkupNode[], context: HtmlContext) =>
	inlineMarkdown(nodes, context).split('\n').map(escapeLineStart).join('\n');

function blockOf(element: Markup, context: HtmlContext): string[] {
	switch (element.name) {
		case 'ul':
		case 'ol':
			return [list(element, context)];
		case 'table':
			return table(element, context);
		case 'pre':
			return [fenced(textOf(element))];
		case 'hr':
			return ['---'];
		case 'blockquote':
			return [quote(blockMarkdown(element.children, context))].filter((text) => text !== '');
		case 'figure':
		case 'p':
			return blocksOf(element.children, context);
	}
	if (/^h[1-6]$/.test(element.name)) {
		context.notes.changed('Nagłówek w\u00a0treści pytania stał się pogrubionym akapitem.');
		const words = paragraph([{ ...element, name: 'strong' }], context);
		return words === '' ? [] : [words];
	}
	return blocksOf(element.children, context);
}

export const quote = (text: string) =>
	text === ''
		? ''
		: text
				.split('\n')
				.map((line) => (line === '' ? '>' : `> ${line}`))
				.join('\n');

export const indent = (text: string, by: string) =>
	text
		.split('\n')
		.map((line) => (line === '' ? '' : by + line))
		.join('\n');

function fenced(text: string): string {
	const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}\n${text.replace(/^\n|\n$/g, '')}\n${fence}`;
}

function list(element: Markup, context: HtmlContext): string {
	const first = Number(element.attributes.start ?? '1');
	const start = Number.isInteger(first) && first >= 0 && first < 1e8 ? first : 1;
	const isLoose = element.children.some((item) => isElement(item) && childrenNamed(item, 'p').length > 0);
	const items = element.children.filter(isElement).map((item, i) => {
		const mark = element.name === 'ol' ? `${start + i}. ` : '- ';
		const content = item.name === 'li' ? item.children : [item];
		const blocks = blocksOf(content, context);
		return mark + indent(blocks.join(isLoose ? '\n\n' : '\n'), ' '.repeat(mark.length)).trimStart();
	});
	return items.join(isLoose ? '\n\n' : '\n');
}

/** A table with one row of headers; one without any gets the first row as such. */
function table(element: Markup, context: HtmlContext): string[] {
	const rows = [...descendants(element)].filter(({ name }) => name === 'tr');
	const caption = childrenNamed(element, 'caption').flatMap(({ children }) => blocksOf(children, context));
	const cells = rows.map((row) => row.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th'));
	const width = Math.max(0, ...cells.map((row) => row.length));
	if (width === 0) return caption;
	if (cells.flat().some(({ attributes }) => attributes.colspan || attributes.rowspan))
		context.notes.changed('Połączone komórki tabeli rozdzielono; sprawdź jej układ.');
	if (cells[0]!.every(({ name }) => name === 'td'))
		context.notes.changed('Tabela bez nagłówków: pierwszy wiersz stał się nagłówkiem.');
	const lines = cells.map((row) => {
		const texts = Array.from({ length: width }, (_, i) => (row[i] ? cellOf(row[i], context) : ''));
		return `| ${texts.join(' | ')} |`;
	});
	const align = Array.from({ length: width }, (_, i) => ALIGN[alignOf(cells[0]![i])] ?? '---');
	return [...caption, [lines[0], `| ${align.join(' | ')} |`, ...lines.slice(1)].join('\n')];
}

const ALIGN: Record<string, string> = { right: '---:', center: ':---:' };

const alignOf = (cell: Markup | undefined): string =>
	/(?:align-|text-align:\s*)(right|center)/.exec(
		`${cell?.attributes.class ?? ''} ${cell?.attributes.style ?? ''}`
	)?.[1] ??
	cell?.attributes.align ??
	'';

/** One line of inline Markdown from whatever stands there; what stood in paragraphs of its own is joined by spaces. */
export function lineMarkdown(nodes: MarkupNode[], context: HtmlContext): string {
	return flatten(nodes, context)
		.replace(/\\\n/g, ' ')
		.replace(/\s*\n\s*/g, ' ');
}

const cellOf = (cell: Markup, context: HtmlContext) => lineMarkdown(cell.children, context);

function flatten(nodes: MarkupNode[], context: HtmlContext): string {
	if (!nodes.some((node) => isBlock(node) || isWrapped(node))) return inlineMarkdown(nodes, context);
	const parts: string[] = [];
	let inline: MarkupNode[] = [];
	const endPart = () => {
		const text = inlineMarkdown(inline, context);
		if (text !== '') parts.push(text);
		inline = [];
	};
	for (const node of nodes) {
		if (!isBlock(node) && !isWrapped(node)) inline.push(node);
		else {
			endPart();
			const text = flatten((node as Markup).children, context);
			if (text !== '') parts.push(text);
		}
	}
	endPart();
	if (parts.length > 1) context.notes.changed('Kilka akapitów połączono w\u00a0jeden, bo tu mieści się jeden.');
	return parts.join(' ');
}

/** A choice: one paragraph, in which breaks of lines may stay. */
export const choiceMarkdown = (nodes: MarkupNode[], context: HtmlContext): string =>
	flatten(nodes, context).split('\n').map(escapeLineStart).join('\n');

/**
 * What a question asks, apart from what stands below it: the first paragraph is the title, unless it is longer than a
 * line can be or holds no words.
 */
export function splitTitle(nodes: MarkupNode[], context: HtmlContext): { title: string; body: string } {
	const flat = unwrap(nodes);
	const first = flat.findIndex((node) => textOf(node).trim() !== '' || isBlock(node));
	const lead = flat[first];
	if (lead === undefined) return { title: '', body: blockMarkdown(flat, context) };
	if (isBlock(lead)) {
		if (!/^(p|h[1-6]|div|dt|summary)$/.test(lead.name) || holdsBlock(lead) || textOf(lead).trim() === '')
			return { title: '', body: blockMarkdown(flat, context) };
		return split(lead.children, flat.slice(first + 1), context);
	}
	const end = flat.findIndex((node, i) => i > first && isBlock(node));
	return end === -1 ? split(flat, [], context) : split(flat.slice(0, end), flat.slice(end), context);
}

function split(lead: MarkupNode[], rest: MarkupNode[], context: HtmlContext) {
	const br = lead.findIndex(
		(node, i) =>
			isElement(node) && node.name === 'br' && lead.slice(0, i).some((before) => textOf(before).trim() !== '')
	);
	const [head, tail] = br === -1 ? [lead, []] : [lead.slice(0, br), lead.slice(br + 1)];
	const isShown = (node: MarkupNode) => isElement(node) && holdsPicture(node);
	const words = head.filter((node) => !isShown(node));
	if (words.map(textOf).join('').trim() === '') return { title: '', body: blockMarkdown([...lead, ...rest], context) };
	const pictures = head.filter(isShown);
	const below: MarkupNode[] = [
		...pictures.map((node) => inParagraph([node])),
		...(tail.length > 0 ? [inParagraph(tail)] : []),
		...rest
	];
	return { title: lineMarkdown(words, context), body: blockMarkdown(below, context) };
}

const inParagraph = (children: MarkupNode[]): Markup => ({ name: 'p', attributes: {}, children, line: 1 });

/** A single box around everything says nothing. */
function unwrap(nodes: MarkupNode[]): MarkupNode[] {
	const solid = nodes.filter((node) => isElement(node) || node.trim() !== '');
	const [only] = solid;
	return solid.length === 1 &&
		only &&
		isElement(only) &&
		/^(div|section|article|body|html|span)$/.test(only.name) &&
		(holdsBlock(only) || only.name === 'div')
		? unwrap(only.children)
		: nodes;
}

/** Plain words, for what may hold nothing else. */
export function plainWords(nodes: MarkupNode[], context: HtmlContext): string {
	const isRich = nodes.some(
		(node) =>
			isElement(node) &&
			[node, ...descendants(node)].some(({ name }) => !['p', 'span', 'div', 'br', 'font'].includes(name))
	);
	if (isRich) context.notes.changed('Tu mieści się sam tekst: formatowanie odpowiedzi usunięto.');
	if (nodes.some((node) => isElement(node) && holdsPicture(node)))
		context.notes.dropped('Obrazek w\u00a0odpowiedzi: tu mieści się sam tekst.');
	const words = nodes.map((node) => (isElement(node) ? spaced(node) : node)).join('');
	return words.replace(/\s+/g, ' ').trim();
}

const holdsPicture = (element: Markup) => [element, ...descendants(element)].some(isPicture);

const spaced = (element: Markup): string => {
	if (isDropped(element)) return ' ';
	const inner = element.children.map((node) => (isElement(node) ? spaced(node) : node)).join('');
	return BLOCKS.has(element.name) || element.name === 'br' ? ` ${inner} ` : inner;
};
