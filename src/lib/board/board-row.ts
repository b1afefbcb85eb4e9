import { dayInPoland } from '#lib/format.ts';
import { stepOf, type PreparedSteps } from '#lib/progress/prepared-steps.ts';
import { countDone, countSteps, type BoardColumn } from './board-columns.ts';
import { reasonsFor, type Schedule, type Standing } from './help.ts';

/** A learner of the group as stored. */
export interface BoardPerson {
	id: string;
	name: string;
	teamId: string | null;
	completedAt: string | null;
	/** When a lesson was last read or a quiz last graded; null: never. */
	lastActivityAt: string | null;
	steps: PreparedSteps;
	/** Holds a valid certificate of the course. */
	isCertified: boolean;
}

/** The same as a row of the board. */
export interface BoardRow extends BoardPerson {
	doneSteps: number;
	totalSteps: number;
	/** Why the person needs help; empty: does not. */
	reasons: string[];
}

/** What the board says about each person. */
export function boardRows(people: BoardPerson[], columns: BoardColumn[], schedule: Schedule): BoardRow[] {
	const totalSteps = countSteps(columns);
	const dayOf = dayReader();
	return people.map((person) => {
		const isCompleted = person.completedAt !== null;
		const doneSteps = isCompleted ? totalSteps : countDone(columns, person.steps);
		const lastActiveOn = person.lastActivityAt && dayOf(person.lastActivityAt);
		const standing = { isCompleted, doneSteps, totalSteps, lastActiveOn, ...traces(columns, person.steps) };
		return { ...person, doneSteps, totalSteps, reasons: reasonsFor(standing, schedule) };
	});
}

function traces(columns: BoardColumn[], steps: PreparedSteps): Pick<Standing, 'lastLesson' | 'failed'> {
	let lastLesson: number | null = null;
	const failed: Standing['failed'] = [];
	for (const { slug, number, quiz } of columns) {
		const step = stepOf(steps, slug);
		if (!step) continue;
		lastLesson = number;
		const [, tries, , isPassed] = step;
		if (tries !== undefined && isPassed === 0) failed.push({ lesson: number, isTest: quiz === 'test', tries });
	}
	return { lastLesson, failed };
}

/** Days in Poland of many instants: Polish time differs from UTC by whole hours, so an hour has one day. */
function dayReader() {
	const known = new Map<string, string>();
	return (instant: string): string => {
		const hour = instant.slice(0, 13);
		let day = known.get(hour);
		if (day === undefined) known.set(hour, (day = dayInPoland(instant)));
		return day;
	};
}
