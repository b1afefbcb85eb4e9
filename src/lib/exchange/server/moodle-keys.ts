import type { DraftAnswer } from '../imported-question.ts';
import { withoutWildcard } from './gift-answers.ts';
import { readCloze } from './moodle-cloze.ts';
import { readGapText } from './moodle-gaps.ts';
import { blockMarkdown, choiceMarkdown, plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, childrenNamed, textOfChild, type Markup } from './markup.ts';
import { matchingAnswer } from './matching-answer.ts';
import { moodleNodes, moodleText, type MoodleKey } from './moodle-text.ts';
import { weighChoices } from './weigh-choices.ts';

const keyOnly = (answer: DraftAnswer | null, explanation = ''): MoodleKey => ({ answer, explanation });

const READERS: Record<string, (question: Markup, context: HtmlContext) => MoodleKey> = {
	multichoice: (question, context) => keyOnly(choiceAnswer(question, context)),
	truefalse: (question, context) => keyOnly(truthAnswer(question, context)),
	shortanswer: shortAnswer,
	numerical: numberAnswer,
	matching: (question, context) => keyOnly(matchedAnswer(question, context)),
	match: (question, context) => keyOnly(matchedAnswer(question, context)),
	essay: (question, context) => keyOnly(essayAnswer(question, context)),
	ordering: (question, context) => keyOnly(orderingAnswer(question, context)),
	ddwtos: readGapText,
	gapselect: readGapText,
	multianswer: readCloze,
	cloze: readCloze
};

const WHY_DROPPED: Record<string, string> = {
	description: 'Opis bez pytania: w\u00a0banku stoją tylko pytania. Treść przenieś do lekcji.',
	calculated: 'Pytanie obliczeniowe: wzory Moodle mają inną składnię. Napisz je od nowa jako pytanie obliczane.',
	calculatedsimple: 'Pytanie obliczeniowe: wzory Moodle mają inną składnię. Napisz je od nowa jako pytanie obliczane.',
	calculatedmulti: 'Pytanie obliczeniowe z\u00a0wariantami: takiego rodzaju nie ma na platformie.',
	random: 'Losowe pytanie z\u00a0kategorii: losowanie ustawia się w\u00a0teście, przez draw.',
	randomsamatch: 'Łączenie losowane z\u00a0krótkich odpowiedzi: takiego rodzaju nie ma na platformie.',
	ddmarker: 'Znaczniki na obrazku: takiego rodzaju nie ma na platformie.',
	ddimageortext: 'Przeciąganie na obrazek: takiego rodzaju nie ma na platformie.'
};

/** Reads the key of a Moodle question. A type that ours cannot be is dropped, with the reason in the notes. */
export function readMoodleKey(type: string, question: Markup, context: HtmlContext): MoodleKey {
	const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
	if (read) return read(question, context);
	context.notes.dropped(
		Object.hasOwn(WHY_DROPPED, type) ? WHY_DROPPED[type]! : `Pytanie rodzaju „${type}”: takiego nie ma na platformie.`
	);
	return keyOnly(null);
}

const answersOf = (question: Markup) => childrenNamed(question, 'answer');
const fractionOf = (answer: Markup) => Number(answer.attributes.fraction ?? '0') || 0;

function feedbackOf(answer: Markup, context: HtmlContext): string {
	const feedback = childNamed(answer, 'feedback');
	return feedback ? blockMarkdown(moodleNodes(feedback), context) : '';
}

function choiceAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	const isSingle = !/^(?:false|0)$/i.test(textOfChild(question, 'single'));
	const choices = answersOf(question).map((answer) => ({
		text: choiceMarkdown(moodleNodes(answer), context),
		fraction: fractionOf(answer),
		feedback: feedbackOf(answer, context)
	}));
	return { type: 'choice', choices: weighChoices(choices, isSingle, context.notes) };
}

function truthAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	const answers = answersOf(question);
	const side = (word: string) => answers.find((answer) => moodleText(answer).toLowerCase() === word);
	const choice = (text: string, answer: Markup | undefined) => ({
		text,
		isRight: answer !== undefined && fractionOf(answer) > 0,
		feedback: answer ? feedbackOf(answer, context) : ''
	});
	return { type: 'choice', choices: [choice('Prawda', side('true')), choice('Fałsz', side('false'))] };
}

