import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlEntityReference, XmlText } from 'libxml2-wasm';
import { parseHtml } from './parse-html.ts';
import { refuse } from './exchange-limits.ts';
import { textOf, type Markup, type MarkupNode } from './markup.ts';

/** Nothing from outside, no substitution, no decompression; of 256 levels and 10 million signs a text at most. */
const OPTIONS = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;

/** Where a document type could begin: before the first element, behind declarations and comments. */
const PROLOG = /\s+|<\?[^]*?\?>|<!--[^]*?-->/y;

function hasDoctype(text: string): boolean {
	PROLOG.lastIndex = 0;
	let at = 0;
	while (PROLOG.test(text)) at = PROLOG.lastIndex;
	return text.startsWith('<!', at);
}

/**
 * Reads XML whole, in the order of the text. Document types are refused, and with them every entity of a file's own;
 * names of signs that HTML knows (`&nbsp;`) are read where a file uses them without leave.
 * @throws AppError 400 that says in which line it broke
 */
export function parseXml(text: string): Markup {
	if (hasDoctype(text)) throw forbiddenDoctype();
	try {
		return readDocument(text);
	} catch (error) {
		if (!(error instanceof Error) || !error.message.includes('not defined')) throw damaged(error);
	}
	try {
		return readDocument(text.replace(/&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};/g, inNumbers));
	} catch (error) {
		throw damaged(error);
	}
}

function readDocument(text: string): Markup {
	// The text is decoded already; what the file says of its encoding no longer holds.
	const document = XmlDocument.fromString(
		text.replace(/^\s*<\?xml[^>]*\?>/, (said) => said.replace(/\S/g, ' ')),
		{
			option: OPTIONS
		}
	);
	try {
		return toMarkup(document.root);
	} finally {
		document.dispose();
	}
}

function toMarkup(element: XmlElement): Markup {
	const children: MarkupNode[] = [];
	for (let node = element.firstChild; node; node = node.next) {
		if (node instanceof XmlElement) children.push(toMarkup(node));
		else if (node instanceof XmlText || node instanceof XmlCData) children.push(node.content);
		else if (node instanceof XmlEntityReference) throw forbiddenDoctype();
	}
	const attributes = Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
	return { name: element.name, attributes, children, line: element.line };
}

function inNumbers(entity: string): string {
	const sign = parseHtml(entity).map(textOf).join('');
	return sign === entity ? entity : [...sign].map((letter) => `&#${letter.codePointAt(0)};`).join('');
}

const forbiddenDoctype = () =>
	refuse(
		'Ten plik ma deklarację DOCTYPE albo własne encje, a\u00a0takich plików platforma nie czyta, bo mogą sięgać poza siebie. Wyeksportuj pytania jeszcze raz, bez DOCTYPE.'
	);

function damaged(error: unknown) {
	if (error instanceof Error && 'code' in error && error.code === 'unreadable_exchange') return error;
	const line = (error as { details?: { line?: number }[] }).details?.[0]?.line;
	const where = line ? ` od wiersza ${line}` : '';
	return refuse(
		`Plik XML jest uszkodzony albo ucięty${where}. Wyeksportuj pytania jeszcze raz i\u00a0wczytaj cały plik.`
	);
}
