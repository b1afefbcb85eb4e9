import { partsOfText, type TextGap } from './gap-parts.ts';
import { gapMark, MAX_GAPS } from './gap-text.ts';
import type { QuestionPart } from './build-question.ts';
import { plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, childNamed, descendants, isElement, type Markup, type MarkupNode } from './markup.ts';
import { asParagraph, withoutKey } from './qti-text.ts';
import { rightValues, type QtiResponses } from './qti-responses.ts';

/** Interactions that stand inside a text. */
export const IN_TEXT = new Set(['inlineChoiceInteraction', 'textEntryInteraction', 'gapMatchInteraction']);

interface FoundGap {
	/** What stands in the text where the gap is. */
	element: Markup;
	/** Null: it has no key. */
	gap: TextGap | null;
}

/**
 * The text of an item with lists to choose from, words to drag into gaps and gaps to type in.
 * @param interactions those of `IN_TEXT`, in the order of the text
 */
export function readGapInteractions(
	nodes: MarkupNode[],
	interactions: Markup[],
	responses: QtiResponses,
	context: HtmlContext
): QuestionPart[] {
	const found = interactions.flatMap((interaction): FoundGap[] => {
		if (interaction.name === 'gapMatchInteraction') return dragged(interaction, responses, context);
		const gap =
			interaction.name === 'textEntryInteraction'
				? typed(interaction, responses, context)
				: chosen(interaction, responses, context);
		return [{ element: interaction, gap }];
	});
	const gaps = found.map(({ gap }) => gap).filter((gap) => gap !== null);
	const nothing: QuestionPart[] = [{ answer: null }];
	if (found.length > MAX_GAPS) context.notes.dropped('Za dużo luk w\u00a0jednym tekście.');
	else if (gaps.length < found.length || gaps.length === 0) context.notes.dropped('Luka w\u00a0tekście bez klucza.');
	else {
		const elements = found.map(({ element }) => element);
		return partsOfText(withoutKey(marked(nodes, elements)), gaps, context);
	}
	return nothing;
}

/** The same nodes with a mark where each gap stood; words to drag are left out, what they are dragged into stays. */
const marked = (nodes: MarkupNode[], gaps: Markup[]): MarkupNode[] =>
	nodes.flatMap((node): MarkupNode[] => {
		if (!isElement(node)) return [node];
		const gap = gaps.indexOf(node);
		if (gap !== -1) return [gapMark(gap)];
		if (node.name !== 'gapMatchInteraction') return [{ ...node, children: marked(node.children, gaps) }];
		const isSentence = (child: MarkupNode) => !isElement(child) || !/^(?:prompt|gapText|gapImg)$/.test(child.name);
		const prompt = childNamed(node, 'prompt')?.children ?? [];
		return [...asParagraph(prompt), ...marked(node.children.filter(isSentence), gaps)];
	});

const responseTo = (interaction: Markup, responses: QtiResponses) =>
	responses.get(interaction.attributes.responseIdentifier ?? '');

function chosen(interaction: Markup, responses: QtiResponses, context: HtmlContext): TextGap | null {
	const choices = childrenNamed(interaction, 'inlineChoice');
	const response = responseTo(interaction, responses);
	const [best] = response ? rightValues(response, 'best') : [];
	const right = choices.findIndex(({ attributes }) => attributes.identifier === best);
	const options = choices.map(({ children }) => plainWords(withoutKey(children), context));
	return right === -1 ? null : { kind: 'choice', options, right };
}

function dragged(interaction: Markup, responses: QtiResponses, context: HtmlContext): FoundGap[] {
	const response = responseTo(interaction, responses);
	if (childrenNamed(interaction, 'gapImg').length > 0)
		context.notes.dropped('Obrazki do przeciągania w\u00a0luki: u\u00a0nas w\u00a0lukach stoją słowa.');
	const words = new Map(
		childrenNamed(interaction, 'gapText').map(({ attributes, children }) => [
			attributes.identifier ?? '',
			plainWords(children, context)
		])
	);
	// `W G1` and, in the wrong order of some writers, `G1 W`.
	const rightOf = new Map(
		(response ? rightValues(response) : []).flatMap((pair): [string, string][] => {
			const [a = '', b = ''] = pair.split(/\s+/);
			return words.has(a) ? [[b, a]] : [[a, b]];
		})
	);
	const options = [...new Set(words.values())];
	context.notes.changed('Przeciąganie wyrazów do tekstu stało się wyborem z\u00a0list w\u00a0tekście.');
	return [...descendants(interaction)]
		.filter(({ name }) => name === 'gap')
		.map((element) => {
			const right = options.indexOf(words.get(rightOf.get(element.attributes.identifier ?? '') ?? '') ?? '');
			return { element, gap: right === -1 ? null : { kind: 'choice', options, right } };
		});
}

function typed(interaction: Markup, responses: QtiResponses, { notes }: HtmlContext): TextGap | null {
	const response = responseTo(interaction, responses);
	if (!response) return null;
	const right = [...new Set([...response.correct, ...rightValues({ ...response, correct: [] }, 'best')])];
	const [first, ...others] = right;
	if (first === undefined) return null;
	if ([...response.mapping].some(([value, points]) => points > 0 && !right.includes(value)))
		notes.dropped('Odpowiedzi za część punktów: u\u00a0nas odpowiedź jest dobra albo nie.');
	if (!/^(?:float|integer)$/.test(response.baseType)) return { kind: 'text', accepted: right };
	if (others.length > 0) notes.dropped('Dalsze dobre liczby: u\u00a0nas jest jedna z\u00a0tolerancją.');
	return { kind: 'number', value: first, tolerance: response.tolerance ?? '0', unit: null };
}
