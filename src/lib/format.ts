const pluralRules = new Intl.PluralRules('pl');
const collator = new Intl.Collator('pl', { numeric: true, sensitivity: 'base' });
const dayFormat = new Intl.DateTimeFormat('pl', { dateStyle: 'long', timeZone: 'Europe/Warsaw' });
const instantFormat = new Intl.DateTimeFormat('pl', {
	dateStyle: 'long',
	timeStyle: 'short',
	timeZone: 'Europe/Warsaw'
});
const numberFormat = new Intl.NumberFormat('pl', { maximumFractionDigits: 2 });
const warsawDay = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Warsaw' });

/** Formatting is slow beside the rest of a page, and pages keep asking for the same few values. */
function remember<K, V>(work: (key: K) => V): (key: K) => V {
	const known = new Map<K, V>();
	return (key) => {
		let value = known.get(key);
		if (value === undefined) {
			value = work(key);
			if (known.size >= 1000) known.clear();
			known.set(key, value);
		}
		return value;
	};
}

const pluralForm = remember((count: number) => pluralRules.select(count));
const dayText = remember((day: string) => dayFormat.format(new Date(`${day}T12:00:00Z`)));
const numberText = remember((value: number) => numberFormat.format(value));

/** The form a Polish noun takes after a whole number: 1 kurs, 2 kursy, 5 kursów. */
export function plural(count: number, one: string, few: string, many: string): string {
	const form = pluralForm(count);
	return form === 'one' ? one : form === 'few' ? few : many;
}

/** The number and its noun, kept on one line: `5 kursów`. */
export function counted(count: number, one: string, few: string, many: string): string {
	return `${formatNumber(count)}\u00a0${plural(count, one, few, many)}`;
}

/** `23 listopada 2026`; takes a day (YYYY-MM-DD) or an instant, shown in Polish time. */
export function formatDay(value: string): string {
	return value.length === 10 ? dayText(value) : dayFormat.format(new Date(value));
}

/** `23 listopada 2026 14:05`, in Polish time. */
export function formatInstant(value: string): string {
	return instantFormat.format(new Date(value));
}

/** `1,5`; at most two decimal places. */
export function formatNumber(value: number): string {
	return numberText(value);
}

/** The day of an instant in Poland, YYYY-MM-DD. */
export function dayInPoland(instant: Date | string): string {
	return warsawDay.format(new Date(instant));
}

/** The instant a day (YYYY-MM-DD) begins in Poland, as stored: ISO text in UTC. */
export function startOfDayInPoland(day: string): string {
	const inSummer = new Date(`${day}T00:00:00+02:00`);
	return (dayInPoland(inSummer) === day ? inSummer : new Date(`${day}T00:00:00+01:00`)).toISOString();
}

/** The day some days later, or earlier when negative; days are YYYY-MM-DD. */
export function daysAfter(day: string, count: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + count);
	return date.toISOString().slice(0, 10);
}

/** Orders Polish names: ą after a, numbers by value. */
export function comparePolish(a: string, b: string): number {
	return collator.compare(a, b);
}

const ASCII = /^[ -~]*$/;

/** Lower case without diacritics, ł as l: for comparing what people type. */
export function foldPolish(text: string): string {
	const lower = text.toLowerCase();
	return ASCII.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
}
