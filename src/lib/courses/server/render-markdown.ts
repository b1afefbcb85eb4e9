import type { Token, Tokens } from 'marked';
import { foldPolish } from '../../format.ts';
import type { Heading, Language } from '../course.ts';
import { cleanHtml } from './clean-html.ts';
import { findLimitProblems } from './markdown-limits.ts';
import { markdown } from './markdown-renderer.ts';
import { CALLOUTS, lineOf, noteOf, placeTokens, plainText, walk, type CalloutKind, type Picture } from './markdown-tokens.ts';
import { typesetTokens } from './markdown-typography.ts';
import { mistake, type Problem } from './problems.ts';
import { documentRules } from './rules/document-rules.ts';

export interface MarkdownContext {
	/** The line of the file on which the text begins. */
	firstLine: number;
	/** The picture of this file name beside the text. */
	findPicture(name: string): Picture | undefined;
	/** Titles of questions are the only headings of a quiz. */
	kind: 'page' | 'quiz';
	/** Whose typography; Polish unless said otherwise. */
	language?: Language;
}

export interface LinkInText {
	href: string;
	line: number;
}

/** A text read, checked and set in type, not yet HTML. */
export interface MarkdownDocument {
	tokens: Token[];
	/** Every token, also those inside others. */
	all: Token[];
	kind: MarkdownContext['kind'];
	headings: Heading[];
	/** Of all headings, whatever their level. */
	headingIds: string[];
	links: LinkInText[];
	problems: Problem[];
}

/** What remains of a text once it is HTML. */
export interface RenderedMarkdown extends Pick<MarkdownDocument, 'headings' | 'headingIds' | 'links' | 'problems'> {
	html: string;
}

const emptyDocument = (kind: MarkdownContext['kind'], problems: Problem[]): MarkdownDocument => ({
	...{ tokens: [], all: [], kind, headings: [], headingIds: [], links: [], problems }
});

/** Reads author's Markdown. Never throws: what is wrong with the text stands in `problems`. */
export function readMarkdown(source: string, context: MarkdownContext): MarkdownDocument {
	const limits = findLimitProblems(source, context.firstLine);
	if (limits.length > 0) return emptyDocument(context.kind, limits);
	try {
		return readTokens(markdown.lexer(source), context);
	} catch {
		return emptyDocument(context.kind, [
			mistake(context.firstLine, 'tekstu nie da się odczytać; uprość zagnieżdżone znaki *, _, [ i `')
		]);
	}
}

function readTokens(tokens: Token[], context: MarkdownContext): MarkdownDocument {
	placeTokens(tokens, context.firstLine);
	const document = emptyDocument(context.kind, []);
	document.tokens = tokens;
	const labels = new Map<string, number>();
	for (const token of walk(tokens)) {
		if (token.type === 'blockquote') markCallout(token as Tokens.Blockquote);
		if (token.type === 'heading' && context.kind === 'quiz') takeAttributes(token as Tokens.Heading);
		if (token.type === 'table') labelTable(token as Tokens.Table, labels);
		if (token.type === 'link') document.links.push({ href: (token as Tokens.Link).href, line: lineOf(token) });
		if (token.type === 'image') {
			noteOf(token).picture = context.findPicture((token as Tokens.Image).href);
		}
	}
	document.all = [...walk(tokens)];
	for (const rule of documentRules) document.problems.push(...rule(document));
	typesetTokens(tokens, context.language ?? 'pl');
	if (context.kind === 'page') nameHeadings(document);
	return document;
}

const calloutMark = /^\[!([A-Z]+)\][ \t]*(?:\n|$)?/;

function markCallout(quote: Tokens.Blockquote): void {
	const paragraph = quote.tokens.find((token) => token.type !== 'space');
	const inner = paragraph?.type === 'paragraph' ? (paragraph as Tokens.Paragraph).tokens : [];
	const first = inner[0];
	if (!paragraph || first?.type !== 'text') return;
	const [mark, kind] = calloutMark.exec((first as Tokens.Text).text) ?? [];
	if (mark === undefined || !kind || !(kind in CALLOUTS)) return;
	noteOf(quote).callout = kind as CalloutKind;
	const text = (first as Tokens.Text).text.slice(mark.length);
	(first as Tokens.Text).text = text;
	if (text === '') inner.shift();
	if (text === '' && inner[0]?.type === 'br') inner.shift();
	if (inner.length === 0) quote.tokens.splice(quote.tokens.indexOf(paragraph), 1);
}

/** `## Ile? {#ile points=2}`: the braces are no part of the words. */
function takeAttributes(heading: Tokens.Heading): void {
	const last = heading.tokens.at(-1);
	const match = last?.type === 'text' ? /\s*\{([^{}]{0,200})\}\s*$/.exec((last as Tokens.Text).text) : null;
	if (!match) return;
	(last as Tokens.Text).text = (last as Tokens.Text).text.slice(0, match.index);
	noteOf(heading).attributes = match[1];
}

function labelTable(table: Tokens.Table, labels: Map<string, number>): void {
	const words = table.header.map((cell) => plainText(cell.tokens).trim()).filter((word) => word !== '');
	const label = `Tabela: ${words.join(', ').slice(0, 200)}`;
	const count = (labels.get(label) ?? 0) + 1;
	labels.set(label, count);
	noteOf(table).label = count === 1 ? label : `${label} (${count})`;
}

/** `Łódź i „Żółw”` → `h-lodz-i-zolw` */
function slugOf(text: string): string {
	const words = foldPolish(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
	return `h-${words.slice(0, 80) || 'czesc'}`;
}

function nameHeadings(document: MarkdownDocument): void {
	const taken = new Set<string>();
	const counts = new Map<string, number>();
	for (const token of document.all) {
		if (token.type !== 'heading') continue;
		const text = plainText((token as Tokens.Heading).tokens).trim();
		const slug = slugOf(text);
		const idOf = (count: number) => (count === 1 ? slug : `${slug}-${count}`);
		let count = (counts.get(slug) ?? 0) + 1;
		while (taken.has(idOf(count))) count += 1;
		counts.set(slug, count);
		const id = idOf(count);
		taken.add(id);
		noteOf(token).id = id;
		if ((token as Tokens.Heading).depth === 2) document.headings.push({ id, text });
	}
	document.headingIds = [...taken];
}

/** The only way from an author's text to HTML: rendered by our rules, then checked by the allow list. */
export function toHtml(tokens: Token[], form: 'block' | 'inline' = 'block'): string {
	try {
		const html = form === 'block' ? markdown.parser(tokens) : markdown.Parser.parseInline(tokens, markdown.defaults);
		return cleanHtml(html).trim();
	} catch {
		return '';
	}
}

/** A whole text at once: read, checked, set in type, rendered and cleaned. */
export function renderMarkdown(source: string, context: MarkdownContext): RenderedMarkdown {
	const { tokens, headings, headingIds, links, problems } = readMarkdown(source, context);
	return { html: toHtml(tokens), headings, headingIds, links, problems };
}
