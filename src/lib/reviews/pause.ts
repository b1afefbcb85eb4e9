import * as v from 'valibot';
import { daysAfter } from '../format.ts';
import type { Day } from '../server/db/tables/values.ts';

/** Days without reviews, both included. */
export interface Pause {
	from: Day;
	until: Day;
}

const LONGEST_DAYS = 120;

export const isPausedOn = ({ from, until }: Pause, day: Day): boolean => from <= day && day <= until;

/** How many days are between two, the first not counted. */
export const daysBetween = (from: Day, to: Day): number =>
	Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export const lengthOf = ({ from, until }: Pause): number => daysBetween(from, until) + 1;

const day = (message: string) =>
	v.pipe(
		v.string(message),
		v.regex(/^\d{4}-\d{2}-\d{2}$/, message),
		v.check((value) => !Number.isNaN(Date.parse(value)) && daysAfter(value, 0) === value, message)
	);

/** The form of a pause; it begins today at the earliest. */
export const pauseForm = (today: Day) =>
	v.pipe(
		v.strictObject({
			from: v.pipe(
				day('Podaj pierwszy dzień przerwy.'),
				v.check((from) => from >= today, 'Przerwa może zacząć się najwcześniej dziś.')
			),
			until: day('Podaj ostatni dzień przerwy.')
		}),
		v.forward(
			v.partialCheck(
				[['from'], ['until']],
				({ from, until }) => from <= until,
				'Ostatni dzień jest przed pierwszym. Podaj późniejszy.'
			),
			['until']
		),
		v.forward(
			v.partialCheck(
				[['from'], ['until']],
				(pause) => lengthOf(pause) <= LONGEST_DAYS,
				`Przerwa może trwać najwyżej ${LONGEST_DAYS} dni. Na dłużej wyłącz powtórki.`
			),
			['until']
		)
	);
