import { invalidForm, type InvalidForm } from '../server/forms.ts';
import { parseDecimal } from '../quizzes/decimal.ts';

export const LONGEST_COMMENT = 2_000;

export interface GivenMark {
	/** Hundredths of a point for each criterion. */
	criteria: number[];
	comment: string;
	/** See `seenToken`. */
	seen: string;
}

/**
 * Reads the form of a mark: `criterion-0`, `criterion-1`… in points, with hundredths, `comment` and `seen`.
 * @param criteria of the question, with whole points
 */
export function readMark(
	form: FormData,
	criteria: { name: string; points: number }[]
): { mark: GivenMark; invalid?: undefined } | { mark?: undefined; invalid: InvalidForm } {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const errors: Record<string, string> = {};
	const points = criteria.map(({ name, points: most }, at) => {
		const field = `criterion-${at}`;
		const read = hundredthsOf(text(field));
		if (read !== null && read <= most * 100) return read;
		errors[field] =
			read === null
				? `Podaj punkty za „${name}”: liczbę od 0 do ${most}, najwyżej z dwoma miejscami po przecinku.`
				: `Za „${name}” można dać najwyżej ${most}.`;
		return 0;
	});
	const comment = text('comment').replaceAll('\r\n', '\n').trim();
	if (comment.length > LONGEST_COMMENT) errors.comment = `Skróć komentarz do ${LONGEST_COMMENT} znaków.`;
	if (Object.keys(errors).length === 0) return { mark: { criteria: points, comment, seen: text('seen') } };
	const fields = [...criteria.keys()].map((at) => `criterion-${at}`);
	const typed = [...fields, 'comment', 'seen'].map((name) => [name, text(name)]);
	return { invalid: invalidForm(Object.fromEntries(typed) as Record<string, string>, errors) };
}

/** `2,5` → 250; null: not a number from 0 up with at most two decimal places. */
function hundredthsOf(text: string): number | null {
	const read = parseDecimal(text);
	if (!read || read.unit !== '' || read.number.digits < 0n || read.number.scale > 2) return null;
	const { digits, scale } = read.number;
	return digits > 1_000_000n ? null : Number(digits * 10n ** BigInt(2 - scale));
}

/** 250 → `2,5` */
export const pointsInField = (hundredths: number): string => String(hundredths / 100).replace('.', ',');
