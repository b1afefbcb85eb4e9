import * as v from 'valibot';
import { tellMissing, tellUnknown } from './front-matter-keys.ts';
import { quoted } from './problems.ts';

/** The kinds of values that front matter may hold; every message says what to write instead. */

export const keysOf = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as T[];

/** An object with these keys and no others. */
export const closed = <T extends v.ObjectEntries>(entries: T) =>
	v.strictObject(entries, (issue) => {
		const place = issue.path?.at(-1);
		const keys = Object.keys(entries);
		if (issue.expected === 'never') return tellUnknown(String(place?.key), keys);
		if (issue.received === 'undefined') return tellMissing(String(place?.key));
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

/** A number that somebody wrote with more than digits; undefined for what is no number at all. */
export function mendNumber(written: unknown): string | undefined {
	const [, digits = '', rest = ''] =
		(typeof written === 'string' && /^(\d+(?:[.,]\d+)?)\s*(\D*)$/.exec(written.trim())) || [];
	const number = digits.replace(',', '.');
	if (digits === '') return undefined;
	if (rest !== '') return `sama liczba, bez „${rest}”: ${number}`;
	return number === digits ? `sama liczba, bez cudzysłowu: ${number}` : `ułamek wpisz z kropką: ${number}`;
}

export const whole = (min: number, max: number) => {
	const message = `wpisz liczbę całkowitą od ${min} do ${max}`;
	const number = v.number(({ input }) => mendNumber(input) ?? message);
	return v.pipe(number, v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};

export const oneOf = <const T extends string>(
	values: readonly T[],
	message = `wpisz jedną z wartości: ${quoted(values)}`
) => v.picklist(values, message);

export const listOf = <T extends v.GenericSchema>(item: T, min = 1) =>
	v.pipe(
		v.array(item, 'wpisz listę: [jeden, drugi] albo po jednym w wierszu po „- ”'),
		v.minLength(min, 'lista jest pusta, wpisz co najmniej jedną wartość'),
		v.maxLength(200, 'lista jest za długa, zostaw najwyżej 200 wartości'),
		v.check(
			(items) => new Set(items.map((i) => JSON.stringify(i))).size === items.length,
			'wartość się powtarza, zostaw jedną'
		)
	);

/**
 * A list or pairs of names and values: its form tells which one was meant, and then only that one's mistakes are told.
 * Without a value, as for the JSON Schema, it may be either.
 */
export const listOrPairs = <L extends v.GenericSchema, P extends v.GenericSchema>(list: L, pairs: P) => {
	const either = v.union([list, pairs]);
	return v.lazy((input): v.GenericSchema<v.InferInput<L | P>, v.InferOutput<L | P>> => {
		if (input === undefined) return either;
		return Array.isArray(input) ? list : pairs;
	});
};

const isDay = (day: string) => {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};
const WRITE_DAY = 'wpisz dzień w postaci 2026-11-23: rok, miesiąc i dzień z myślnikami';
export const day = v.pipe(
	v.string(WRITE_DAY),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, WRITE_DAY),
	v.check(
		(value) => !/^\d{4}-\d{2}-\d{2}$/.test(value) || isDay(value),
		'nie ma takiego dnia w kalendarzu; wpisz istniejący'
	)
);

export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const WRITE_ID = 'zostaw małe litery a–z, cyfry i myślniki, na przykład su-krs';
export const id = v.pipe(v.string(WRITE_ID), v.maxLength(60, 'skróć do 60 znaków'), v.regex(SLUG, WRITE_ID));

const WRITE_ADDRESS = 'wpisz pełny adres, który zaczyna się od https://';
export const webAddress = v.pipe(
	v.string(WRITE_ADDRESS),
	v.maxLength(1000, 'skróć do 1000 znaków'),
	v.regex(/^https?:\/\/\S+$/, WRITE_ADDRESS),
	v.check(
		(value) => !/^https?:\/\/\S+$/.test(value) || URL.canParse(value),
		'takiego adresu nie ma; skopiuj go z przeglądarki'
	)
);
