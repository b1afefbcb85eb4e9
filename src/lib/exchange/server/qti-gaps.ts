import type { DraftAnswer } from '../imported-question.ts';
import { gapMark, MAX_GAPS, splitAtGaps, typedGap } from './gap-text.ts';
import { plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, childNamed, descendants, isElement, type Markup, type MarkupNode } from './markup.ts';
import { withoutKey } from './qti-text.ts';
import { rightValues, type QtiResponses } from './qti-responses.ts';

interface GapKey {
	answer: DraftAnswer | null;
	text?: { title: string; body: string };
}

/** Interactions that stand inside the text: choices from lists, words dragged into gaps, one gap to be typed. */
export function readGapInteractions(
	body: Markup,
	interactions: Markup[],
	responses: QtiResponses,
	context: HtmlContext
): GapKey {
	const [first] = interactions;
	if (!first || interactions.length > MAX_GAPS) return dropped(context, 'Za dużo luk w\u00a0jednym tekście.');
	if (first.name === 'textEntryInteraction') return typed(body, interactions, responses, context);
	return first.name === 'gapMatchInteraction'
		? dragged(body, interactions, responses, context)
		: chosen(body, interactions, responses, context);
}

function dropped({ notes }: HtmlContext, why: string): GapKey {
	notes.dropped(why);
	return { answer: null };
}

/** The same nodes with a mark where each gap stood. */
const marked = (nodes: MarkupNode[], gaps: Markup[]): MarkupNode[] =>
	nodes.map((node) => {
		if (!isElement(node)) return node;
		const gap = gaps.indexOf(node);
		return gap === -1 ? { ...node, children: marked(node.children, gaps) } : gapMark(gap);
	});

function chosen(body: Markup, interactions: Markup[], responses: QtiResponses, context: HtmlContext): GapKey {
	const text = splitAtGaps(withoutKey(marked(body.children, interactions)), context);
	const gaps = text.order.map((at) => {
		const interaction = interactions[at]!;
		const choices = childrenNamed(interaction, 'inlineChoice');
		const response = responses.get(interaction.attributes.responseIdentifier ?? '');
		const [right] = response ? rightValues(response, 'best') : [];
		return {
			options: choices.map(({ children }) => plainWords(withoutKey(children), context)),
			right: choices.findIndex(({ attributes }) => attributes.identifier === right)
		};
	});
	if (gaps.some(({ right }) => right === -1)) return dropped(context, 'Lista w\u00a0tekście bez klucza.');
	return { answer: { type: 'inlineChoice', pieces: text.pieces, gaps }, text };
}

function dragged(body: Markup, interactions: Markup[], responses: QtiResponses, context: HtmlContext): GapKey {
	const [interaction, second] = interactions;
	if (!interaction || second)
		return dropped(context, 'Kilka tekstów z\u00a0lukami w\u00a0jednej pozycji: rozdziel je na osobne pytania.');
	const response = responses.get(interaction.attributes.responseIdentifier ?? '');
	const gaps = [...descendants(interaction)].filter(({ name }) => name === 'gap');
	const words = new Map(
		childrenNamed(interaction, 'gapText').map(({ attributes, children }) => [
			attributes.identifier ?? '',
			plainWords(children, context)
		])
	);
	if (childrenNamed(interaction, 'gapImg').length > 0)
		return dropped(context, 'Obrazki do przeciągania w\u00a0luki: u\u00a0nas w\u00a0lukach stoją słowa.');
	const rightOf = new Map(
		(response ? rightValues(response) : []).map((pair) => pair.split(/\s+/).reverse() as [string, string])
	);
	const prompt = childNamed(interaction, 'prompt')?.children ?? [];
	const around = withoutKey(body.children);
	const sentence = marked(
		interaction.children.filter((node) => (isElement(node) ? !['prompt', 'gapText'].includes(node.name) : true)),
		gaps
	);
	const text = splitAtGaps([...around, ...asParagraph(prompt), ...sentence], context);
	const options = [...new Set(words.values())];
	const read = text.order.map((at) => ({
		options,
		right: options.indexOf(words.get(rightOf.get(gaps[at]!.attributes.identifier ?? '') ?? '') ?? '')
	}));
	if (read.length === 0 || read.some(({ right }) => right === -1)) return dropped(context, 'Luki bez klucza.');
	context.notes.changed('Przeciąganie wyrazów do tekstu stało się wyborem z\u00a0list w\u00a0tekście.');
	return { answer: { type: 'inlineChoice', pieces: text.pieces, gaps: read }, text };
}

const asParagraph = (children: MarkupNode[]): MarkupNode[] =>
	children.length === 0 ? [] : [{ name: 'p', attributes: {}, children, line: 1 }];

/** A unit stands behind the field in a paragraph of its own. */
const UNIT = /^[\p{L}%‰°€$][^\s\d]{0,9}$/u;

function typed(body: Markup, interactions: Markup[], responses: QtiResponses, context: HtmlContext): GapKey {
	const [interaction, second] = interactions;
	const { notes } = context;
	if (!interaction || second)
		return dropped(
			context,
			'Kilka luk do wpisania w\u00a0jednym tekście: rozdziel je na pytania albo ułóż w\u00a0tabeli do uzupełnienia.'
		);
	const response = responses.get(interaction.attributes.responseIdentifier ?? '');
	const right = response
		? [...new Set([...response.correct, ...rightValues({ ...response, correct: [] }, 'best')])]
		: [];
	const [first] = right;
	if (!response || first === undefined) return dropped(context, 'Miejsce na wpisanie odpowiedzi bez klucza.');
	if ([...response.mapping].some(([value, points]) => points > 0 && !right.includes(value)))
		notes.dropped('Odpowiedzi za część punktów: u\u00a0nas odpowiedź jest dobra albo nie.');
	const isNumber = /^(?:float|integer)$/.test(response.baseType);
	if (isNumber && right.length > 1) notes.dropped('Dalsze dobre liczby: u\u00a0nas jest jedna z\u00a0tolerancją.');
	const text = splitAtGaps(withoutKey(marked(body.children, [interaction])), context);
	const [before = '', after = ''] = text.pieces.map((piece) => piece.trim());
	const unit = isNumber && before === '' && UNIT.test(after) ? after : null;
	const answer: DraftAnswer = isNumber
		? { type: 'number', value: first, tolerance: response.tolerance ?? '0', unit }
		: { type: 'text', accepted: right };
	const isAlone = before === '' && (after === '' || unit !== null);
	if (isAlone && text.title !== '') return { answer, text };
	notes.changed('Luka w\u00a0tekście: jej miejsce oznacza „_____”.');
	return typedGap(text, answer);
}
