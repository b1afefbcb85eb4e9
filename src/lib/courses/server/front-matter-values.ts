import * as v from 'valibot';
import { findNearestWord } from './nearest-word.ts';
import { quoted } from './problems.ts';

/** The kinds of values that front matter may hold; every message says what to write instead. */

export const keysOf = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as T[];

/** valibot tells of the first key that is too many; this names them all. */
function tellUnknown(written: unknown, allowed: string[]): string {
	const unknown = Object.keys(written as object).filter((key) => !allowed.includes(key));
	if (unknown.length > 1) return `nieznane klucze ${quoted(unknown)}; usuń je albo użyj tych: ${allowed.join(', ')}`;
	const [key = ''] = unknown;
	const nearest = findNearestWord(key, allowed);
	if (nearest) return `nieznany klucz „${key}”, czy chodziło o „${nearest}”?`;
	return `nieznany klucz „${key}”; usuń go albo użyj jednego z: ${allowed.join(', ')}`;
}

/** An object with these keys and no others. */
export const closed = <T extends v.ObjectEntries>(entries: T) =>
	v.strictObject(entries, (issue) => {
		const place = issue.path?.at(-1);
		const keys = Object.keys(entries);
		if (issue.expected === 'never') return tellUnknown(place?.input, keys);
		if (issue.received === 'undefined') return `brak klucza „${String(place?.key)}”; dopisz go w nagłówku`;
		return `tu mają stać klucze ${keys.join(', ')}, każdy w swoim wierszu i z wcięciem`;
	});

/** A value with a sentence about it for the editor. */
export const about = <const T extends v.GenericSchema>(schema: T, description: string) =>
	v.pipe(schema, v.description(description));

const EMPTY = 'wpisz tekst, wartość jest pusta';
export const text = (maxLength: number) =>
	v.pipe(
		v.string(({ received }) =>
			received === 'null' ? EMPTY : 'wpisz tekst; liczbę albo datę, która ma być tekstem, weź w cudzysłów'
		),
		v.trim(),
		v.nonEmpty(EMPTY),
		v.maxLength(maxLength, `skróć do ${maxLength} znaków`)
	);

export const whole = (min: number, max: number) => {
	const message = `wpisz liczbę całkowitą od ${min} do ${max}`;
	return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};

export const oneOf = <const T extends string>(values: readonly T[], message = `wpisz jedną z wartości: ${quoted(values)}`) =>
	v.picklist(values, message);

export const listOf = <T extends v.GenericSchema>(item: T, min = 1) =>
	v.pipe(
		v.array(item, 'wpisz listę: [jeden, drugi] albo po jednym w wierszu po „- ”'),
		v.minLength(min, 'lista jest pusta, wpisz co najmniej jedną wartość'),
		v.maxLength(200, 'lista jest za długa, zostaw najwyżej 200 wartości'),
		v.check((items) => new Set(items.map((i) => JSON.stringify(i))).size === items.length, 'wartość się powtarza, zostaw jedną')
	);

const isDay = (day: string) => {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};
const WRITE_DAY = 'wpisz dzień w postaci 2026-11-23: rok, miesiąc i dzień z myślnikami';
export const day = v.pipe(
	v.string(WRITE_DAY),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, WRITE_DAY),
	v.check((value) => !/^\d{4}-\d{2}-\d{2}$/.test(value) || isDay(value), 'nie ma takiego dnia w kalendarzu; wpisz istniejący')
);

export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const WRITE_ID = 'zostaw małe litery a–z, cyfry i myślniki, na przykład su-krs';
export const id = v.pipe(v.string(WRITE_ID), v.maxLength(60, 'skróć do 60 znaków'), v.regex(SLUG, WRITE_ID));

const WRITE_ADDRESS = 'wpisz pełny adres, który zaczyna się od https://';
export const webAddress = v.pipe(
	v.string(WRITE_ADDRESS),
	v.maxLength(1000, 'skróć do 1000 znaków'),
	v.regex(/^https?:\/\/\S+$/, WRITE_ADDRESS),
	v.check((value) => !/^https?:\/\/\S+$/.test(value) || URL.canParse(value), 'takiego adresu nie ma; skopiuj go z przeglądarki')
);
