import { isWithin, parseDecimal, type Decimal } from '../decimal.ts';
import { foldText } from '../fold-text.ts';
import { LONGEST_TEXT } from './given.ts';

/** A number that is asked for: exact decimals as text with a point. */
export interface NumberKey {
	value: string;
	tolerance: string;
	unit: string | null;
}

/** What is wrong with a number as typed, as a Polish sentence; null: nothing. A blank text is fine: there is no answer. */
export function faultOfNumber({ unit }: Pick<NumberKey, 'unit'>, given: unknown): string | null {
	if (typeof given !== 'string' || given.length > LONGEST_TEXT) return 'Wpisz liczbę, na przykład 12,5.';
	if (given.trim() === '') return null;
	const read = parseDecimal(given);
	if (!read) return 'Wpisz liczbę cyframi, na przykład 12,5.';
	const isOtherUnit = unit !== null && read.unit !== '' && foldText(read.unit) !== foldText(unit);
	return isOtherUnit ? `Podaj samą liczbę, w jednostce: ${unit}.` : null;
}

/** Whether the number typed lies within the tolerance, both ends included. */
export function isRightNumber({ value, tolerance }: NumberKey, given: string): boolean {
	const read = parseDecimal(given);
	return read !== null && isWithin(read.number, decimalOf(value), decimalOf(tolerance));
}

/** The key as people read it: `12,5 ± 0,5 zł`. */
export function numberInWords({ value, tolerance, unit }: NumberKey): string {
	const around = /[1-9]/.test(tolerance) ? `\u00a0±\u00a0${inPolish(tolerance)}` : '';
	return `${inPolish(value)}${around}${unit ? `\u00a0${unit}` : ''}`;
}

/** `-12.5` → `−12,5` */
export const inPolish = (decimal: string): string => decimal.replace('.', ',').replace('-', '−');

function decimalOf(text: string): Decimal {
	const read = parseDecimal(text);
	if (!read) throw new Error(`The key is not a number: ${text}`);
	return read.number;
}
