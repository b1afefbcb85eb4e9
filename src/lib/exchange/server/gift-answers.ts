import type { DraftAnswer } from '../imported-question.ts';
import { giftContext, giftNodes, showEscaped } from './gift-text.ts';
import { blockMarkdown, choiceMarkdown, plainWords } from './html-to-markdown.ts';
import { matchingAnswer } from './matching-answer.ts';
import type { NoteBook } from './note-book.ts';
import { weighChoices } from './weigh-choices.ts';
import type { TextFormat } from './text-formats.ts';

interface GiftAnswer {
	isRight: boolean;
	/** Percent; null: all or nothing, as the sign says. */
	weight: number | null;
	/** With escapes hidden. */
	text: string;
	feedback: string;
}

/** What stands in the braces of a GIFT question, without its general feedback. */
export interface GiftKey {
	answer: DraftAnswer | null;
	/** Markdown found in the feedback of right answers, where ours has one explanation for all. */
	explanation: string;
}

/** Reads the key of a GIFT question. What cannot be kept is told in the notes. */
export function readGiftKey(inside: string, format: TextFormat, notes: NoteBook): GiftKey {
	const text = inside.trim();
	if (text === '') return { answer: openAnswer(), explanation: '' };
	const truth = /^(T|TRUE|F|FALSE)\s*(?:#([^]*))?$/i.exec(text);
	if (truth) return { answer: truthAnswer(/^T/i.test(truth[1]!), truth[2] ?? '', format, notes), explanation: '' };
	if (text.startsWith('#')) return readNumbers(text.slice(1), format, notes);
	const answers = splitAnswers(text);
	if (answers.length === 0) {
		notes.dropped('Odpowiedzi w\u00a0nawiasach { } nie da się odczytać: każda zaczyna się od „=” albo „~”.');
		return { answer: null, explanation: '' };
	}
	if (answers.every(({ isRight, text }) => isRight && text.includes('->')))
		return matchedAnswer(answers, format, notes);
	if (answers.every(({ isRight }) => isRight)) return shortAnswers(answers, format, notes);
	const choices = answers.map(({ text, isRight, weight, feedback }) => ({
		text: choiceMarkdown(giftNodes(text, format).nodes, giftContext(notes)),
		fraction: weight ?? (isRight ? 100 : 0),
		feedback: feedbackMarkdown(feedback, format, notes)
	}));
	const isSingle = answers.some(({ isRight }) => isRight);
	return { answer: { type: 'choice', choices: weighChoices(choices, isSingle, notes) }, explanation: '' };
}

const ORDERING = /^>\s*\d+((?:[ \t]+[A-Za-z0-9_]+)*)[ \t]*\n([^]*)$/;

/** `{>4 ALL VERTICAL …` and a step a line, as the plugin for ordering writes them; null for any other key. */
export function readOrdering(inside: string): GiftKey | null {
	const steps = ORDERING.exec(inside.trim())?.[2];
	if (steps === undefined) return null;
	const items = steps.split('\n').map((step) => showEscaped(step).trim());
	return { answer: { type: 'ordering', items: items.filter((step) => step !== '') }, explanation: '' };
}

function splitAnswers(text: string): GiftAnswer[] {
	return [...text.matchAll(/([=~])([^=~]*)/g)].flatMap(([, sign, rest]) => {
		const [, weight, words = ''] = /^\s*(?:%(-?\d+(?:[.,]\d+)?)%)?([^]*)$/.exec(rest!)!;
		const [answer = '', ...feedback] = words.split('#');
		if (answer.trim() === '' && weight === undefined && feedback.length === 0) return [];
		return [
			{
				isRight: sign === '=',
				weight: weight === undefined ? null : Number(weight.replace(',', '.')),
				text: answer.trim(),
				feedback: feedback.join('#').trim()
			}
		];
	});
}

const feedbackMarkdown = (hidden: string, format: TextFormat, notes: NoteBook) =>
	hidden.trim() === '' ? '' : blockMarkdown(giftNodes(hidden, format).nodes, giftContext(notes));

export const openAnswer = (): DraftAnswer => ({ type: 'open', criteria: [], modelAnswer: '', longest: null });

/** `F#when wrong#when right`: the first is for whoever answers wrong, the second for whoever answers right. */
function truthAnswer(isTrue: boolean, feedback: string, format: TextFormat, notes: NoteBook): DraftAnswer {
	const [whenWrong = '', whenRight = ''] = feedback.split('#').map((text) => feedbackMarkdown(text, format, notes));
	return {
		type: 'choice',
		choices: [
			{ text: 'Prawda', isRight: isTrue, feedback: isTrue ? whenRight : whenWrong },
			{ text: 'Fałsz', isRight: !isTrue, feedback: isTrue ? whenWrong : whenRight }
		]
	};
}

function matchedAnswer(answers: GiftAnswer[], format: TextFormat, notes: NoteBook): GiftKey {
	const rows = answers.map(({ text, feedback }) => {
		if (feedback !== '') notes.dropped('Komentarze do par: w\u00a0łączeniu jest jedno wyjaśnienie całego pytania.');
		const at = text.indexOf('->');
		const words = (part: string) => plainWords(giftNodes(part, format).nodes, giftContext(notes));
		return { left: words(text.slice(0, at)), right: words(text.slice(at + 2)) };
	});
	const answer = matchingAnswer(
		rows.filter(({ left }) => left !== ''),
		rows.filter(({ left }) => left === '').map(({ right }) => right),
		notes
	);
	return { answer, explanation: '' };
}

function shortAnswers(answers: GiftAnswer[], format: TextFormat, notes: NoteBook): GiftKey {
	const whole = answers.filter(({ weight }) => weight === null || weight >= 100);
	for (const { text, weight } of answers) {
		if (weight !== null && weight <= 0)
			notes.dropped(`Złej odpowiedzi „${showEscaped(text)}” z\u00a0jej komentarzem: zostało wyjaśnienie pytania.`);
		else if (weight !== null && weight < 100)
			notes.dropped(`Odpowiedź „${showEscaped(text)}” za ${weight}% punktów: u\u00a0nas słowo jest dobre albo nie.`);
	}
	const explanation =
		whole.map(({ feedback }) => feedbackMarkdown(feedback, format, notes)).find((text) => text !== '') ?? '';
	const accepted = whole.flatMap(({ text }) => withoutWildcard(showEscaped(text), notes));
	return { answer: { type: 'text', accepted }, explanation };
}

/** Ours compares words and knows no `*`. */
export function withoutWildcard(text: string, notes: NoteBook): string[] {
	if (!/(?<!\\)\*/.test(text)) return [text.replaceAll('\\*', '*')];
	const words = text.replace(/\\?\*/g, ' ').replace(/\s+/g, ' ').trim();
	if (words === '') {
		notes.dropped('Odpowiedź „*”, czyli dowolna inna: nie jest kluczem.');
		return [];
	}
	notes.changed(
		`Gwiazdka w\u00a0odpowiedzi „${text}” nie zastępuje u\u00a0nas liter: została „${words}”. Dopisz inne formy.`
	);
	return [words];
}

function readNumbers(text: string, format: TextFormat, notes: NoteBook): GiftKey {
	const answers = /^\s*[=~]/.test(text) ? splitAnswers(text) : splitAnswers(`=${text}`);
	const [first, ...others] = answers.filter(({ isRight, weight }) => isRight && (weight === null || weight >= 100));
	const interval = first && intervalOf(showEscaped(first.text));
	for (const { text } of others)
		notes.dropped(`Druga dobra liczba „${showEscaped(text)}”: u\u00a0nas jest jedna z\u00a0tolerancją.`);
	for (const { text, weight, isRight } of answers) {
		if (isRight && weight !== null && weight < 100)
			notes.dropped(`Liczba „${showEscaped(text)}” za ${weight}% punktów: u\u00a0nas wynik jest dobry albo nie.`);
		if (!isRight) notes.dropped('Komentarz do złych liczb: jest jedno wyjaśnienie całego pytania.');
	}
	if (!interval) {
		notes.dropped('Liczby w\u00a0nawiasach { } nie da się odczytać: oczekiwany zapis to {#5:0.1} albo {#1..5}.');
		return { answer: null, explanation: '' };
	}
	const explanation = feedbackMarkdown(first.feedback, format, notes);
	return { answer: { type: 'number', ...interval, unit: null }, explanation };
}

/** `5:0.1`, `5` or `1..5` */
function intervalOf(text: string): { value: string; tolerance: string } | null {
	const [, low, high] = /^\s*(-?[\d.,]*?\d)\s*\.\.\s*(-?[\d.,]+)\s*$/.exec(text) ?? [];
	if (low !== undefined && high !== undefined) return middleOf(low.replace(',', '.'), high.replace(',', '.'));
	const [, value, tolerance = '0'] =
		/^\s*(-?[\d.,]+(?:e[+-]?\d+)?)\s*(?::\s*([\d.,]+(?:e[+-]?\d+)?)\s*)?$/i.exec(text) ?? [];
	return value === undefined ? null : { value, tolerance };
}

/** The middle of two exact decimals and half their distance, as decimals: nothing is rounded. */
export function middleOf(low: string, high: string): { value: string; tolerance: string } {
	const scale = Math.max(low.split('.')[1]?.length ?? 0, high.split('.')[1]?.length ?? 0) + 1;
	const digits = (text: string) => {
		const [whole = '', fraction = ''] = text.replace('-', '').split('.');
		const number = BigInt((whole || '0') + fraction.padEnd(scale, '0'));
		return text.startsWith('-') ? -number : number;
	};
	const [a, b] = [digits(low), digits(high)];
	const decimal = (doubled: bigint) => {
		const half = doubled / 2n;
		const text = (half < 0n ? -half : half).toString().padStart(scale + 1, '0');
		return `${half < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
	};
	return { value: decimal(a + b), tolerance: decimal(b > a ? b - a : a - b) };
}
