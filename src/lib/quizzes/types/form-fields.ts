import type { AnswerValue } from '../question.ts';
import { placeInText } from './given.ts';
import type { ReadField } from './question-kind.ts';

/** One field with the name of the question. */
export const oneField = (name: string, shown: AnswerValue): Record<string, string> => ({ [name]: String(shown) });

/** A field for each row, `q3-0`, `q3-1`…; rows without an answer have none. */
export function rowFields(name: string, shown: AnswerValue): Record<string, string> {
	const rows = (shown as (number | string | null)[]).entries();
	return Object.fromEntries(
		[...rows].flatMap(([row, part]) => (part === null ? [] : [[`${name}-${row}`, String(part)]]))
	);
}

/** The place chosen in each row; null where none is. */
export function placesInRows(rows: readonly unknown[], name: string, text: ReadField): (number | string | null)[] {
	return rows.map((_, row) => {
		const chosen = text(`${name}-${row}`);
		return chosen === '' ? null : placeInText(chosen);
	});
}