/** Right answers whole; feedback of the first of them becomes the explanation, of the others there is no place. */
function wholeAnswers(question: Markup, context: HtmlContext): { whole: Markup[]; explanation: string } {
	const { notes } = context;
	const answers = answersOf(question);
	const whole = answers.filter((answer) => fractionOf(answer) >= 99.9);
	for (const answer of answers) {
		const fraction = fractionOf(answer);
		if (fraction > 0 && fraction < 99.9)
			notes.dropped(
				`Odpowiedź „${moodleText(answer)}” za ${fraction}% punktów: u\u00a0nas odpowiedź jest dobra albo nie.`
			);
		if (fraction <= 0)
			notes.dropped(
				`Złej odpowiedzi „${moodleText(answer)}” z\u00a0jej komentarzem: zostało wyjaśnienie całego pytania.`
			);
	}
	const [explanation = '', ...others] = whole
		.map((answer) => feedbackOf(answer, context))
		.filter((text) => text !== '');
	if (explanation !== '') notes.changed('Komentarz do dobrej odpowiedzi dopisano do wyjaśnienia.');
	if (others.length > 0) notes.dropped('Komentarze do dalszych dobrych odpowiedzi.');
	return { whole, explanation };
}

function shortAnswer(question: Markup, context: HtmlContext): MoodleKey {
	if (textOfChild(question, 'usecase') === '1')
		context.notes.changed('Wielkość liter miała znaczenie: u\u00a0nas nie ma.');
	const { whole, explanation } = wholeAnswers(question, context);
	const accepted = whole.flatMap((answer) => withoutWildcard(moodleText(answer), context.notes));
	return keyOnly({ type: 'text', accepted }, explanation);
}

function numberAnswer(question: Markup, context: HtmlContext): MoodleKey {
	const { notes } = context;
	const { whole, explanation } = wholeAnswers(question, context);
	const [first, ...others] = whole;
	for (const other of others)
		notes.dropped(`Druga dobra liczba „${moodleText(other)}”: u\u00a0nas jest jedna z\u00a0tolerancją.`);
	if (!first) {
		notes.dropped('Pytanie o\u00a0liczbę bez dobrej odpowiedzi.');
		return keyOnly(null);
	}
	const units = childrenNamed(childNamed(question, 'units') ?? question, 'unit');
	const isBase = (unit: Markup) => Number(textOfChild(unit, 'multiplier') || '1') === 1;
	const unit = units.find(isBase);
	for (const other of units.filter((one) => one !== unit))
		notes.dropped(`Druga jednostka „${textOfChild(other, 'unit_name')}”: platforma nie przelicza jednostek.`);
	return keyOnly(
		{
			type: 'number',
			value: moodleText(first),
			tolerance: textOfChild(first, 'tolerance') || '0',
			unit: unit ? textOfChild(unit, 'unit_name') || null : null
		},
		explanation
	);
}

function matchedAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	const rows = childrenNamed(question, 'subquestion').map((row) => {
		const answer = childNamed(row, 'answer');
		return {
			left: plainWords(moodleNodes(row), context),
			right: answer ? moodleText(answer).replace(/\s+/g, ' ') : ''
		};
	});
	return matchingAnswer(
		rows.filter(({ left }) => left !== ''),
		rows.filter(({ left, right }) => left === '' && right !== '').map(({ right }) => right)
	);
}

function essayAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	const grader = childNamed(question, 'graderinfo');
	const template = childNamed(question, 'responsetemplate');
	if (template && moodleText(template) !== '')
		context.notes.dropped('Szablon odpowiedzi, który uczestnik miał przed sobą.');
	if (Number(textOfChild(question, 'attachments') || '0') !== 0)
		context.notes.dropped('Załączniki do odpowiedzi: na pliki jest osobny rodzaj pytania.');
	return {
		type: 'open',
		criteria: [],
		modelAnswer: grader ? blockMarkdown(moodleNodes(grader), context) : '',
		longest: null
	};
}

function orderingAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	if (
		textOfChild(question, 'selecttype') !== '' &&
		textOfChild(question, 'selecttype') !== '0' &&
		textOfChild(question, 'selecttype') !== 'ALL'
	)
		context.notes.changed('Układanie losowało część kroków: u\u00a0nas są wszystkie.');
	const answers = answersOf(question);
	const places = answers.map(fractionOf);
	// Exports number the steps; other generators rely on their order in the file.
	const isNumbered = new Set(places).size === places.length && places.every((place) => place > 0);
	const sorted = isNumbered ? answers.toSorted((a, b) => fractionOf(a) - fractionOf(b)) : answers;
	return { type: 'ordering', items: sorted.map((answer) => plainWords(moodleNodes(answer), context)) };
}
