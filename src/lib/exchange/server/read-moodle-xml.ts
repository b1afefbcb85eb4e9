import type { ImportedQuestion } from '../imported-question.ts';
import { buildQuestion, slugOf } from './build-question.ts';
import { MAX_QUESTIONS, refuse, tooManyQuestions } from './exchange-limits.ts';
import { lastOfCategory } from './gift-blocks.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, childNamed, textOf, textOfChild, type Markup } from './markup.ts';
import { readMoodleKey } from './moodle-keys.ts';
import { moodleContext, moodleNodes } from './moodle-text.ts';
import { NoteBook } from './note-book.ts';
import { parseXml } from './parse-xml.ts';
import type { PictureStore } from './picture-store.ts';

export const looksLikeMoodleXml = (root: Markup) => root.name === 'quiz' || root.name === 'question';

/** Reads Moodle XML: one `<quiz>` with its questions; pictures inside are put into the store. */
export function readMoodleXml(text: string, pictures: PictureStore): ImportedQuestion[] {
	return readMoodleTree(parseXml(text), pictures);
}

export function readMoodleTree(root: Markup, pictures: PictureStore): ImportedQuestion[] {
	if (!looksLikeMoodleXml(root)) throw refuse('To nie jest Moodle XML: brakuje elementu <quiz>.');
	const elements = root.name === 'question' ? [root] : childrenNamed(root, 'question');
	if (elements.length > MAX_QUESTIONS) throw tooManyQuestions();
	const questions: ImportedQuestion[] = [];
	let category = '';
	for (const element of elements) {
		if (element.attributes.type === 'category') category = lastOfCategory(textOfChild(element, 'category'));
		else questions.push(readQuestion(element, category, questions.length + 1, pictures));
	}
	return questions;
}

function readQuestion(element: Markup, category: string, number: number, pictures: PictureStore): ImportedQuestion {
	const notes = new NoteBook();
	const context = moodleContext(element, pictures, notes);
	const type = element.attributes.type ?? '';
	const name = textOfChild(element, 'name');
	const common = {
		...{ place: `pytanie ${number}, wiersz ${element.line}`, name, notes },
		identifier: textOfChild(element, 'idnumber'),
		topic: slugOf(category) || null,
		tags: childrenNamed(childNamed(element, 'tags') ?? element, 'tag').map((tag) => textOf(tag).trim())
	};
	if (category !== '' && slugOf(category) !== category)
		notes.changed(`Kategoria „${category}” stała się tematem „${slugOf(category)}”.`);
	tellLostParts(element, context);
	const asked = childNamed(element, 'questiontext');
	const key = readMoodleKey(type, element, context);
	const shown = key.text ?? splitTitle(asked ? moodleNodes(asked) : [], context);
	const general = childNamed(element, 'generalfeedback');
	const explanation = [general ? blockMarkdown(moodleNodes(general), context) : '', key.explanation]
		.filter((part) => part !== '')
		.join('\n\n');
	return buildQuestion({
		...{ ...common, ...shown, explanation, answer: key.answer },
		points: Number(textOfChild(element, 'defaultgrade') || '1')
	});
}

const COMBINED = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];

/** What stands beside every type of question and has no place in ours. */
function tellLostParts(element: Markup, { notes }: HtmlContext): void {
	if (Number(textOfChild(element, 'penalty') || '0') !== 0)
		notes.dropped('Kara za kolejne próby: podejście do pytania jest u\u00a0nas jedno.');
	if (childrenNamed(element, 'hint').length > 0)
		notes.dropped('Podpowiedzi między próbami: próba jest u\u00a0nas jedna.');
	if (COMBINED.some((part) => textOfChild(element, part) !== ''))
		notes.dropped('Ogólne uwagi „dobrze / częściowo / źle”: wynik nazywa sama platforma.');
	if (textOfChild(element, 'shuffleanswers') === '0' || textOfChild(element, 'shuffleanswers') === 'false')
		notes.changed('Stała kolejność odpowiedzi: platforma je miesza.');
	if (textOfChild(element, 'hidden') === '1') notes.changed('Pytanie było w\u00a0Moodle ukryte.');
}
