import { foldPolish } from '#lib/format.ts';
import { isMarked, type DraftAnswer, type ImportedQuestion, type ImportNote } from '../imported-question.ts';
import { escapeInline } from './escape-markdown.ts';
import { limitAnswer } from './limit-answer.ts';
import { NoteBook } from './note-book.ts';

/** What a reader found of a question; the rest is filled in here, each time with a note. */
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
	notes: NoteBook;
}

/** One question of ours. What another system asks in one may be several here. */
export interface QuestionPart {
	/** Null when it was dropped; then a note says why. */
	answer: DraftAnswer | null;
	/** Where the part asks in words of its own. */
	text?: { title: string; body: string };
	/** Where the part has points of its own. */
	points?: number;
}

/** `Głosy Oli (v2)` → `glosy-oli-v2`; '' when no letter or digit remains. */
export const slugOf = (text: string): string =>
	foldPolish(text)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 50)
		.replace(/^-+|-+$/g, '');

/** The questions that one question of a file became. */
export function buildQuestions(found: FoundQuestion, parts: QuestionPart[]): ImportedQuestion[] {
	const [only, second] = parts;
	if (!second) return [buildQuestion({ ...found, ...only?.text, points: only?.points ?? found.points }, only?.answer)];
	const text = `Z\u00a0jednego pytania zrobiono ${parts.length}, bo platforma nie ma takiego, które łączy te rodzaje.`;
	const together: ImportNote = { kind: 'changed', text };
	// What was said of the whole is said once, at its first part.
	found.notes.changed(text);
	return parts.map(({ answer, text, points }, i) =>
		buildQuestion(
			{
				...{ ...found, ...text, notes: i === 0 ? found.notes : new NoteBook([together]) },
				place: `${found.place}, część ${i + 1} z\u00a0${parts.length}`,
				identifier: `${found.identifier || found.name} ${i + 1}`,
				points: points ?? Math.max(1, Math.round((found.points ?? 1) / parts.length))
			},
			answer
		)
	);
}

/** One question of a file as one of ours. */
export function buildQuestion(found: FoundQuestion, draft: DraftAnswer | null = null): ImportedQuestion {
	const { place, name, notes } = found;
	const answer = limitAnswer(draft, notes);
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
		const hasPoints = !isMarked(answer) || answer.criteria.length === 0;
		if (hasPoints) question.points = wholePoints(found.points ?? 1, notes);
		if (isMarked(answer)) question.answer = withCriteria(answer, question, notes);
		else if (question.explanation.trim() === '') {
			question.explanation = 'Do uzupełnienia: wyjaśnij, dlaczego taka jest odpowiedź.';
			notes.missing('Wyjaśnienie: wpisz je w\u00a0cytacie pod odpowiedziami.');
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

/** Ours is marked by criteria and shows a model answer; what a file calls feedback to all joins it. */
function withCriteria<Answer extends Extract<DraftAnswer, { type: 'open' | 'file' }>>(
	answer: Answer,
	{ points, explanation }: { points: number; explanation: string },
	notes: NoteBook
): Answer {
	const model = [answer.modelAnswer, explanation].filter((text) => text !== '').join('\n\n');
	if (model === '') notes.missing('Odpowiedź wzorcowa: wpisz ją w\u00a0cytacie pod kryteriami.');
	if (answer.criteria.length === 0) notes.missing('Kryteria oceny: na razie jest jedno, za całość.');
	const whole = { name: 'Całość odpowiedzi', points, description: 'Do uzupełnienia: za co są punkty' };
	return {
		...answer,
		criteria: answer.criteria.length > 0 ? answer.criteria : [whole],
		modelAnswer: model || 'Do uzupełnienia: napisz odpowiedź wzorcową.'
	};
}
