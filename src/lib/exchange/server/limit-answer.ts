import { foldPolish } from '#lib/format.ts';
import { MOST_MEGABYTES } from '#lib/handins/file-types.ts';
import type { TableGap } from '#lib/quizzes/question.ts';
import type { DraftAnswer } from '../imported-question.ts';
import { exactDecimal } from './exact-decimal.ts';
import { MAX_PARTS } from './exchange-limits.ts';
import type { NoteBook } from './note-book.ts';

const LONGEST_OPEN = 10_000;
const MAX_ACCEPTED = 50;
const MAX_TEXT = 200;

/** What of an answer our Markdown can hold; what it cannot is told, and null when nothing remains. */
export function limitAnswer(answer: DraftAnswer | null, notes: NoteBook): DraftAnswer | null {
	if (!answer) return null;
	if (partsOf(answer) > MAX_PARTS) {
		notes.dropped(`Pytanie ma ponad ${MAX_PARTS} odpowiedzi.`);
		return null;
	}
	switch (answer.type) {
		case 'text': {
			const accepted = comparable(answer.accepted, notes);
			return accepted && { type: 'text', accepted };
		}
		case 'number': {
			const number = exactNumber(answer, notes);
			return number && { type: 'number', ...number };
		}
		case 'tableFill': {
			const gaps = answer.gaps.map((gap) => limitGap(gap, notes));
			return gaps.every((gap) => gap !== null) ? { ...answer, gaps } : null;
		}
		case 'calculated':
			return { ...answer, unit: ownUnit(answer.unit, notes) };
		case 'open':
			return {
				...answer,
				longest: answer.longest === null ? null : Math.min(LONGEST_OPEN, Math.max(1, Math.round(answer.longest)))
			};
		case 'file':
			return { ...answer, megabytes: Math.min(MOST_MEGABYTES, Math.max(1, Math.round(answer.megabytes))) };
		case 'choice':
		case 'ordering':
		case 'matching':
		case 'categorize':
		case 'inlineChoice':
			return answer;
	}
}

function partsOf(answer: DraftAnswer): number {
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
		case 'tableFill':
			return answer.rows.flat().length;
		case 'number':
		case 'text':
		case 'calculated':
		case 'open':
		case 'file':
			return 1;
	}
}

function limitGap(gap: TableGap, notes: NoteBook): TableGap | null {
	if (gap.kind === 'number') {
		const number = exactNumber(gap, notes);
		return number && { kind: 'number', ...number };
	}
	const accepted = comparable(gap.accepted, notes);
	return accepted && { kind: 'text', accepted };
}

/** Words that can be compared, each once. */
function comparable(accepted: string[], notes: NoteBook): string[] | null {
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
	if (kept.length > 0) return kept;
	notes.dropped('Pytanie bez odpowiedzi, którą dałoby się przyjąć.');
	return null;
}

interface NumberKey {
	value: string;
	tolerance: string;
	unit: string | null;
}

function exactNumber({ value: written, tolerance: around, unit }: NumberKey, notes: NoteBook): NumberKey | null {
	const value = exactDecimal(written);
	const tolerance = exactDecimal(around);
	if (value === null || tolerance === null || tolerance.startsWith('-')) {
		notes.dropped(`Liczba „${written} ± ${around}”: przyjmujemy do 15 cyfr i\u00a010 miejsc po przecinku.`);
		return null;
	}
	return { value, tolerance, unit: ownUnit(unit, notes) };
}

function ownUnit(written: string | null, notes: NoteBook): string | null {
	if (!written || /^[\p{L}%‰°€$][^±+\n\d{}|]{0,29}$/u.test(written)) return written || null;
	notes.dropped(`Jednostka „${written}”: zaczyna się u\u00a0nas od litery albo znaku %, ‰, °, €, $.`);
	return null;
}
