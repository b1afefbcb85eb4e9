import type { ReadAnswer } from './question-kind.ts';

/** The longest text a field takes, in characters. */
export const LONGEST_TEXT = 500;
const MOST_PARTS = 100;

export const refused = (message: string): ReadAnswer => ({ message });

/** Whether this is a place among so many, from 0. */
export const isPlace = (value: unknown, places: number): value is number =>
	typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < places;

export function isListOf<T>(value: unknown, isPart: (part: unknown) => part is T): value is T[] {
	return Array.isArray(value) && value.length <= MOST_PARTS && value.every(isPart);
}

export const hasTwice = (values: number[]): boolean => new Set(values).size !== values.length;

/** A place as a form's text; anything else stays text, for `readAnswer` to refuse. */
export const placeInText = (text: string): number | string => (/^\d{1,3}$/.test(text) ? Number(text) : text);
