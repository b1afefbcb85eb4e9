import { isFileType, type FileType } from '#lib/handins/file-types.ts';
import type { DraftAnswer } from '../imported-question.ts';
import { criteriaIn } from './criteria-list.ts';
import { withoutWildcard } from './gift-answers.ts';
import { readCalculated } from './moodle-calculated.ts';
import { readCloze } from './moodle-cloze.ts';
import { readGapfill } from './moodle-gapfill.ts';
import { readGapText } from './moodle-gaps.ts';
import { blockMarkdown, choiceMarkdown, lineMarkdown, plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, childrenNamed, textOfChild, type Markup } from './markup.ts';
import { matchingAnswer } from './matching-answer.ts';
import { dropped, moodleNodes, moodleText, type MoodleKey } from './moodle-text.ts';
import { weighChoices } from './weigh-choices.ts';

const keyOnly = (answer: DraftAnswer | null, explanation = ''): MoodleKey => ({ parts: [{ answer }], explanation });

const READERS: Record<string, (question: Markup, context: HtmlContext) => MoodleKey> = {
	multichoice: (question, context) => keyOnly(choiceAnswer(question, context)),
	truefalse: (question, context) => keyOnly(truthAnswer(question, context)),
	shortanswer: shortAnswer,
	numerical: numberAnswer,
	matching: (question, context) => keyOnly(matchedAnswer(question, context)),
	match: (question, context) => keyOnly(matchedAnswer(question, context)),
	ddmatch: (question, context) => keyOnly(matchedAnswer(question, context)),
	oumultiresponse: (question, context) => keyOnly(choiceAnswer(question, context)),
	multichoiceset: (question, context) => keyOnly(choiceAnswer(question, context)),
	calculated: readCalculated,
	calculatedsimple: readCalculated,
	gapfill: readGapfill,
	essayautograde: (question, context) => keyOnly(essayAnswer(question, context)),
	essay: (question, context) => keyOnly(essayAnswer(question, context)),
	ordering: (question, context) => keyOnly(orderingAnswer(question, context)),
	ddwtos: readGapText,
	gapselect: readGapText,
	multianswer: readCloze,
	cloze: readCloze
};

const WHY_DROPPED: Record<string, string> = {
	description: 'Opis bez pytania: w\u00a0banku stoją tylko pytania. Treść przenieś do lekcji.',
	calculatedmulti: 'Pytanie obliczeniowe z\u00a0wariantami: takiego rodzaju nie ma na platformie.',
	random: 'Losowe pytanie z\u00a0kategorii: losowanie ustawia się w\u00a0teście, przez draw.',
	randomsamatch: 'Łączenie losowane z\u00a0krótkich odpowiedzi: takiego rodzaju nie ma na platformie.',
	ddmarker: 'Znaczniki na obrazku: takiego rodzaju nie ma na platformie.',
	ddimageortext: 'Przeciąganie na obrazek: takiego rodzaju nie ma na platformie.'
};

/** Reads the key of a Moodle question. A type that ours cannot be is dropped, with the reason in the notes. */
export function readMoodleKey(type: string, question: Markup, context: HtmlContext): MoodleKey {
	// The same types with formulas drawn by an editor of their own.
	const plain = type.replace(/wiris$/, '');
	const read = Object.hasOwn(READERS, plain) ? READERS[plain] : undefined;
	if (read) return read(question, context);
	return dropped(
		context,
		Object.hasOwn(WHY_DROPPED, type) ? WHY_DROPPED[type]! : `Pytanie rodzaju „${type}”: takiego nie ma na platformie.`
	);
}

const answersOf = (question: Markup) => childrenNamed(question, 'answer');
const fractionOf = (answer: Markup) => Number(answer.attributes.fraction ?? '0') || 0;

function feedbackOf(answer: Markup, context: HtmlContext): string {
	const feedback = childNamed(answer, 'feedback');
	return feedback ? blockMarkdown(moodleNodes(feedback), context) : '';
}

function choiceAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	const isSeveral = /^(?:oumultiresponse|multichoiceset)$/.test(question.attributes.type ?? '');
	const isSingle = !isSeveral && !/^(?:false|0)$/i.test(textOfChild(question, 'single'));
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
	// Old files have the words of their language there, true first.
	const isOld = !side('true') && !side('false');
	const choice = (text: string, answer: Markup | undefined) => ({
		text,
		isRight: answer !== undefined && fractionOf(answer) > 0,
		feedback: answer ? feedbackOf(answer, context) : ''
	});
	return {
		type: 'choice',
		choices: [choice('Prawda', isOld ? answers[0] : side('true')), choice('Fałsz', isOld ? answers[1] : side('false'))]
	};
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
	if (!first) return dropped(context, 'Pytanie o\u00a0liczbę bez dobrej odpowiedzi.');
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
			right: answer ? rightWords(answer, context) : ''
		};
	});
	return matchingAnswer(
		rows.filter(({ left }) => left !== ''),
		rows.filter(({ left, right }) => left === '' && right !== '').map(({ right }) => right),
		context.notes
	);
}

/** Words without a format are plain; dragged ones (`ddmatch`) are HTML. */
const rightWords = (answer: Markup, context: HtmlContext): string =>
	answer.attributes.format === undefined
		? moodleText(answer).replace(/\s+/g, ' ')
		: plainWords(moodleNodes(answer), context);

const USUAL_FILES: FileType[] = ['pdf', 'docx', 'odt'];
const MOST_BYTES = 10_000_000;
/** Letters of a word and the space behind it, in Polish prose. */
const SIGNS_OF_WORD = 7;

function essayAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	const { notes } = context;
	const grader = childNamed(question, 'graderinfo');
	const template = childNamed(question, 'responsetemplate');
	if (template && moodleText(template) !== '') notes.dropped('Szablon odpowiedzi, który uczestnik miał przed sobą.');
	const { criteria, rest } = criteriaIn(grader ? moodleNodes(grader) : []);
	const marked = {
		criteria: criteria.map(({ description, ...one }) => ({ ...one, description: lineMarkdown(description, context) })),
		modelAnswer: blockMarkdown(rest, context)
	};
	const hasFiles = Number(textOfChild(question, 'attachments') || '0') !== 0;
	if (hasFiles && textOfChild(question, 'responseformat') === 'noinline') {
		const wanted = textOfChild(question, 'filetypeslist')
			.toLowerCase()
			.split(/[\s,;]+/);
		const accept = wanted.map((one) => one.replace(/^\*?\./, '').replace('jpeg', 'jpg')).filter(isFileType);
		if (accept.length === 0) notes.changed(`Rodzaje plików wpisano domyślne: ${USUAL_FILES.join(', ')}.`);
		const bytes = Number(textOfChild(question, 'maxbytes')) || MOST_BYTES;
		const megabytes = Math.max(1, Math.floor(bytes / 1_000_000));
		return { type: 'file', ...marked, accept: accept.length > 0 ? accept : USUAL_FILES, megabytes };
	}
	if (hasFiles) notes.dropped('Załączniki do odpowiedzi: na pliki jest osobny rodzaj pytania.');
	const words = Number(textOfChild(question, 'maxwordlimit')) || 0;
	if (words > 0) notes.changed(`Najwyżej ${words} słów zapisano jako ${words * SIGNS_OF_WORD} znaków.`);
	return { type: 'open', ...marked, longest: words > 0 ? words * SIGNS_OF_WORD : null };
}

function orderingAnswer(question: Markup, context: HtmlContext): DraftAnswer {
	if (
		textOfChild(question, 'selecttype') !== '' &&
		textOfChild(question, 'selecttype') !== '0' &&
		textOfChild(question, 'selecttype') !== 'ALL'
	)
		context.notes.changed('Układanie losowało część kroków: u\u00a0nas są wszystkie.');
	const answers = answersOf(question);
	if (answers.some((answer) => feedbackOf(answer, context) !== ''))
		context.notes.dropped('Komentarze do kroków: w\u00a0układaniu jest jedno wyjaśnienie całego pytania.');
	const places = answers.map(fractionOf);
	// Exports number the steps; other generators rely on their order in the file.
	const isNumbered = new Set(places).size === places.length && places.every((place) => place > 0);
	const sorted = isNumbered ? answers.toSorted((a, b) => fractionOf(a) - fractionOf(b)) : answers;
	return { type: 'ordering', items: sorted.map((answer) => plainWords(moodleNodes(answer), context)) };
}
