import { foldPolish } from '#lib/format.ts';
import type { DraftAnswer, ImportedQuestion } from '../imported-question.ts';
import { MAX_PARTS } from './exchange-limits.ts';
import { escapeInline } from './escape-markdown.ts';
import type { NoteBook } from './note-book.ts';

/** What a reader found; the rest is filled in here, each time with a note. */
export interface FoundQuestion {
	place: string;
	name: string;
	/** Its identifier in the file, if it had one. */
	identifier?: string;
	topic?: string | null;
	tags?: string[];
	title?: string;
	body?: string;
	/** As the file says; may be a fraction. */
	points?: number;
	explanation?: string;
	answer: DraftAnswer | null;
	notes: NoteBook;
}

/** `Głosy Oli (v2)` → `glosy-oli-v2`; '' when no letter or digit remains. */
export const slugOf = (text: string): string =>
	foldPolish(text)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 50)
		.replace(/^-+|-+$/g, '');

export function buildQuestion(found: FoundQuestion): ImportedQuestion {
	const { place, name, notes } = found;
	const answer = limited(found.answer, notes);
	const question = {
		...{ place, name, topic: found.topic ?? null },
		tags: [...new Set((found.tags ?? []).map(slugOf).filter((tag) => tag !== ''))],
		title: (found.title ?? '').trim(),
		body: found.body ?? '',
		points: 1,
		explanation: found.explanation ?? '',
		answer
	};
	if (answer) {
		if (question.title === '') {
			question.title = escapeInline(name.replace(/\s+/g, ' ').trim()) || 'Pytanie';
			notes.changed('Pytanie nie zaczynało się od zdania, więc tytułem została jego nazwa.');
		}
		question.points = wholePoints(found.points ?? 1, notes);
		if (answer.type === 'open') question.answer = openAnswer(answer, question, notes);
		else if (question.explanation.trim() === '') {
			question.explanation = 'Do uzupełnienia: wyjaśnij, dlaczego taka jest odpowiedź.';
			notes.changed('W\u00a0pliku nie było wyjaśnienia: dopisz je w\u00a0cytacie pod odpowiedziami.');
		}
	}
	const id = slugOf(found.identifier || name) || slugOf(question.title) || 'pytanie';
	return { ...question, id, notes: notes.notes };
}

function wholePoints(points: number, notes: NoteBook): number {
	const whole = Math.min(100, Math.max(1, Math.round(points)));
	if (whole !== points) notes.changed(`Punkty są u\u00a0nas całe, od 1 do 100: ${points} zmieniono na ${whole}.`);
	return whole;
}

const partsOf = (answer: DraftAnswer): number => {
	switch (answer.type) {
		case 'choice':
			return answer.choices.length;
		case 'ordering':
		case 'categorize':
			return answer.items.length;
		case 'matching':
			return answer.pairs.length + answer.distractors.length;
		case 'inlineChoice':
			return answer.gaps.length;
		case 'number':
		case 'text':
		case 'open':
			return 1;
	}
};

/** Keeps what our Markdown can hold. */
function limited(answer: DraftAnswer | null, notes: NoteBook): DraftAnswer | null {
	if (!answer) return null;
	if (partsOf(answer) > MAX_PARTS) {
		notes.dropped(`Pytanie ma ponad ${MAX_PARTS} odpowiedzi.`);
		return null;
	}
	if (answer.type === 'text') return textAnswer(answer.accepted, notes);
	if (answer.type === 'number') return numberAnswer(answer, notes);
	return answer;
}

type OpenAnswer = Extract<DraftAnswer, { type: 'open' }>;

const LONGEST_OPEN = 10_000;

