import type { Token, Tokens } from 'marked';
import { foldPolish } from '../../../format.ts';
import { BLOCK_KINDS, type BlockKind } from '../blocks/words.ts';
import { lineOf, noteOf, walk } from '../markdown-tokens.ts';
import { findNearestWord } from '../nearest-word.ts';
import { mistake, quoted } from '../problems.ts';
import type { DocumentRule, ReadText } from './document-rules.ts';

/** What else an author may call a box, without Polish letters and spaces. */
const OTHER_NAMES: Record<string, BlockKind> = {
	...{ zapamietaj: 'NOTE', notatka: 'NOTE', wazne: 'NOTE', wskazowka: 'NOTE', important: 'NOTE', tip: 'NOTE' },
	...{ uwaga: 'WARNING', ostrzezenie: 'WARNING', caution: 'WARNING' },
	...{ cwiczenie: 'EXERCISE', zadanie: 'EXERCISE', rozwiazanie: 'SOLUTION', odpowiedz: 'SOLUTION' },
	...{ przyklad: 'EXAMPLE', prawo: 'LAW', 'stan-prawny': 'LAW', kroki: 'STEPS', porownanie: 'COMPARE' },
	...{ 'os-czasu': 'TIMELINE', kalendarium: 'TIMELINE' },
	...{ slupki: 'BARS', 'wykres-slupkowy': 'BARS', wykres: 'BARS', linia: 'LINE', 'wykres-liniowy': 'LINE' }
};

const otherKind = (word: string) => {
	const name = foldPolish(word).trim().replaceAll(' ', '-');
	return Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
};

const quotesOf = (document: ReadText) =>
	document.all.filter((token) => token.type === 'blockquote') as Tokens.Blockquote[];

/** The word in the mark of a quote that is no box of ours. */
const strangeMark = (quote: Tokens.Blockquote) =>
	noteOf(quote).block ? undefined : /^\s*\[!([^\]\n]{1,30})\](?!\()/.exec(quote.text)?.[1];

const marksAreKnown: DocumentRule = (document) =>
	quotesOf(document).flatMap((quote) => {
		const word = strangeMark(quote);
		if (!word) return [];
		const other = otherKind(word);
		const nearest = findNearestWord(word, BLOCK_KINDS);
		const guess = nearest ? `czy chodziło o „[!${nearest}]”?` : `wybierz jedną z: ${quoted(BLOCK_KINDS)}`;
		return [mistake(lineOf(quote), `nieznana ramka „[!${word}]”, ${other ? `wpisz „[!${other}]”` : guess}`)];
	});

/** Everything in boxes of this kind, also in those with another name. */
function insideOf(document: ReadText, kind: BlockKind): Set<Token> {
	const boxes = quotesOf(document).filter(
		(quote) => (noteOf(quote).block?.kind ?? otherKind(strangeMark(quote) ?? '')) === kind
	);
	return new Set(boxes.flatMap((box) => [box, ...walk(box.tokens)]));
}

const LOST_MARK = /\[!(\p{Lu}{3,20})\]/u;

/** A mark that opens nothing: outside a quote, or not on its first line. */
const marksOpenQuotes: DocumentRule = (document) => {
	const exercises = insideOf(document, 'EXERCISE');
	const strange = quotesOf(document).filter((quote) => strangeMark(quote) !== undefined);
	const told = new Set(strange.map((quote) => quote.tokens.find((token) => token.type !== 'space')));
	return document.all
		.filter((token) => token.type === 'paragraph' || token.type === 'heading')
		.flatMap((token) => {
			const text = (token as Tokens.Paragraph).tokens
				.map((inner) => (inner.type === 'codespan' ? '' : inner.raw))
				.join('');
			const mark = LOST_MARK.exec(text);
			const word = mark?.[1] ?? '';
			const kind = BLOCK_KINDS.find((known) => known === word) ?? otherKind(word);
			if (!mark || !kind || (mark.index === 0 && told.has(token))) return [];
			const line = lineOf(token) + text.slice(0, mark.index).split('\n').length - 1;
			return [
				mistake(
					line,
					kind === 'SOLUTION' && exercises.has(token)
						? 'rozwiązanie wymaga dwóch znaków „>” w każdym wierszu: „> > [!SOLUTION]”'
						: `znacznik „[!${word}]” niczego nie otwiera; ma stać sam na początku cytatu: „> [!${kind}]”`
				)
			];
		});
};

const solutionsAreInExercises: DocumentRule = (document) => {
	const exercises = insideOf(document, 'EXERCISE');
	const blocks = document.tokens.filter((token) => token.type !== 'space');
	const places = new Map(
		blocks.flatMap((block, at) => (block.type === 'blockquote' ? [...walk([block])].map((token) => [token, at]) : []))
	);
	return quotesOf(document)
		.filter((quote) => noteOf(quote).block?.kind === 'SOLUTION' && !exercises.has(quote))
		.map((quote) => {
			const at = places.get(quote) ?? 0;
			const above = blocks[at - 1];
			if (!above || !exercises.has(above)) {
				const message =
					'rozwiązanie stoi poza ćwiczeniem; włóż je do ramki [!EXERCISE] jako cytat w cytacie: „> > [!SOLUTION]”';
				return mistake(lineOf(quote), message);
			}
			const cure = blocks[at] === quote ? ', a wiersze rozwiązania zacznij od dwóch: „> > [!SOLUTION]”' : '';
			return mistake(lineOf(blocks[at]!) - 1, `pusty wiersz przerwał ćwiczenie; wpisz w nim „>”${cure}`);
		});
};

/** What the marks of boxes are checked for. */
export const blockMarkRules: DocumentRule[] = [marksAreKnown, marksOpenQuotes, solutionsAreInExercises];
