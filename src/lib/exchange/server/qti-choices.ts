import type { DraftAnswer } from '../imported-question.ts';
import { middleOf } from './gift-answers.ts';
import { blockMarkdown, choiceMarkdown, plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, descendants, type Markup, type MarkupNode } from './markup.ts';
import { rightValues, type QtiResponse } from './qti-responses.ts';
import { withoutKey } from './qti-text.ts';

export interface FoundInteraction {
	interaction: Markup;
	response: QtiResponse | undefined;
	/** Markdown by identifier of a choice. */
	feedback: Map<string, string>;
	/** Notes of the item for whoever marks. */
	rubrics: MarkupNode[];
	context: HtmlContext;
}

function tellShuffle({ interaction, context }: FoundInteraction): void {
	// Two answers, such as true and false, have no order to speak of.
	if (childrenNamed(interaction, 'simpleChoice').length < 3) return;
	const isFixed =
		interaction.attributes.shuffle !== 'true' ||
		[...descendants(interaction)].some(({ attributes }) => attributes.fixed === 'true');
	if (isFixed) context.notes.changed('Stała kolejność odpowiedzi: platforma je miesza.');
}

/** Tells points that ours would count otherwise. */
export function tellMapping({ response, context }: FoundInteraction, right: string[]): void {
	if (!response || response.mapping.size === 0) return;
	const { mapping } = response;
	const share = mapping.get(right[0] ?? '') ?? 0;
	const isOurs = [...mapping].every(([value, points]) =>
		right.includes(value) ? points === share : points === 0 || points === -share
	);
	if (!isOurs) context.notes.changed('Odpowiedzi miały różne wagi (mapping): u\u00a0nas każda liczy się tak samo.');
}

export function choiceAnswer(found: FoundInteraction): DraftAnswer {
	const { interaction, response, feedback, context } = found;
	const { right } = chosenKey(found, childrenNamed(interaction, 'simpleChoice').length);
	if (response && response.correct.length === 0 && right.length === 0)
		context.notes.missing('Klucz: zaznacz dobry wariant znakiem [x].');
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

/** Words to be pointed at in a text: choices, while the text shows them in bold type. */
export function hottextAnswer(found: FoundInteraction): DraftAnswer {
	const { interaction, context } = found;
	const words = [...descendants(interaction)].filter(({ name }) => name === 'hottext');
	const { right } = chosenKey(found, words.length);
	context.notes.changed(
		'Wskazywanie słów w\u00a0tekście stało się wyborem z\u00a0listy; w\u00a0tekście są pogrubione.'
	);
	return {
		type: 'choice',
		choices: words.map(({ attributes, children }) => ({
			text: choiceMarkdown(withoutKey(children), context),
			isRight: right.includes(attributes.identifier ?? ''),
			feedback: ''
		}))
	};
}

function chosenKey(found: FoundInteraction, count: number): { right: string[] } {
	const { interaction, response, context } = found;
	const isSingle = response ? response.cardinality === 'single' : interaction.attributes.maxChoices === '1';
	const right = response ? rightValues(response, isSingle ? 'best' : 'all') : [];
	if (interaction.name === 'choiceInteraction') tellShuffle(found);
	tellMapping(found, right);
	const limit = Number(interaction.attributes.maxChoices ?? '1');
	if (!isSingle && limit > 0 && limit < count)
		context.notes.changed(`Można było zaznaczyć najwyżej ${limit}: u\u00a0nas bez ograniczenia.`);
	return { right };
}

export function orderingAnswer({ interaction, response, context }: FoundInteraction): DraftAnswer {
	const choices = new Map(
		childrenNamed(interaction, 'simpleChoice').map((choice) => [
			choice.attributes.identifier ?? '',
			plainWords(withoutKey(choice.children), context)
		])
	);
	const right = (response?.correct ?? []).filter((identifier) => choices.has(identifier));
	if (right.length < choices.size) context.notes.missing('Klucz nie wymieniał wszystkich kroków: sprawdź kolejność.');
	const order = [...new Set([...right, ...choices.keys()])];
	return { type: 'ordering', items: order.map((identifier) => choices.get(identifier)!) };
}

/** A number on a scale; neighbours worth as much are its tolerance. */
export function sliderAnswer(found: FoundInteraction): DraftAnswer | null {
	const { interaction, response, context } = found;
	const best = response
		? [...new Set([...response.correct, ...rightValues({ ...response, correct: [] }, 'best')])]
		: [];
	if (best.length === 0) {
		context.notes.dropped('Suwak bez klucza.');
		return null;
	}
	const sorted = best.toSorted((a, b) => Number(a) - Number(b));
	const { lowerBound = '', upperBound = '' } = interaction.attributes;
	context.notes.changed(`Suwak od ${lowerBound} do ${upperBound} stał się liczbą do wpisania.`);
	if ([...(response?.mapping.values() ?? [])].some((points, _, all) => points > 0 && points < Math.max(...all)))
		context.notes.dropped('Liczby za część punktów: u\u00a0nas wynik jest dobry albo nie.');
	return { type: 'number', ...middleOf(sorted[0]!, sorted.at(-1)!), unit: null };
}
