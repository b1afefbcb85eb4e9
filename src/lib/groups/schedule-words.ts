import { counted, dayInPoland, formatDay } from '../format.ts';
import { opensLaterOn, type AssignmentRules } from './assignment.ts';

/** What a learner should know about the days of a course: when it opens, by when to finish. */
export function scheduleInWords({ opensOn, dueOn }: Pick<AssignmentRules, 'opensOn' | 'dueOn'>, now: Date): string[] {
	const opens = opensLaterOn({ opensOn }, now);
	return [
		...(opens ? [`Otwiera się ${formatDay(opens)}.`] : []),
		...(dueOn ? [dueInWords(dueOn, daysBetween(dayInPoland(now), dueOn))] : [])
	];
}

function dueInWords(dueOn: string, daysLeft: number): string {
	const day = formatDay(dueOn);
	if (daysLeft < 0) {
		const ago = daysLeft === -1 ? 'wczoraj' : `${counted(-daysLeft, 'dzień', 'dni', 'dni')} temu`;
		return `Termin minął ${ago} (${day}) – nadal możesz skończyć.`;
	}
	const left =
		daysLeft === 0 ? 'to dziś' : daysLeft === 1 ? 'to jutro' : `za ${counted(daysLeft, 'dzień', 'dni', 'dni')}`;
	return `Termin: do ${day}, ${left}.`;
}

/** Whole days from one day (YYYY-MM-DD) to another; days are compared, not hours, so a change of the clock is no matter. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
