import type { QuestionPart } from './build-question.ts';
import { escapeInline } from './escape-markdown.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, descendants, elementsOf, isElement, type Markup, type MarkupNode } from './markup.ts';
import { choiceAnswer, hottextAnswer, orderingAnswer, sliderAnswer, type FoundInteraction } from './qti-choices.ts';
import { IN_TEXT, readGapInteractions } from './qti-gaps.ts';
import { fileAnswer, openAnswer } from './qti-marked.ts';
import { associatedAnswer, matchedAnswers, type Answered } from './qti-pairs.ts';
import type { QtiResponses } from './qti-responses.ts';
import { asParagraph, isRubricForOthers, withoutKey } from './qti-text.ts';

export interface QtiKey {
	parts: QuestionPart[];
	explanation: string;
}

const whole = (answer: Answered['answer']): Answered[] => [{ answer, about: null }];

const READERS: Record<string, (found: FoundInteraction) => Answered[]> = {
	choiceInteraction: (found) => whole(choiceAnswer(found)),
	hottextInteraction: (found) => whole(hottextAnswer(found)),
	orderInteraction: (found) => whole(orderingAnswer(found)),
	sliderInteraction: (found) => whole(sliderAnswer(found)),
	matchInteraction: matchedAnswers,
	associateInteraction: (found) => whole(associatedAnswer(found)),
	extendedTextInteraction: (found) => whole(openAnswer(found)),
	uploadInteraction: (found) => whole(fileAnswer(found))
};

/** What plays or ends, and asks nothing. */
const SILENT: Record<string, string> = {
	mediaInteraction: 'Film albo nagranie: wstaw je do lekcji.',
	endAttemptInteraction: 'Przycisk, który kończył podejście albo pokazywał podpowiedź.'
};

/**
 * Reads the interactions of an item: those in the text together, every other as a question of its own. What ours cannot
 * be is dropped with the reason.
 * @param feedback Markdown by identifier of a choice
 */
export function readQtiKey(
	body: Markup,
	responses: QtiResponses,
	feedback: Map<string, string>,
	context: HtmlContext
): QtiKey {
	const { notes } = context;
	const all = [...descendants(body)].filter(({ name }) => name.endsWith('Interaction'));
	for (const { name } of all) if (Object.hasOwn(SILENT, name)) notes.dropped(SILENT[name]!);
	const asking = all.filter(({ name }) => !Object.hasOwn(SILENT, name));
	const explanation = outOfText(body, asking, context);
	const inText = asking.filter(({ name }) => IN_TEXT.has(name));
	const alone = asking.filter(({ name }) => !IN_TEXT.has(name));
	if (asking.length === 0) {
		notes.dropped('Pozycja bez miejsca na odpowiedź: to materiał do czytania, przenieś go do lekcji.');
		return { parts: [{ answer: null }], explanation };
	}
	const rubrics = [...outsideInteractions(body)]
		.filter(isRubricForOthers)
		.flatMap(({ children }) => withoutShell(children));
	const parts = alone.flatMap((interaction): QuestionPart[] => {
		const read = Object.hasOwn(READERS, interaction.name) ? READERS[interaction.name] : undefined;
		if (!read) {
			notes.dropped(`Zadanie „${interaction.name}”: takiego rodzaju nie ma na platformie.`);
			return asking.length > 1 ? [] : [{ answer: null }];
		}
		const response = responses.get(interaction.attributes.responseIdentifier ?? '');
		const text = splitTitle(askedBy(interaction, body, asking.length > 1), context);
		return read({ interaction, response, feedback, rubrics, context }).map(({ answer, about }) => ({
			answer,
			text: about === null ? text : { ...text, title: withRow(text.title, about) }
		}));
	});
	const gaps = inText.length > 0 ? readGapInteractions(body.children, inText, responses, context) : [];
	const found = [...parts, ...gaps];
	return { parts: found.length > 0 ? found : [{ answer: null }], explanation };
}

const withRow = (title: string, row: string) => `${title}${title.endsWith(':') ? '' : ' –'} ${escapeInline(row)}`;

/** What one interaction asks: the text around and its prompt, which comes first where others ask too. */
function askedBy(interaction: Markup, body: Markup, isOneOfMany: boolean): MarkupNode[] {
	const around = withoutKey(isOneOfMany ? withoutGaps(body.children) : body.children);
	const prompt = childNamed(interaction, 'prompt')?.children ?? [];
	const passage = interaction.name === 'hottextInteraction' ? withMarkedWords(interaction) : [];
	return isOneOfMany ? [...asBlocks(prompt), ...around, ...passage] : [...around, ...asBlocks(prompt), ...passage];
}

/** Without the paragraphs that have gaps of their own: those ask by themselves. */
const withoutGaps = (nodes: MarkupNode[]): MarkupNode[] =>
	nodes.flatMap((node): MarkupNode[] => {
		if (!isElement(node)) return [node];
		const isGap = (element: Markup) => IN_TEXT.has(element.name);
		const isParagraph = /^(?:p|li|td|h[1-6])$/.test(node.name) || elementsOf(node).some(isGap);
		if (isParagraph && [...descendants(node)].some(isGap)) return [];
		return isGap(node) ? [] : [{ ...node, children: withoutGaps(node.children) }];
	});

/** A prompt of words alone is a paragraph; one of blocks is what it is. */
const asBlocks = (prompt: MarkupNode[]): MarkupNode[] =>
	prompt.some((node) => isElement(node) && /^(?:p|div|ul|ol|table|h[1-6]|blockquote)$/.test(node.name))
		? prompt
		: asParagraph(prompt);

const withMarkedWords = (interaction: Markup): MarkupNode[] => {
	const strong = (nodes: MarkupNode[]): MarkupNode[] =>
		nodes.map((node) =>
			isElement(node)
				? { ...node, name: node.name === 'hottext' ? 'strong' : node.name, children: strong(node.children) }
				: node
		);
	return strong(interaction.children.filter((node) => !isElement(node) || node.name !== 'prompt'));
};

/** Every element but interactions and what is inside them. */
function* outsideInteractions(parent: Markup): Generator<Markup> {
	for (const child of elementsOf(parent)) {
		if (child.name.endsWith('Interaction')) continue;
		yield child;
		yield* outsideInteractions(child);
	}
}

/** Feedback in the text and notes for markers: they explain the question once it is answered. */
function outOfText(body: Markup, asking: Markup[], context: HtmlContext): string {
	const blocks = [...outsideInteractions(body)].filter(
		(element) => /^feedback(?:Block|Inline)$/.test(element.name) || isRubricForOthers(element)
	);
	const isMarked = asking.some(({ name }) => name === 'extendedTextInteraction' || name === 'uploadInteraction');
	const texts = blocks
		.filter((block) => !isMarked || !isRubricForOthers(block))
		.map((block) => blockMarkdown(withoutShell(block.children), context))
		.filter((text) => text !== '');
	if (texts.length > 0)
		context.notes.changed('Komentarze i\u00a0wskazówki oceniania z\u00a0treści przeniesiono do wyjaśnienia.');
	return [...new Set(texts)].join('\n\n');
}

/** QTI 3.0 wraps content in `contentBody`. */
export const withoutShell = (nodes: MarkupNode[]): MarkupNode[] =>
	nodes.flatMap((node) => (isElement(node) && node.name === 'contentBody' ? node.children : [node]));
