import type { ImportedQuestion } from '../imported-question.ts';
import { buildQuestions, slugOf } from './build-question.ts';
import { lastOfCategory, tellCategory } from './category.ts';
import { MAX_QUESTIONS, refuse, tooManyQuestions } from './exchange-limits.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, childNamed, textOf, textOfChild, type Markup } from './markup.ts';
import { readMoodleKey } from './moodle-keys.ts';
import { askedNodes, moodleContext, moodleNodes } from './moodle-text.ts';
import { NoteBook } from './note-book.ts';
import type { PictureStore } from './picture-store.ts';

export const looksLikeMoodleXml = (root: Markup) => root.name === 'quiz' || root.name === 'question';

/**
 * Reads Moodle XML: one `<quiz>` with its questions; pictures inside are put into the store.
 * @param about notes on the file as a whole: what every export of Moodle has is told once
 */
export function readMoodleTree(root: Markup, pictures: PictureStore, about: NoteBook): ImportedQuestion[] {
	if (!looksLikeMoodleXml(root)) throw refuse('To nie jest Moodle XML: brakuje elementu <quiz>.');
	const elements = root.name === 'question' ? [root] : childrenNamed(root, 'question');
	if (elements.length > MAX_QUESTIONS) throw tooManyQuestions();
	const questions: ImportedQuestion[] = [];
	let category = '';
	let count = 0;
	for (const element of elements) {
		if (element.attributes.type === 'category') category = readCategory(element, about);
		else questions.push(...readQuestion(element, category, (count += 1), pictures, about));
	}
	return questions;
}

function readCategory(element: Markup, about: NoteBook): string {
	const category = lastOfCategory(textOfChild(element, 'category'));
	tellCategory(category, about);
	if (textOfChild(element, 'info') !== '') about.dropped(`Opis kategorii „${category}”: tematy pytań nie mają opisów.`);
	return category;
}

function readQuestion(
	element: Markup,
	category: string,
	number: number,
	pictures: PictureStore,
	about: NoteBook
): ImportedQuestion[] {
	const notes = new NoteBook();
	const context = moodleContext(element, pictures, notes);
	const common = {
		place: `pytanie ${number}, wiersz ${element.line}`,
		name: textOfChild(element, 'name'),
		notes,
		identifier: textOfChild(element, 'idnumber'),
		topic: slugOf(category) || null,
		tags: childrenNamed(childNamed(element, 'tags') ?? element, 'tag').map((tag) => textOf(tag).trim())
	};
	tellLostParts(element, context, about);
	const key = readMoodleKey(element.attributes.type ?? '', element, context);
	const shown = key.parts.some(({ text }) => !text) ? splitTitle(askedNodes(element), context) : {};
	const feedback = childNamed(element, 'generalfeedback');
	const general = key.general ?? (feedback ? blockMarkdown(moodleNodes(feedback), context) : '');
	const explanation = [general, key.explanation].filter((part) => part !== '').join('\n\n');
	const points = Number(textOfChild(element, 'defaultgrade') || '1');
	return buildQuestions({ ...common, ...shown, explanation, points }, key.parts);
}

const COMBINED = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];

/** What stands beside every type of question and has no place in ours. */
function tellLostParts(element: Markup, { notes }: HtmlContext, about: NoteBook): void {
	if (Number(textOfChild(element, 'penalty') || '0') !== 0)
		about.dropped('Kary za kolejne próby: podejście do pytania jest u\u00a0nas jedno.');
	if (COMBINED.some((part) => textOfChild(element, part) !== ''))
		about.dropped('Ogólne uwagi „dobrze / częściowo / źle”: wynik nazywa sama platforma.');
	if (childrenNamed(element, 'hint').some((hint) => textOf(hint).trim() !== ''))
		notes.dropped('Podpowiedzi między próbami: próba jest u\u00a0nas jedna.');
	if (/^(?:0|false)$/.test(textOfChild(element, 'shuffleanswers')) && MIXED.has(element.attributes.type ?? ''))
		notes.changed('Stała kolejność odpowiedzi: platforma je miesza.');
	if (textOfChild(element, 'hidden') === '1') notes.changed('Pytanie było w\u00a0Moodle ukryte.');
}

/** Of the others the order shows nothing: words in lists stay as they stand. */
const MIXED = new Set(['multichoice', 'matching', 'match', 'ddmatch']);
