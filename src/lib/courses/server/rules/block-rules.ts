import type { Token, Tokens } from 'marked';
import { findChartProblems } from '../blocks/chart-data.ts';
import { findTable } from '../blocks/chart.ts';
import { findList, splitLead } from '../blocks/lists.ts';
import { CALLOUT_KINDS, type BlockKind } from '../blocks/words.ts';
import { lineOf, noteOf } from '../markdown-tokens.ts';
import { mistake, type Problem } from '../problems.ts';
import { blockMarkRules } from './block-mark-rules.ts';
import type { DocumentRule, ReadText } from './document-rules.ts';

const quotesOf = (document: ReadText) =>
	document.all.filter((token) => token.type === 'blockquote') as Tokens.Blockquote[];

/** A rule for the quotes of these kinds. */
const forBlocks =
	(
		kinds: readonly BlockKind[],
		check: (quote: Tokens.Blockquote, kind: BlockKind, document: ReadText) => Problem[]
	): DocumentRule =>
	(document) =>
		quotesOf(document).flatMap((quote) => {
			const kind = noteOf(quote).block?.kind;
			return kind && kinds.includes(kind) ? check(quote, kind, document) : [];
		});

const countCells = (row: string) =>
	row
		.trim()
		.replace(/^\||(?<!\\)\|$/g, '')
		.split(/(?<!\\)\|/).length;

/** Markdown leaves out what stands beyond the last column. */
const rowsFitTables: DocumentRule = (document) =>
	(document.all.filter((token) => token.type === 'table') as Tokens.Table[]).flatMap((table) => {
		const [, , ...rows] = table.raw.trimEnd().split('\n');
		return table.rows.flatMap(([first], i) => {
			const more = countCells(rows[i] ?? '') - table.header.length;
			if (!first || more <= 0) return [];
			return [
				mistake(
					lineOf(first),
					`wiersz tabeli ma więcej komórek niż nagłówek, a nadmiar zniknie; usuń zbędne „|” albo dopisz kolumnę`
				)
			];
		});
	});

const hasContent = (quote: Tokens.Blockquote) =>
	quote.tokens.some((token) => token.type !== 'space' && token.type !== 'def');

const calloutsHaveText = forBlocks([...CALLOUT_KINDS, 'SOLUTION'], (quote, kind) =>
	hasContent(quote)
		? []
		: [
				mistake(
					lineOf(quote),
					`ramka „[!${kind}]” bez treści; w wierszu znacznika stoi tytuł, a treść zacznij w następnym wierszu po „> ”`
				)
			]
);

const LIST_HINTS: Partial<Record<BlockKind, string>> = {
	STEPS: 'listę numerowaną, na przykład „> 1. **Zbierzcie chętnych.** …”',
	TIMELINE: 'listę, na przykład „> - **1900**: …”',
	COMPARE: 'listę kart, na przykład „> - **Spółdzielnia**”'
};

const listsAreThere = forBlocks(['STEPS', 'TIMELINE', 'COMPARE'], (quote, kind) => {
	const lists = quote.tokens.filter((token) => token.type === 'list') as Tokens.List[];
	const [list, second] = lists;
	if (!list || (kind === 'STEPS' && !list.ordered)) {
		return [mistake(lineOf(list ?? quote), `ramka „[!${kind}]” potrzebuje listy; wpisz ${LIST_HINTS[kind]}`)];
	}
	if (second) return [mistake(lineOf(second), `druga lista w ramce „[!${kind}]”; połącz obie albo zacznij nową ramkę`)];
	return list.items.length < 2
		? [mistake(lineOf(list), `w ramce „[!${kind}]” jest tylko jeden punkt; dopisz następne albo użyj zwykłego akapitu`)]
		: [];
});

const datesLead = forBlocks(['TIMELINE'], (quote) =>
	(findList(quote)?.items ?? [])
		.filter((item) => !splitLead(item))
		.map((item) => mistake(lineOf(item), 'wydarzenie bez daty; zacznij punkt od pogrubionej daty: „- **1900**: …”'))
);

const isList = (token: Token) => token.type === 'list';

const cardsCompare = forBlocks(['COMPARE'], (quote) => {
	const items = findList(quote)?.items ?? [];
	const problems = items.flatMap((item) => {
		if (!splitLead(item))
			return [mistake(lineOf(item), 'karta bez nazwy; zacznij punkt od pogrubionej nazwy: „- **Spółdzielnia**”')];
		if (item.tokens.some(isList)) return [];
		return [mistake(lineOf(item), 'karta bez listy; pod nazwą wpisz wcięte punkty: „  - jeden członek, jeden głos”')];
	});
	if (items.length > 4)
		problems.push(
			mistake(
				lineOf(items[4]!),
				`porównanie ma ${items.length} kart, a mieszczą się 4; zostaw najważniejsze albo użyj tabeli`
			)
		);
	return problems;
});

const chartsCanBeDrawn = forBlocks(['BARS', 'LINE'], (quote, kind, { context }) => {
	const problems: Problem[] = [];
	const table = findTable(quote);
	if (!noteOf(quote).block?.title) {
		problems.push(
			mistake(lineOf(quote), `wykres bez tytułu; dopisz go po znaczniku: „> [!${kind}] Liczba spółdzielni według lat”`)
		);
	}
	if (!table)
		return [
			...problems,
			mistake(
				lineOf(quote),
				'wykres bez tabeli; wpisz ją pod znacznikiem: nazwy w pierwszej kolumnie, liczby w następnych'
			)
		];
	problems.push(...findChartProblems(table, context.language));
	const at = quote.tokens.indexOf(table);
	const strange = quote.tokens.find(
		(token, i) =>
			!['space', 'def', 'footnote'].includes(token.type) && token !== table && !(i > at && token.type === 'paragraph')
	);
	if (strange)
		problems.push(
			mistake(
				lineOf(strange),
				'w ramce wykresu stoją tylko tabela i akapit ze źródłem pod nią; przenieś resztę poza ramkę'
			)
		);
	return problems;
});

/** What blocks are checked for. */
export const blockRules: DocumentRule[] = [
	...blockMarkRules,
	rowsFitTables,
	calloutsHaveText,
	listsAreThere,
	datesLead,
	cardsCompare,
	chartsCanBeDrawn
];
