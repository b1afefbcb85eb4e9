import type { ImportedQuestion } from '../imported-question.ts';
import { buildQuestion, slugOf } from './build-question.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, childrenNamed, descendants, isElement, textOf, type Markup, type MarkupNode } from './markup.ts';
import { NoteBook } from './note-book.ts';
import { readQtiKey } from './qti-keys.ts';
import { responsesOf } from './qti-responses.ts';

export interface QtiPlace {
	/** In words. */
	place: string;
	/** Slug of the section it stood in. */
	topic?: string | null;
	findPicture: HtmlContext['findPicture'];
}

/**
 * Reads one assessment item in the names of QTI 2.1. What its interaction cannot be in ours is dropped with the reason.
 * @param item `<assessmentItem>`
 */
export function readQtiItem(item: Markup, { place, topic, findPicture }: QtiPlace): ImportedQuestion {
	const notes = new NoteBook();
	const context: HtmlContext = { notes, findPicture };
	const name = item.attributes.title ?? '';
	const common = { place, name, identifier: item.attributes.identifier ?? '', topic: topic ?? null, notes };
	const body = childNamed(item, 'itemBody');
	if (!body) {
		notes.dropped('Pozycja bez treści (itemBody).');
		return buildQuestion({ ...common, answer: null });
	}
	if (item.attributes.adaptive === 'true' || childrenNamed(item, 'templateDeclaration').length > 0) {
		notes.dropped('Pytanie adaptacyjne albo z\u00a0szablonem losowanych wartości: takich zasad nie da się przenieść.');
		return buildQuestion({ ...common, answer: null });
	}
	tellLostParts(item, context);
	const responses = responsesOf(item);
	const modal = modalFeedback(item, context);
	const read = readQtiKey(body, responses, modal.byIdentifier, context);
	const shown = read.text ?? splitTitle(read.asked, context);
	const explanation = [modal.explanation, read.explanation].filter((text) => text !== '').join('\n\n');
	return buildQuestion({ ...common, ...shown, explanation, answer: read.answer, points: pointsOf(item) });
}

function pointsOf(item: Markup): number {
	const outcomes = childrenNamed(item, 'outcomeDeclaration');
	const named = (name: string) => outcomes.find(({ attributes }) => attributes.identifier === name);
	const max = named('MAXSCORE');
	const stated = max ? textOf(childNamed(max, 'defaultValue') ?? '').trim() : '';
	const points = Number(stated || (named('SCORE')?.attributes.normalMaximum ?? '1'));
	return Number.isFinite(points) && points > 0 ? points : 1;
}

/** Feedback shown in a window of its own: for a choice when it bears the choice's name, else part of the explanation. */
function modalFeedback(item: Markup, context: HtmlContext) {
	const choices = new Set(
		[...descendants(item)].filter(({ name }) => name === 'simpleChoice').map(({ attributes }) => attributes.identifier)
	);
	const byIdentifier = new Map<string, string>();
	const general: string[] = [];
	for (const feedback of childrenNamed(item, 'modalFeedback')) {
		const { identifier = '', showHide = 'show' } = feedback.attributes;
		const text = blockMarkdown(withoutFeedbackShell(feedback.children), context);
		if (text === '') continue;
		if (choices.has(identifier) && showHide === 'show') byIdentifier.set(identifier, text);
		else if (!general.includes(text)) general.push(text);
	}
	if (general.length > 1)
		context.notes.changed('Kilka komentarzy do odpowiedzi złożono w\u00a0jedno wyjaśnienie: przejrzyj je.');
	return { byIdentifier, explanation: general.join('\n\n') };
}

/** QTI 3.0 wraps content in `contentBody`. */
const withoutFeedbackShell = (nodes: MarkupNode[]): MarkupNode[] =>
	nodes.flatMap((node) => (isElement(node) && node.name === 'contentBody' ? node.children : [node]));

const LOST: Record<string, string> = {
	templateBlock: 'Fragment zależny od szablonu.',
	templateInline: 'Fragment zależny od szablonu.',
	stylesheet: 'Arkusz stylów: wygląd nadaje platforma.',
	stimulusRef: 'Tekst wspólny dla kilku pytań: wstaw go do treści pytania albo do lekcji.',
	assessmentStimulusRef: 'Tekst wspólny dla kilku pytań: wstaw go do treści pytania albo do lekcji.',
	companionMaterialsInfo: 'Przybory do zadania (kalkulator, linijka).',
	catalogInfo: 'Katalog treści alternatywnych.'
};

function tellLostParts(item: Markup, { notes }: HtmlContext): void {
	for (const { name, attributes } of descendants(item)) {
		if (Object.hasOwn(LOST, name)) notes.dropped(LOST[name]!);
		if (attributes.timeDependent === 'true')
			notes.changed('Czas odpowiedzi liczył się w\u00a0tej pozycji: u\u00a0nas limit ma cały test.');
	}
	if (item.attributes.timeDependent === 'true')
		notes.changed('Czas odpowiedzi liczył się w\u00a0tej pozycji: u\u00a0nas limit ma cały test.');
}

export const topicOf = (title: string | undefined) => slugOf(title ?? '') || null;
