import type { Token, Tokens, TokensList } from 'marked';
import { foldPolish } from '../../format.ts';
import type { Heading } from '../course.ts';
import { numberCitations } from './blocks/citations.ts';
import { collectFootnotes } from './blocks/footnotes.ts';
import { splitCaption } from './blocks/figure.ts';
import { markBlock, toParagraph } from './blocks/mark-block.ts';
import { WORDS } from './blocks/words.ts';
import { cleanHtml } from './clean-html.ts';
import { isAttachmentName } from './file-types.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { findLimitProblems } from './markdown-limits.ts';
import { markdown } from './markdown-renderer.ts';
import { lineOf, noteOf, placeTokens, plainText, visit, walk } from './markdown-tokens.ts';
import { typesetTokens } from './markdown-typography.ts';
import { mistake, type Problem } from './problems.ts';
import { findAlmostMarkdown } from './rules/almost-markdown-rules.ts';
import { documentRules } from './rules/document-rules.ts';
import { findUncitedFacts, type UncitedFact } from './uncited-facts.ts';

export interface LinkInText {
	href: string;
	line: number;
}

/** A text read, checked and set in type, not yet HTML. */
export interface MarkdownDocument {
	tokens: Token[];
	/** Every token, also those inside others. */
	all: Token[];
	context: MarkdownContext;
	headings: Heading[];
	/** Of all headings, whatever their level. */
	headingIds: string[];
	links: LinkInText[];
	uncited: UncitedFact[];
	problems: Problem[];
	/** Lines on which begins a text with signs that were meant as Markdown: what else seems wrong there is likely their doing. */
	misread: number[];
}

/** What remains of a text once it is HTML. */
export interface RenderedMarkdown extends Pick<
	MarkdownDocument,
	'headings' | 'headingIds' | 'links' | 'uncited' | 'problems'
> {
	html: string;
}

const emptyDocument = (context: MarkdownContext, problems: Problem[]): MarkdownDocument => ({
	...{ tokens: [], all: [], context, headings: [], headingIds: [], links: [], uncited: [], problems, misread: [] }
});

/** Reads author's Markdown. Never throws: what is wrong with the text stands in `problems`. */
export function readMarkdown(source: string, context: MarkdownContext): MarkdownDocument {
	const limits = findLimitProblems(source, context.firstLine);
	if (limits.length > 0) return emptyDocument(context, limits);
	try {
		return readTokens(markdown.lexer(source), context);
	} catch {
		return emptyDocument(context, [
			mistake(context.firstLine, 'tekstu nie da się odczytać; uprość zagnieżdżone znaki *, _, [ i `')
		]);
	}
}

function readTokens(tokens: TokensList, context: MarkdownContext): MarkdownDocument {
	placeTokens(tokens, context.firstLine);
	const document = emptyDocument(context, []);
	const words = WORDS[context.language];
	const labels = new Map<string, number>();
	const lexer = new markdown.Lexer(markdown.defaults);
	lexer.tokens.links = tokens.links;
	const lexInline = (text: string) => lexer.inlineTokens(text);
	visit(tokens, (token) => {
		noteOf(token).words = words;
		if (token.type === 'blockquote') markBlock(token as Tokens.Blockquote, lexInline);
		if (token.type === 'heading' && context.kind === 'quiz') takeAttributes(token as Tokens.Heading);
		if (token.type === 'table') labelTable(token as Tokens.Table, words.table, labels);
		if (token.type === 'link') document.links.push(readLink(token as Tokens.Link, context));
		if (token.type === 'image') readImage(token as Tokens.Image, context, lexInline);
	});
	document.all = walk(tokens);
	numberCitations(document.all, context.sources ?? []);
	const footnotes = context.kind === 'page' ? collectFootnotes(document.all, words) : [];
	document.tokens = [...tokens, ...footnotes];
	const misread = findAlmostMarkdown(document.all);
	document.misread = misread.map(({ line }) => line);
	const lines = new Set(document.misread);
	const isLikely = ({ line }: { line: number }) => !lines.has(line);
	document.problems = [
		...misread.flatMap(({ problems }) => problems),
		...documentRules.flatMap((rule) => rule(document)).filter(isLikely)
	];
	if (context.kind === 'page') document.uncited = findUncitedFacts(tokens).filter(isLikely);
	typesetTokens(tokens, context.language);
	if (context.kind === 'page') nameHeadings(document);
	return document;
}

/** Resolves `lekcja:slug` to the page and the name of a file to the file. */
function readLink(link: Tokens.Link, context: MarkdownContext): LinkInText {
	const [, slug, place = ''] = /^lekcja:([^#?]*)(#.*)?$/.exec(link.href) ?? [];
	const address = slug === undefined ? undefined : context.lessons.get(slug);
	if (address) link.href = address + place;
	if (isAttachmentName(link.href)) noteOf(link).file = context.findFile(link.href);
	return { href: link.href, line: lineOf(link) };
}

function readImage(image: Tokens.Image, context: MarkdownContext, lexInline: (text: string) => Token[]): void {
	const { caption, credit } = splitCaption(image.title ?? '');
	const note = noteOf(image);
	note.file = context.findFile(image.href);
	image.text = plainText(image.tokens);
	note.caption = toParagraph(caption, note.line, lexInline);
	note.credit = toParagraph(credit, note.line, lexInline);
}

/** `## Ile? {#ile points=2}`: the braces are no part of the words. */
function takeAttributes(heading: Tokens.Heading): void {
	const last = heading.tokens.at(-1);
	const match = last?.type === 'text' ? /\s*\{([^{}]{0,200})\}\s*$/.exec((last as Tokens.Text).text) : null;
	if (!match) return;
	(last as Tokens.Text).text = (last as Tokens.Text).text.slice(0, match.index);
	noteOf(heading).attributes = match[1];
}

function labelTable(table: Tokens.Table, name: string, labels: Map<string, number>): void {
	const words = table.header.map((cell) => plainText(cell.tokens).trim()).filter((word) => word !== '');
	const label = `${name}: ${words.join(', ').slice(0, 200)}`;
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
	const { tokens, headings, headingIds, links, uncited, problems } = readMarkdown(source, context);
	return { html: toHtml(tokens), headings, headingIds, links, uncited, problems };
}
