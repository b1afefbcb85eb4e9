import { codeSpan, escapeInline } from './escape-markdown.ts';
import { descendants, isElement, textOf, type Markup, type MarkupNode } from './markup.ts';
import { mathText } from './math-text.ts';
import type { FoundPicture } from './picture-store.ts';
import { inLowered, inRaised } from './small-signs.ts';
import type { NoteBook } from './note-book.ts';

/** What a text of another system may lead to, and where to tell what changed. */
export interface HtmlContext {
	notes: NoteBook;
	findPicture(address: string): FoundPicture;
}

const DROPPED: Record<string, string> = {
	script: 'skrypt',
	style: 'arkusz stylów',
	iframe: 'ramka z\u00a0innej strony (iframe)',
	embed: 'osadzony obiekt',
	object: 'osadzony obiekt',
	video: 'film',
	audio: 'nagranie',
	source: 'nagranie',
	svg: 'rysunek SVG wpisany w\u00a0treść',
	canvas: 'rysunek tworzony skryptem',
	input: 'pole formularza',
	select: 'lista wyboru',
	textarea: 'pole formularza',
	button: 'przycisk',
	include: 'dołączenie innego pliku (XInclude)',
	template: 'szablon',
	noscript: 'treść bez skryptów',
	link: 'odwołanie do arkusza stylów',
	meta: 'metadane',
	title: 'tytuł strony'
};

export const isDropped = (element: Markup) => Object.hasOwn(DROPPED, element.name);

const MARKS: Record<string, string> = {
	strong: '**',
	b: '**',
	em: '*',
	i: '*',
	cite: '*',
	dfn: '*',
	var: '*',
	del: '~~',
	s: '~~',
	strike: '~~'
};

/** Running text as Markdown; a line break is `\` and a new line. Ends are trimmed. */
export function inlineMarkdown(nodes: MarkupNode[], context: HtmlContext): string {
	return joined(nodes, context, '')
		.replace(/[ \t\n]*\0[ \t\n]*/g, '\\\n')
		.replace(/^(?:\s|\\\n)+|(?:\s|\\\n)+$/g, (edge) => (edge.includes('\u00a0') ? edge.replace(/[^\u00a0]/g, '') : ''));
}

/** The same with `\0` for breaks and spaces at the ends kept. */
function joined(nodes: MarkupNode[], context: HtmlContext, inside: string): string {
	let text = '';
	for (const node of merged(nodes)) {
		const next = isElement(node)
			? elementMarkdown(node, context, inside, text)
			: escapeInline(node.replace(/[ \t\n\f\v\u0085\u2028\u2029]+/g, ' '));
		text += text.endsWith(' ') ? next.replace(/^ +/, '') : next;
	}
	return text;
}

/** Neighbours with the same mark are one: `**a****b**` would be nothing. */
function merged(nodes: MarkupNode[]): MarkupNode[] {
	const result: MarkupNode[] = [];
	for (const node of nodes) {
		const last = result.at(-1);
		const isSame =
			isElement(node) &&
			last !== undefined &&
			isElement(last) &&
			MARKS[node.name] !== undefined &&
			MARKS[last.name] === MARKS[node.name];
		if (isSame) result[result.length - 1] = { ...last, children: [...last.children, ...node.children] };
		else result.push(node);
	}
	return result;
}

function elementMarkdown(element: Markup, context: HtmlContext, inside: string, before: string): string {
	const { name, attributes, children } = element;
	if (/(?:^|;)\s*(?:color|background|font)/i.test(attributes.style ?? '') || name === 'font')
		context.notes.changed('Kolory i\u00a0kroje pisma usunięto: wygląd nadaje platforma.');
	if (isPicture(element)) return picture(element, context, inside);
	const told = DROPPED[name];
	if (told !== undefined) {
		context.notes.dropped(`Usunięto: ${told}.`);
		return ' ';
	}
	if (name === 'br') return '\0';
	if (name === 'code' || name === 'tt' || name === 'kbd' || name === 'samp') return code(textOf(element));
	if (name === 'sup' || name === 'sub') return script(element, context, inside);
	if (name === 'a') return link(element, context, inside);
	if (name === 'math') {
		context.notes.changed('Wzór MathML zapisano zwykłym tekstem; sprawdź, czy da się go odczytać.');
		return escapeInline(mathText(element));
	}
	if (name === 'q') return `„${joined(children, context, inside)}”`;
	if (name === 'u' || name === 'ins') context.notes.changed('Podkreślenie usunięto: w\u00a0sieci oznacza link.');
	const mark = MARKS[name];
	return mark ? marked(element, mark, context, inside, before) : joined(children, context, inside);
}

