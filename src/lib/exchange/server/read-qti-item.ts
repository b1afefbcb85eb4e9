import type { ImportedQuestion } from '../imported-question.ts';
import { buildQuestion, buildQuestions } from './build-question.ts';
import { blockMarkdown } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, childrenNamed, descendants, type Markup, type MarkupNode } from './markup.ts';
import { NoteBook } from './note-book.ts';
import { readQtiKey, withoutShell } from './qti-keys.ts';
import { pointsOf } from './qti-points.ts';
import { responsesOf } from './qti-responses.ts';
import { readTemplates } from './qti-templates.ts';

export interface QtiPlace {
	/** In words. */
	place: string;
	findPicture: HtmlContext['findPicture'];
	/** The text that several items share, by its address; null when there is no such. */
	findStimulus?: (address: string) => MarkupNode[] | null;
}

/**
 * Reads one assessment item in the names of QTI 2.1. What its interaction cannot be in ours is dropped with the reason.
 * @param item `<assessmentItem>`
 */
export function readQtiItem(item: Markup, { place, findPicture, findStimulus }: QtiPlace): ImportedQuestion[] {
	const notes = new NoteBook();
	const context: HtmlContext = { notes, findPicture };
	const name = item.attributes.title ?? '';
	const common = { place, name, identifier: item.attributes.identifier ?? '', notes };
	const body = childNamed(item, 'itemBody');
	if (!body) {
		notes.dropped('Pozycja bez treści (itemBody).');
		return [buildQuestion(common)];
	}
	if (childrenNamed(item, 'templateDeclaration').length > 0) {
		const explained = childrenNamed(item, 'modalFeedback').flatMap(({ children }) => withoutShell(children));
		const read = readTemplates(item, body, explained, responsesOf(item), context);
		if (read) return buildQuestions({ ...common, explanation: read.explained, points: pointsOf(item) }, [read.part]);
		notes.dropped('Losowane wartości, których zasad nie da się przenieść: zostają liczby co krok i\u00a0+ − × /.');
		return [buildQuestion(common)];
	}
	tellLostParts(item, context);
	const shared = sharedText(item, findStimulus, notes);
	const modal = modalFeedback(item, context);
	const whole = { ...body, children: [...shared, ...body.children] };
	const read = readQtiKey(whole, responsesOf(item), modal.byIdentifier, context);
	if (item.attributes.adaptive === 'true') {
		notes.dropped('Kolejne próby i\u00a0podpowiedzi pytania adaptacyjnego: takich zasad nie da się przenieść.');
		// What asks more than once changes as it is answered.
		if (read.parts.length > 1) return [buildQuestion(common)];
	}
	const explanation = [modal.explanation, read.explanation].filter((text) => text !== '').join('\n\n');
	return buildQuestions({ ...common, explanation, points: pointsOf(item) }, read.parts);
}

function sharedText(item: Markup, findStimulus: QtiPlace['findStimulus'], notes: NoteBook): MarkupNode[] {
	const references = childrenNamed(item, 'assessmentStimulusRef');
	return references.flatMap(({ attributes }) => {
		const text = findStimulus?.(attributes.href ?? '') ?? null;
		if (text) notes.changed('Tekst wspólny dla kilku pytań wstawiono do treści tego pytania.');
		else notes.dropped('Tekst wspólny dla kilku pytań: wstaw go do treści pytania albo do lekcji.');
		return text ?? [];
	});
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
		const text = blockMarkdown(withoutShell(feedback.children), context);
		if (text === '') continue;
		if (choices.has(identifier) && showHide === 'show') byIdentifier.set(identifier, text);
		else if (!general.includes(text)) general.push(text);
	}
	if (general.length > 1)
		context.notes.changed('Kilka komentarzy do odpowiedzi złożono w\u00a0jedno wyjaśnienie: przejrzyj je.');
	return { byIdentifier, explanation: general.join('\n\n') };
}

const LOST: Record<string, string> = {
	templateBlock: 'Fragment zależny od szablonu.',
	templateInline: 'Fragment zależny od szablonu.',
	stylesheet: 'Arkusz stylów: wygląd nadaje platforma.',
	printedVariable: 'Liczba, którą wstawiał system.',
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
