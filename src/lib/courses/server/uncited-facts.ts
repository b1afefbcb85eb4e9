import type { Token, Tokens } from 'marked';
import { findChartProblems } from './blocks/chart-data.ts';
import { findTable } from './blocks/chart.ts';
import { lineOf, noteOf, plainText } from './markdown-tokens.ts';

/** A statement that can be checked and names no source in its block. */
export interface UncitedFact {
	/** What gave it away: `w 1900`, `12 %`, `art. 5`. */
	words: string;
	line: number;
}

const NUMBER = '\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+|\\d{4,}';
const FACT = new RegExp(
	[
		// A year or another number from 1000, but not a part of a code such as 31-042 or an address.
		`(?<![\\p{L}\\d.,/-])(?:${NUMBER})(?![\\d/-])`,
		'\\d+(?:,\\d+)?[ \\u00a0]?(?:%|proc\\.|procent\\p{L}*)',
		'\\d+(?:,\\d+)?[ \\u00a0](?:(?:tys\\.|mln|mld)[ \\u00a0])?(?:zł(?!\\p{L})|złot\\p{L}+|euro)',
		'(?<!\\p{L})art\\.[ \\u00a0]?\\d+[a-z]*',
		'Dz\\.[ \\u00a0]?U\\.',
		'(?<!\\p{L})ustaw\\p{L}*[ \\u00a0](?:z dnia|z[ \\u00a0]\\d|o)[ \\u00a0]\\p{L}*',
		'(?<!\\p{L})rozporządzeni\\p{L}+[ \\u00a0](?:Ministr\\p{L}+|Rady|Prezes\\p{L}+|Komisji|\\(?UE)',
		'(?<!\\p{L})Praw(?:o|a|u|em|ie)[ \\u00a0](?:spółdzielcz\\p{L}+|oświatow\\p{L}+|zamówień publicznych|przedsiębiorców)',
		'(?<!\\p{L})(?:Konstytucj\\p{L}+|Kodeks\\p{L}*[ \\u00a0](?:cywiln|prac|spółek|karn|postępowania)\\p{L}*)'
	].join('|'),
	'u'
);

const CITATION = /\[@[a-z0-9-]+\]|\[\^[^\]\s]{1,60}\]/;

/** Boxes for what is made up or to be done, and those whose mark or chart is told of first. */
function isFree(quote: Tokens.Blockquote): boolean {
	const { block, words } = noteOf(quote);
	if (!block) return /^\s*\[!/.test(quote.text);
	if (block.kind === 'BARS' || block.kind === 'LINE') {
		const table = findTable(quote);
		return table !== undefined && findChartProblems(table, words?.language ?? 'pl').length > 0;
	}
	return ['EXAMPLE', 'EXERCISE', 'SOLUTION'].includes(block.kind);
}

const factIn = (tokens: Token[]) =>
	FACT.exec(plainText(tokens.filter(({ type }) => type !== 'codespan' && type !== 'image')))?.[0];
const isCited = (token: Token | undefined) => token?.type === 'paragraph' && CITATION.test(token.raw);

/** Facts in a text that no citation and no footnote in the same block stands for. */
export function findUncitedFacts(tokens: Token[]): UncitedFact[] {
	const blocks = tokens.filter((token) => token.type !== 'space');
	return blocks.flatMap((token, i): UncitedFact[] => {
		if (token.type === 'heading' || token.type === 'code') return [];
		if (token.type === 'blockquote')
			return isFree(token as Tokens.Blockquote) ? [] : findUncitedFacts((token as Tokens.Blockquote).tokens);
		const isList = token.type === 'list' || token.type === 'table';
		if (isList && (isCited(blocks[i - 1]) || isCited(blocks[i + 1]))) return [];
		if (token.type === 'list') return (token as Tokens.List).items.flatMap(factsOfItem);
		if (token.type === 'table') return factsOfTable(token as Tokens.Table);
		return CITATION.test(token.raw) ? [] : factOf('tokens' in token ? (token.tokens ?? []) : [], lineOf(token));
	});
}

function factOf(tokens: Token[], line: number): UncitedFact[] {
	const words = factIn(tokens);
	return words === undefined ? [] : [{ words, line }];
}

/** A citation covers its item and what is nested in it. */
const factsOfItem = (item: Tokens.ListItem): UncitedFact[] =>
	CITATION.test(item.raw) ? [] : factOf(item.tokens, lineOf(item)).slice(0, 1);

function factsOfTable(table: Tokens.Table): UncitedFact[] {
	return table.rows.flatMap((row) =>
		row.some((cell) => CITATION.test(cell.text))
			? []
			: row.flatMap((cell) => factOf(cell.tokens, lineOf(cell))).slice(0, 1)
	);
}
