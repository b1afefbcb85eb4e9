import type { Token, Tokens } from 'marked';
import { mendName } from '../file-names.ts';
import { lineOf } from '../markdown-tokens.ts';
import { mistake, type Problem } from '../problems.ts';

/** What an author took for Markdown and what a reader would see as mere signs. */
interface Slip {
	pattern: RegExp;
	/** What to tell of it; null when it is none after all. */
	tell: (match: RegExpExecArray, text: string) => string | null;
}

const cut = (text: string) => (text.length > 50 ? `${text.slice(0, 49).trimEnd()}…` : text).trim();

/** What stands at the beginning of a line. */
const LINE_SLIPS: Slip[] = [
	{
		pattern: /^(#{2,6})([^#\s].*)$/m,
		tell: ([, signs, words]) => `po „${signs}” brakuje spacji; wpisz „${signs} ${cut(words!)}”`
	},
	{
		pattern: /^(-(?=\p{L}|\[[ xX]?\])|\d{1,2}[.)](?=\p{L}\p{Ll}))(.*)$/mu,
		tell: ([, sign, words]) => `po „${sign}” brakuje spacji; wpisz „${sign} ${cut(words!)}”`
	},
	{
		pattern: /^[•·●▪◦‣\uf0a7\uf0b7]\s*(.*)$/m,
		tell: ([, words]) => `wypunktowanie wklejone z Worda; zacznij punkt od „- ”: „- ${cut(words!)}”`
	},
	{
		pattern: /^(\|.*\|)[ \t]*$(?:\n(\|?[ \t]*:?-[-:|\t ]*$)?)?/m,
		tell: ([, header, dashes], text) => {
			const cells = header!.split('|').length - 2;
			if (cells < 2 && !/\n\|/.test(text)) return null;
			const row = `|${' --- |'.repeat(Math.max(cells, 1))}`;
			return dashes
				? `kresek pod nazwami kolumn ma być tyle, ile kolumn; wpisz „${row}”`
				: `tabela bez drugiego wiersza; pod nazwami kolumn dopisz „${row}”`;
		}
	}
];

const TARGET = '(?:lekcja:|https?:|mailto:|#|/kursy/)[^()\\n]*|[^()\\s]+\\.[a-z\\d]{2,5}';
const NAME_WITH_SPACE = /^([^"„”\n]*\S[ \t]+[^"„”\n]*\.[a-z\d]{2,5})(?:\s+["„”][\s\S]*)?$/iu;
const STRANGE_QUOTES = /^\S+\s+(?:[„”“«»‘’'][\s\S]*|"[\s\S]*"[\s\S]*")$/;

/** What stands anywhere in a text. */
const WORD_SLIPS: Slip[] = [
	{
		pattern: new RegExp(`(\\[[^\\[\\]]{1,300}\\])[ \\t]+(\\((?:${TARGET})\\))`, 'i'),
		tell: ([, words, address]) => `usuń spację między „]” a „(”: „${words}${address}”`
	},
	{
		pattern: /\[[^[\]]{0,300}\]\(([^()]{1,300})\)/,
		tell: ([, inside]) => {
			const name = NAME_WITH_SPACE.exec(inside!)?.[1];
			if (name) return `nazwa pliku ze spacją; zmień „${cut(name)}” tu i w folderze na „${mendName(name)}”`;
			return STRANGE_QUOTES.test(inside!)
				? 'podpis weź w proste cudzysłowy, a w środku użyj „ ”: (plik.svg "Podpis")'
				: null;
		}
	},
	{
		pattern: /\*\*([^*]*)(\*\*)?/,
		tell: ([, words, end]) => {
			if (words!.trim() === '') return null;
			return end
				? '„**” nie pogrubiło słów; gwiazdki mają przylegać do słowa, a nie do spacji ani cudzysłowu: „**słowo**”'
				: 'pogrubienie nie jest zamknięte; dopisz „**” za ostatnim grubym słowem';
		}
	}
];

/** The words of a paragraph with everything that did become Markdown blotted out, lines kept. */
function bare(tokens: Token[]): string {
	return tokens
		.map((token) => {
			if (token.type === 'text' || (token as Tokens.Link).autolink) return token.raw;
			if (token.type === 'strong' || token.type === 'em' || token.type === 'del') {
				return `\0${bare((token as Tokens.Strong).tokens)}\0`;
			}
			return token.raw.replace(/[^\n]+/g, '\0');
		})
		.join('');
}

function slipsIn(block: Token): Slip[] {
	if (!('tokens' in block)) return [];
	if (block.type === 'paragraph' || block.type === 'text') return [...LINE_SLIPS, ...WORD_SLIPS];
	return block.type === 'heading' || 'header' in block ? WORD_SLIPS : [];
}

/** Something in its text is not what the author meant it to be. */
export interface Misread {
	/** On which the block with the slips begins. */
	line: number;
	problems: Problem[];
}

/** Finds paragraphs, headings, items and cells with signs that were meant as Markdown. */
export function findAlmostMarkdown(all: Token[]): Misread[] {
	return all.flatMap((block) => {
		const slips = slipsIn(block);
		if (slips.length === 0) return [];
		const text = bare((block as Tokens.Paragraph).tokens);
		if (!/[#*|•·●▪◦‣\uf0a7\uf0b7\]]|^(?:-|\d)/m.test(text)) return [];
		const line = lineOf(block);
		const problems = slips.flatMap(({ pattern, tell }) => {
			const match = pattern.exec(text);
			const message = match && tell(match, text);
			return message ? [mistake(line + text.slice(0, match.index).split('\n').length - 1, message)] : [];
		});
		return problems.length > 0 ? [{ line, problems }] : [];
	});
}
