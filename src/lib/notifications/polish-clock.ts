import { dayInPoland, daysAfter } from '#lib/format.ts';

const clock = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Warsaw', hour: '2-digit', minute: '2-digit' });

const QUIET_FROM = '20:00';
const QUIET_UNTIL = '07:00';
const DIGEST_TIME = '07:30';

/** What a clock in Poland shows, `HH:MM`. */
export function timeInPoland(instant: Date): string {
	return clock.format(instant);
}

/**
 * The instant a clock in Poland shows a time on a day: YYYY-MM-DD, `HH:MM`. Of an hour that comes twice the first; a time
 * left out in spring is read as if the clock had not been changed yet.
 */
export function instantInPoland(day: string, time: string): Date {
	const inSummer = new Date(`${day}T${time}:00+02:00`);
	const isSummer = dayInPoland(inSummer) === day && timeInPoland(inSummer) === time;
	return isSummer ? inSummer : new Date(`${day}T${time}:00+01:00`);
}

/** When the quiet hours end that an instant falls into, 20:00 to 7:00 in Poland; null: it does not. */
export function endOfQuietHours(instant: Date): Date | null {
	const time = timeInPoland(instant);
	const day = dayInPoland(instant);
	if (time < QUIET_UNTIL) return instantInPoland(day, QUIET_UNTIL);
	if (time >= QUIET_FROM) return instantInPoland(daysAfter(day, 1), QUIET_UNTIL);
	return null;
}

/** The next 7:30 in Poland, that of a Monday when weekly; an instant at that very time is in time. */
export function nextDigest(instant: Date, how: 'daily' | 'weekly'): Date {
	for (let day = dayInPoland(instant); ; day = daysAfter(day, 1)) {
		const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
		const digest = instantInPoland(day, DIGEST_TIME);
		if (digest >= instant && (how === 'daily' || isMonday)) return digest;
	}
}