/** Marks keep to their words: spaces go outside; italics beside or around bold type are written with `_`. */
function marked(element: Markup, mark: string, context: HtmlContext, inside: string, before: string): string {
	if (inside.includes(`<${mark}>`)) return joined(element.children, context, inside);
	const text = joined(element.children, context, `${inside}<${mark}>`);
	const [, start = '', words = '', end = ''] = /^([\s\0]*)([^]*?)([\s\0]*)$/.exec(text)!;
	if (words === '') return start + end;
	const isBeside = before.endsWith('*') || words.startsWith('*') || words.endsWith('*') || inside.includes('<**>');
	const sign = mark === '*' && isBeside ? '_' : mark;
	// A mark between a letter and a sign opens nothing.
	const isStuck = start === '' && /[\p{L}\d]$/u.test(before) && (sign === '_' || /^[^\p{L}\d]/u.test(words));
	if (isStuck) {
		context.notes.changed('Wyróżnienie części słowa usunięto: w\u00a0Markdownie wyróżnia się całe słowa.');
		return text;
	}
	return `${start}${sign}${words}${sign}${end}`;
}

const code = (text: string) => (text.trim() === '' ? ' ' : codeSpan(text.replace(/\s+/g, ' ')));

function script(element: Markup, context: HtmlContext, inside: string): string {
	const text = textOf(element).replace(/-/g, '−').trim();
	if (text === '') return '';
	const where = element.name === 'sup' ? 'górny' : 'dolny';
	const small = (element.name === 'sup' ? inRaised : inLowered)(text);
	if (small !== null) {
		context.notes.changed(`Indeks ${where} zapisano znakami, które go mają (na przykład ² albo ₂).`);
		return small;
	}
	context.notes.changed(`Indeks ${where} zapisano w\u00a0nawiasie; sprawdź wzór.`);
	return `${element.name === 'sup' ? '^' : ''}(${joined(element.children, context, inside).trim()})`;
}

function link({ attributes, children }: Markup, context: HtmlContext, inside: string): string {
	const address = (attributes.href ?? '').trim();
	const text = joined(children, context, inside);
	if (text.trim() === '') return text;
	if (!/^(?:https?:\/\/|mailto:)[^\s<>\\]+$/i.test(address)) {
		if (address !== '') context.notes.dropped('Link, który nie prowadzi pod adres http(s) ani mailto: zostały słowa.');
		return text;
	}
	const [, start = '', words = '', end = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text)!;
	const title = attributes.title ? ` "${attributes.title.replace(/["\\\n]/g, '')}"` : '';
	return `${start}[${words}](${/[()]/.test(address) ? `<${address}>` : address}${title})${end}`;
}

export const isPicture = ({ name, attributes }: Markup) =>
	name === 'img' || (name === 'object' && /^image\//.test(attributes.type ?? ''));

function picture({ attributes, children }: Markup, context: HtmlContext, inside: string): string {
	const address = attributes.src ?? attributes.data ?? '';
	const found = context.findPicture(address);
	const alt = (attributes.alt ?? '').replace(/\s+/g, ' ').trim();
	if ('lost' in found) {
		// An object holds what stands for it: another picture, or words.
		const instead = joined(children, context, inside);
		if (instead.trim() !== '') return instead;
		const called = alt ? ` „${alt}”` : '';
		context.notes.dropped(`Obrazek${called}: ${found.lost}.`);
		return alt ? `(${escapeInline(alt)})` : ' ';
	}
	if (alt === '') context.notes.missing('Opis obrazka: napisz, co na nim widać.');
	return `![${escapeInline(alt || 'Obrazek: dopisz, co na nim widać')}](${found.name})`;
}

/** Whether there is anything to see. */
export const isEmpty = (nodes: MarkupNode[]) =>
	nodes.map(textOf).join('').trim() === '' &&
	!nodes.some((node) => isElement(node) && [node, ...descendants(node)].some(isPicture));