/** Ours is marked by criteria and shows a model answer; what a file calls feedback to all joins it. */
function openAnswer(
	answer: OpenAnswer,
	{ points, explanation }: { points: number; explanation: string },
	notes: NoteBook
): OpenAnswer {
	const model = [answer.modelAnswer, explanation].filter((text) => text !== '').join('\n\n');
	if (model === '')
		notes.changed('W\u00a0pliku nie było odpowiedzi wzorcowej: dopisz ją w\u00a0cytacie pod kryteriami.');
	if (answer.criteria.length === 0) notes.changed('W\u00a0pliku nie było kryteriów: jest jedno, za całość.');
	const whole = { name: 'Całość odpowiedzi', points, description: 'Do uzupełnienia: za co są punkty' };
	return {
		type: 'open',
		criteria: answer.criteria.length > 0 ? answer.criteria : [whole],
		modelAnswer: model || 'Do uzupełnienia: napisz odpowiedź wzorcową.',
		longest: answer.longest === null ? null : Math.min(LONGEST_OPEN, Math.max(1, Math.round(answer.longest)))
	};
}

const MAX_ACCEPTED = 50;
const MAX_TEXT = 200;

function textAnswer(accepted: string[], notes: NoteBook): DraftAnswer | null {
	const seen = new Set<string>();
	const kept: string[] = [];
	for (const text of accepted) {
		const plain = text.replace(/\s+/g, ' ').replace(/[„”"]/g, '’').trim();
		const key = foldPolish(plain)
			.replace(/[^\p{L}\d]+/gu, ' ')
			.trim();
		if (key === '') notes.dropped(`Odpowiedź „${text}”: bez liter i\u00a0cyfr nie da się jej porównać.`);
		else if (plain.length > MAX_TEXT) notes.dropped(`Odpowiedź dłuższa niż ${MAX_TEXT} znaków.`);
		else if (seen.has(key))
			notes.dropped(`Odpowiedź „${text}”: od innej różni się tylko zapisem, a\u00a0ten się u\u00a0nas nie liczy.`);
		else if (kept.length === MAX_ACCEPTED) notes.dropped(`Odpowiedzi ponad ${MAX_ACCEPTED}.`);
		else {
			seen.add(key);
			kept.push(plain);
		}
	}
	if (kept.length > 0) return { type: 'text', accepted: kept };
	notes.dropped('Pytanie bez odpowiedzi, którą dałoby się przyjąć.');
	return null;
}

function numberAnswer(answer: Extract<DraftAnswer, { type: 'number' }>, notes: NoteBook): DraftAnswer | null {
	const value = exactDecimal(answer.value);
	const tolerance = exactDecimal(answer.tolerance);
	if (value === null || tolerance === null || tolerance.startsWith('-')) {
		notes.dropped(
			`Liczba „${answer.value} ± ${answer.tolerance}”: przyjmujemy do 15 cyfr i\u00a010 miejsc po przecinku.`
		);
		return null;
	}
	const unit = answer.unit && /^[\p{L}%‰°€$][^±+\n\d]{0,29}$/u.test(answer.unit) ? answer.unit : null;
	if (answer.unit && !unit)
		notes.dropped(`Jednostka „${answer.unit}”: zaczyna się u\u00a0nas od litery albo znaku %, ‰, °, €, $.`);
	return { type: 'number', value, tolerance, unit };
}

const SCIENTIFIC = /^([+-]?)(\d*)(?:[.,](\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** `1.5e2`, `,5` or `007` as an exact decimal; null for what is none or longer than ours may be. */
export function exactDecimal(text: string): string | null {
	const match = SCIENTIFIC.exec(text.replace(/\s/g, '').replace('−', '-'));
	if (!match || (!match[2] && !match[3])) return null;
	const [, sign, whole = '', fraction = '', exponent = '0'] = match;
	const places = fraction.length - Number(exponent);
	const digits = (whole + fraction).padStart(places + 1, '0') + '0'.repeat(Math.max(0, -places));
	const cut = digits.length - Math.max(0, places);
	const left = digits.slice(0, cut).replace(/^0+(?=\d)/, '');
	const right = digits.slice(cut).replace(/0+$/, '');
	if (left.length > 15 || right.length > 10) return null;
	const decimal = right === '' ? left : `${left}.${right}`;
	return sign === '-' && decimal !== '0' ? `-${decimal}` : decimal;
}
