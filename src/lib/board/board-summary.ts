import { comparePolish, dayInPoland, formatDay, plural } from '#lib/format.ts';
import { isBegun } from './board-view.ts';
import type { BoardRow } from './board-row.ts';
import { daysBetween } from './help.ts';

/** What a board says before its table. */
export interface BoardSummary {
	people: number;
	needHelp: number;
	/** Of whom the first card speaks. */
	helpedNames: string[];
	notBegun: number;
	finished: number;
	/** Of all steps of all people, in whole percent. */
	donePercent: number;
}

const NAMED_AT_MOST = 2;

export function summarize(rows: BoardRow[]): BoardSummary {
	const helped = rows.filter(({ reasons }) => reasons.length > 0).map(({ name }) => name);
	const done = rows.reduce((sum, { doneSteps }) => sum + doneSteps, 0);
	const total = rows.reduce((sum, { totalSteps }) => sum + totalSteps, 0);
	return {
		people: rows.length,
		needHelp: helped.length,
		helpedNames: helped.sort(comparePolish).slice(0, NAMED_AT_MOST),
		notBegun: rows.filter((row) => !isBegun(row)).length,
		finished: rows.filter(({ completedAt }) => completedAt !== null).length,
		donePercent: total > 0 ? Math.floor((done * 100) / total) : 0
	};
}

/** `Termin: 5 grudnia 2026, za 12 dni.`; without a due day: what is known instead. */
export function dueInWords(dueOn: string | null, now: Date): string {
	if (dueOn === null) return 'Bez terminu.';
	const days = daysBetween(dayInPoland(now), dueOn);
	const day = formatDay(dueOn);
	if (days < 0) return `Termin minął ${day}.`;
	if (days === 0) return `Termin: ${day}, dzisiaj.`;
	return `Termin: ${day}, za\u00a0${days}\u00a0${plural(days, 'dzień', 'dni', 'dni')}.`;
}
