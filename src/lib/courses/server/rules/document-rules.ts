import type { Token, Tokens } from 'marked';
import { foldPolish } from '../../../format.ts';
import { kindOf } from '../file-types.ts';
import type { MarkdownContext } from '../markdown-context.ts';
import { childrenOf, lineOf, plainText } from '../markdown-tokens.ts';
import { findCaseSteps } from '../case-steps.ts';
import { mistake, type Problem } from '../problems.ts';
import { safeAddress } from '../safe-address.ts';
import { blockRules } from './block-rules.ts';
import { fileRules, tellBadName } from './file-rules.ts';
import { markRules } from './mark-rules.ts';

/** What a rule sees: tokens before typography, with lines, blocks and files noted. */
export interface ReadText {
	tokens: Token[];
	/** Every token, also those inside others. */
	all: Token[];
	context: MarkdownContext;
}

export type DocumentRule = (document: ReadText) => Problem[];

const tokensOf = <T extends Token>(document: ReadText, type: T['type']) =>
	document.all.filter((token) => token.type === type) as T[];

const headingsFollow: DocumentRule = (document) => {
	if (document.context.kind !== 'page') return [];
	const problems: Problem[] = [];
	let above = 1;
	for (const heading of tokensOf<Tokens.Heading>(document, 'heading')) {
		const line = lineOf(heading);
		if (heading.depth === 1) {
			problems.push(mistake(line, 'nagłówek „#” należy do tytułu strony; zacznij od „##”'));
		} else if (heading.depth > above + 1) {
			const right = '#'.repeat(above + 1);
			problems.push(mistake(line, `przeskok w nagłówkach; zamiast „${'#'.repeat(heading.depth)}” wpisz „${right}”`));
		}
		if (plainText(heading.tokens).trim() === '')
			problems.push(mistake(line, 'pusty nagłówek; wpisz tekst albo go usuń'));
		above = heading.depth;
	}
	return problems;
};

const noHeadingsInQuestions: DocumentRule = (document) => {
	if (document.context.kind !== 'quiz') return [];
	const steps = findCaseSteps(document.tokens);
	return tokensOf<Tokens.Heading>(document, 'heading')
		.filter((heading) => !steps.has(heading) && (heading.depth !== 2 || !document.tokens.includes(heading)))
		.map((heading) => {
			const signs = '#'.repeat(heading.depth);
			return mistake(
				lineOf(heading),
				document.tokens.includes(heading)
					? `zamiast „${signs}” wpisz „##”; nagłówek w quizie to pytanie, a jeśli to nie pytanie, usuń „${signs}”`
					: `nagłówek w środku pytania; usuń „${signs}”`
			);
		});
};

const linksAreAllowed: DocumentRule = (document) =>
	tokensOf<Tokens.Link>(document, 'link')
		.filter(
			({ href }) =>
				safeAddress(href) === null &&
				!href.startsWith('lekcja:') &&
				!['attachment', 'film', 'sound'].includes(kindOf(href) ?? '')
		)
		.map((link) => {
			if (kindOf(link.href) === 'picture')
				return mistake(lineOf(link), `to obrazek; zacznij od „!”: „![opis](${link.href})”`);
			return mistake(
				lineOf(link),
				tellBadName(link.href) ??
					`niedozwolony adres linku „${link.href.slice(0, 80)}”; użyj https://…, mailto:…, #…, lekcja:nazwa-lekcji, adresu /kursy/… albo nazwy pliku do pobrania`
			);
		});

const VAGUE = new Set(
	[
		'tutaj',
		'tu',
		'kliknij',
		'kliknij tutaj',
		'kliknij tu',
		'link',
		'ten link',
		'pod tym linkiem',
		'wiecej',
		'czytaj wiecej'
	].concat([
		'zobacz',
		'zobacz tutaj',
		'strona',
		'ta strona',
		'na tej stronie',
		'here',
		'click here',
		'zrodlo',
		'otworz'
	])
);

const linksSayWhere: DocumentRule = (document) =>
	tokensOf<Tokens.Link>(document, 'link').flatMap((link) => {
		const words = plainText(link.tokens).trim();
		const folded = foldPolish(words)
			.replace(/[^\p{L}\d ]/gu, '')
			.trim();
		if (words === '') return [mistake(lineOf(link), 'link bez tekstu; napisz, dokąd prowadzi')];
		if (!VAGUE.has(folded)) return [];
		return [mistake(lineOf(link), `link „${words}” nie mówi, dokąd prowadzi; nazwij stronę, na którą wiedzie`)];
	});

const tablesHaveHeaders: DocumentRule = (document) =>
	tokensOf<Tokens.Table>(document, 'table').flatMap((table) => {
		const empty = table.header.filter((cell) => plainText(cell.tokens).trim() === '');
		const isCorner = empty.length === 1 && empty[0] === table.header[0] && table.header.length > 1;
		if (empty.length === 0 || (isCorner && document.context.kind === 'page')) return [];
		return [mistake(lineOf(table), 'tabela bez nagłówka; w pierwszym wierszu nazwij każdą kolumnę')];
	});

const noRawHtml: DocumentRule = (document) => {
	const tags = tokensOf<Tokens.HTML>(document, 'html');
	return tags
		.filter((html, i) => i === 0 || lineOf(html) !== lineOf(tags[i - 1]!))
		.map((html) =>
			mistake(
				lineOf(html),
				`HTML „${html.text.trim().split('\n')[0]!.slice(0, 60)}” nie działa, usuń go; pogrubienie to **słowo**, kursywa *słowo*, a nowy wiersz „\\” na końcu wiersza`
			)
		);
};

const noEntities: DocumentRule = (document) =>
	[...walkWords(document.tokens)].flatMap((text) => {
		const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.exec(text.text);
		return entity ? [mistake(lineOf(text), `„${entity[0]}” pokaże się jako tekst; wpisz ten znak wprost`)] : [];
	});

function* walkWords(tokens: Token[]): Generator<Tokens.Text> {
	for (const token of tokens) {
		if (token.type === 'link' && (token as Tokens.Link).autolink) continue;
		const inner = childrenOf(token);
		if (inner.length > 0) yield* walkWords(inner);
		else if (token.type === 'text') yield token as Tokens.Text;
	}
}

/** What every text of a course is checked for. */
export const documentRules: DocumentRule[] = [
	headingsFollow,
	noHeadingsInQuestions,
	linksAreAllowed,
	linksSayWhere,
	tablesHaveHeaders,
	noRawHtml,
	noEntities,
	...fileRules,
	...blockRules,
	...markRules
];
