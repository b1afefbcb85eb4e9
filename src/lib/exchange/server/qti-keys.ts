import type { DraftAnswer } from '../imported-question.ts';
import { blockMarkdown, choiceMarkdown, plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import {
	childrenNamed,
	childNamed,
	descendants,
	elementsOf,
	isElement,
	type Markup,
	type MarkupNode
} from './markup.ts';
import { readGapInteractions } from './qti-gaps.ts';
import { matchingAnswer } from './matching-answer.ts';
import { withoutKey } from './qti-text.ts';
import { rightValues, type QtiResponse, type QtiResponses } from './qti-responses.ts';

export interface QtiKey {
	answer: DraftAnswer | null;
	/** What the question asks: the body without its interaction, then the prompt. */
	asked: MarkupNode[];
	/** The same as Markdown, where the key stands inside the text. */
	text?: { title: string; body: string };
	explanation: string;
}

interface Found {
	interaction: Markup;
	response: QtiResponse | undefined;
	/** Markdown by identifier of a choice. */
	feedback: Map<string, string>;
	context: HtmlContext;
}

const READERS: Record<string, (found: Found) => DraftAnswer | null> = {
	choiceInteraction: choiceAnswer,
	orderInteraction: orderingAnswer,
	matchInteraction: matchedAnswer,
	extendedTextInteraction: openAnswer
};

const IN_TEXT = new Set(['inlineChoiceInteraction', 'textEntryInteraction', 'gapMatchInteraction']);

/** Reads the interaction of an item. One that ours cannot be, or several at once, are dropped with the reason. */
export function readQtiKey(
	body: Markup,
	responses: QtiResponses,
	feedback: Map<string, string>,
	context: HtmlContext
): QtiKey {
	const { notes } = context;
	const interactions = [...descendants(body)].filter(({ name }) => name.endsWith('Interaction'));
	const [first] = interactions;
	const explanation = outOfText(body, context);
	const nothing = { answer: null, asked: [], explanation };
	if (!first) {
		notes.dropped('Pozycja bez miejsca na odpowiedź: to materiał do czytania, przenieś go do lekcji.');
		return nothing;
	}
	const names = new Set(interactions.map(({ name }) => name));
	if (names.size === 1 && IN_TEXT.has(first.name)) {
		return { asked: [], explanation, ...readGapInteractions(body, interactions, responses, context) };
	}
	if (interactions.length > 1) {
		notes.dropped('Kilka zadań w\u00a0jednej pozycji: rozdziel je na osobne pytania.');
		return nothing;
	}
	const read = Object.hasOwn(READERS, first.name) ? READERS[first.name] : undefined;
	if (!read) {
		notes.dropped(`Zadanie „${first.name}”: takiego rodzaju nie ma na platformie.`);
		return nothing;
	}
	const asked = [...withoutKey(body.children), ...(childNamed(first, 'prompt')?.children ?? [])];
	const response = responses.get(first.attributes.responseIdentifier ?? '');
	return { answer: read({ interaction: first, response, feedback, context }) ?? null, asked, explanation };
}

/** Every element but interactions and what is inside them. */
function* outsideInteractions(parent: Markup): Generator<Markup> {
	for (const child of elementsOf(parent)) {
		if (child.name.endsWith('Interaction')) continue;
		yield child;
		yield* outsideInteractions(child);
	}
}

/** Feedback in the text and rubrics: they explain the question once it is answered. */
function outOfText(body: Markup, context: HtmlContext): string {
	const blocks = [...outsideInteractions(body)].filter(
		({ name }) => name === 'feedbackBlock' || name === 'rubricBlock'
	);
	const texts = blocks.map((block) =>
		blockMarkdown(
			block.children.flatMap((node) => (isElement(node) && node.name === 'contentBody' ? node.children : [node])),
			context
		)
	);
	if (texts.some((text) => text !== ''))
		context.notes.changed('Komentarze i\u00a0wskazówki oceniania z\u00a0treści przeniesiono do wyjaśnienia.');
	return texts.filter((text) => text !== '').join('\n\n');
}

function tellShuffle({ interaction, context }: Found): void {
	const isFixed =
		interaction.attributes.shuffle !== 'true' ||
		[...descendants(interaction)].some(({ attributes }) => attributes.fixed === 'true');
	if (isFixed) context.notes.changed('Stała kolejność odpowiedzi: platforma je miesza.');
}

function tellMapping({ response, context }: Found, right: string[]): void {
	if (!response || response.mapping.size === 0) return;
	const { mapping } = response;
	const share = mapping.get(right[0] ?? '') ?? 0;
	const isOurs = [...mapping].every(([value, points]) =>
		right.includes(value) ? points === share : points === 0 || points === -share
	);
	if (!isOurs) context.notes.changed('Odpowiedzi miały różne wagi (mapping): u\u00a0nas każda liczy się tak samo.');
}

function choiceAnswer(found: Found): DraftAnswer | null {
	const { interaction, response, feedback, context } = found;
	const isSingle = response ? response.cardinality === 'single' : interaction.attributes.maxChoices === '1';
	const right = response ? rightValues(response, isSingle ? 'best' : 'all') : [];
	tellShuffle(found);
	tellMapping(found, right);
	const limit = Number(interaction.attributes.maxChoices ?? '1');
	if (!isSingle && limit > 0 && limit < childrenNamed(interaction, 'simpleChoice').length)
		context.notes.changed(`Można było zaznaczyć najwyżej ${limit}: u\u00a0nas bez ograniczenia.`);
	return {
		type: 'choice',
		choices: childrenNamed(interaction, 'simpleChoice').map((choice) => {
			const { identifier = '' } = choice.attributes;
			const inside = [...descendants(choice)].filter(
				({ name }) => name === 'feedbackInline' || name === 'feedbackBlock'
			);
			const own = inside.map(({ children }) => blockMarkdown(children, context)).filter((text) => text !== '');
			const whole = feedback.get(identifier);
			return {
				text: choiceMarkdown(withoutKey(choice.children), context),
				isRight: right.includes(identifier),
				feedback: [...(whole ? [whole] : []), ...own].join('\n\n')
			};
		})
	};
}

function orderingAnswer(found: Found): DraftAnswer {
	const { interaction, response, context } = found;
	const choices = new Map(
		childrenNamed(interaction, 'simpleChoice').map((choice) => [
			choice.attributes.identifier ?? '',
			plainWords(withoutKey(choice.children), context)
		])
	);
	const right = (response?.correct ?? []).filter((identifier) => choices.has(identifier));
	if (right.length < choices.size) context.notes.changed('Klucz nie wymieniał wszystkich kroków: sprawdź kolejność.');
	const order = [...new Set([...right, ...choices.keys()])];
	return { type: 'ordering', items: order.map((identifier) => choices.get(identifier)!) };
}

function matchedAnswer(found: Found): DraftAnswer | null {
	const { interaction, response, context } = found;
	const sets = childrenNamed(interaction, 'simpleMatchSet').map(
		(set) =>
			new Map(
				childrenNamed(set, 'simpleAssociableChoice').map((choice) => [
					choice.attributes.identifier ?? '',
					plainWords(withoutKey(choice.children), context)
				])
			)
	);
	const [lefts, rights] = sets;
	if (!lefts || !rights || !response) {
		context.notes.dropped('Łączenie bez dwóch zbiorów albo bez klucza.');
		return null;
	}
	const pairs = pairsOf(rightValues(response), lefts, rights);
	tellMapping(
		found,
		[...response.mapping.keys()].filter((key) => (response.mapping.get(key) ?? 0) > 0)
	);
	return matchingOrCategories(pairs, [...lefts.values()], [...rights.values()], context);
}

/** `A B` names one of each set, in either order. */
function pairsOf(values: string[], lefts: Map<string, string>, rights: Map<string, string>) {
	return values.flatMap((value) => {
		const [a = '', b = ''] = value.split(/\s+/);
		if (lefts.has(a) && rights.has(b)) return [{ left: lefts.get(a)!, right: rights.get(b)! }];
		return lefts.has(b) && rights.has(a) ? [{ left: lefts.get(b)!, right: rights.get(a)! }] : [];
	});
}

/** Pairs one to one are matching; several to one are groups. */
function matchingOrCategories(
	pairs: { left: string; right: string }[],
	lefts: string[],
	rights: string[],
	{ notes }: HtmlContext
): DraftAnswer | null {
	if (new Set(pairs.map(({ left }) => left)).size < pairs.length) {
		notes.dropped('Jeden element pasował do kilku: takiego łączenia nie ma na platformie.');
		return null;
	}
	const alone = lefts.filter((left) => !pairs.some((pair) => pair.left === left));
	if (alone.length > 0) notes.dropped(`Elementy bez pary po lewej: ${alone.map((left) => `„${left}”`).join(', ')}.`);
	return matchingAnswer(pairs, rights);
}

function openAnswer({ interaction, response, context }: Found): DraftAnswer {
	const model = response?.correct.join('\n\n') ?? '';
	const longest = Number(interaction.attributes.expectedLength ?? '0');
	const nodes: MarkupNode[] = model.trim() === '' ? [] : [{ name: 'p', attributes: {}, children: [model], line: 1 }];
	return {
		type: 'open',
		criteria: [],
		modelAnswer: blockMarkdown(nodes, context),
		longest: longest > 0 ? longest : null
	};
}
