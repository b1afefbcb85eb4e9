import type { TableGap } from '#lib/quizzes/question.ts';
import type { DraftAnswer } from '../imported-question.ts';
import type { QuestionPart } from './build-question.ts';
import { escapeInline } from './escape-markdown.ts';
import { gapMark, gapsIn, mapTexts, replaceMarks, splitAtGaps, type SplitText } from './gap-text.ts';
import { tableToFill } from './gap-table.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import type { MarkupNode } from './markup.ts';

type Choices = Extract<DraftAnswer, { type: 'choice' }>['choices'];

/** What stands in a gap: words to choose from, boxes to tick, or a place to type in. */
export type TextGap =
	{ kind: 'choice'; options: string[]; right: number } | { kind: 'several'; choices: Choices } | TableGap;

const BLANK = '_____';

/**
 * The questions that a text with gaps becomes: one for all gaps that are chosen from lists, one for all that are typed
 * in, one for every gap with boxes to tick. Each shows the whole text with blanks for the gaps of the others.
 * @param nodes with a mark where each gap stands
 * @param weights points by gap, where the file tells them
 */
export function partsOfText(
	nodes: MarkupNode[],
	gaps: TextGap[],
	context: HtmlContext,
	weights?: number[]
): QuestionPart[] {
	const indexes = gaps.map((_, gap) => gap);
	const chosen = indexes.filter((gap) => gaps[gap]!.kind === 'choice');
	const several = indexes.filter((gap) => gaps[gap]!.kind === 'several');
	const typed = indexes.filter((gap) => !chosen.includes(gap) && !several.includes(gap));
	const worth = (own: number[]) => (weights ? { points: own.reduce((sum, gap) => sum + (weights[gap] ?? 1), 0) } : {});
	if (weights && [chosen, typed].some((own) => new Set(own.map((gap) => weights[gap])).size > 1))
		context.notes.changed('Luki miały różne wagi: u\u00a0nas każda luka pytania liczy się tak samo.');
	return [
		...(chosen.length > 0 ? [{ ...chosenPart(withBlanks(nodes, chosen), gaps, context), ...worth(chosen) }] : []),
		...(typed.length > 0 ? [{ ...typedPart(withBlanks(nodes, typed), gaps, typed, context), ...worth(typed) }] : []),
		...several.map((gap) => ({ ...severalPart(withBlanks(nodes, [gap]), gaps[gap]!, gap, context), ...worth([gap]) }))
	];
}

const withBlanks = (nodes: MarkupNode[], kept: number[]): MarkupNode[] =>
	mapTexts(nodes, (text) => replaceMarks(text, (gap) => (kept.includes(gap) ? gapMark(gap) : BLANK)));

function chosenPart(nodes: MarkupNode[], gaps: TextGap[], context: HtmlContext): QuestionPart {
	const { title, body, pieces, order } = splitAtGaps(nodes, context);
	const lists = order.flatMap((gap) => {
		const found = gaps[gap];
		return found?.kind === 'choice' ? [{ options: found.options, right: found.right }] : [];
	});
	return { answer: { type: 'inlineChoice', pieces, gaps: lists }, text: { title, body } };
}

function typedPart(nodes: MarkupNode[], gaps: TextGap[], typed: number[], context: HtmlContext): QuestionPart {
	const keys = typed.map((gap) => gaps[gap] as TableGap);
	const keyOf = (gap: number) => gaps[gap] as TableGap;
	const [only, second] = keys;
	const table = tableToFill(nodes, keyOf, context);
	if (table) return table;
	if (only && !second) return singleGap(splitAtGaps(nodes, context), only, context);
	context.notes.changed('Luki w\u00a0tekście mają numery, a\u00a0odpowiedzi wpisuje się w\u00a0tabeli pod nim.');
	const places = new Map(typed.map((gap, i) => [gap, i + 1]));
	const numbered = mapTexts(nodes, (text) => replaceMarks(text, (gap) => `(${places.get(gap)}) ${BLANK}`));
	return {
		answer: {
			type: 'tableFill',
			headers: ['Luka', 'Odpowiedź'],
			rows: typed.map((_, i) => [{ text: `(${i + 1})` }, { gap: i }]),
			gaps: keys
		},
		text: askedInWords(splitTitle(numbered, context))
	};
}

/** Blanks alone ask nothing. */
const askedInWords = ({ title, body }: { title: string; body: string }) =>
	/\p{L}/u.test(title)
		? { title, body }
		: { title: '', body: [title, body].filter((text) => text !== '').join('\n\n') };

/** A unit stands behind the field in a paragraph of its own. */
const UNIT = /^[\p{L}%‰°€$][^\s\d]{0,9}$/u;

/** One gap to type in: a question of a number or of words. */
function singleGap(text: SplitText, gap: TableGap, { notes }: HtmlContext): QuestionPart {
	const [before = '', after = ''] = text.pieces.map((piece) => piece.trim());
	const unit = gap.kind === 'number' && before === '' && UNIT.test(after) ? after : null;
	const answer: DraftAnswer =
		gap.kind === 'text'
			? { type: 'text', accepted: gap.accepted }
			: { type: 'number', value: gap.value, tolerance: gap.tolerance, unit: unit ?? gap.unit };
	const isAlone = before === '' && (after === '' || unit !== null);
	if (isAlone && text.title !== '') return { answer, text };
	notes.changed('Luka w\u00a0tekście: jej miejsce oznacza „_____”.');
	return { answer, text: withSentence(text) };
}

/** The sentence itself asks, with a blank where the gap was. */
function withSentence({ title, body, pieces }: SplitText): { title: string; body: string } {
	const sentence = pieces.join(escapeInline(BLANK)).replace(/ {2,}/g, ' ').trim();
	const isLine = !sentence.includes('\n');
	return title === '' && isLine
		? { title: sentence, body: '' }
		: { title, body: [body, sentence].filter((part) => part !== '').join('\n\n') };
}

/** Only the paragraph with the boxes is shown: it asks for them. */
function severalPart(nodes: MarkupNode[], found: TextGap, gap: number, context: HtmlContext): QuestionPart {
	const block = blockMarkdown(nodes, context)
		.split('\n\n')
		.find((one) => gapsIn(one).includes(gap));
	const title = (block ?? '')
		.split(/\\?\n/)
		.find((line) => gapsIn(line).includes(gap))
		?.replace(/^(?:> |- )+/, '');
	const text = { title: replaceMarks(title ?? '', () => escapeInline(BLANK)).trim(), body: '' };
	return { answer: { type: 'choice', choices: found.kind === 'several' ? found.choices : [] }, text };
}
