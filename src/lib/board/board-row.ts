import { dayInPoland } from '#lib/format.ts';
import type { PreparedStep, PreparedSteps } from '#lib/progress/prepared-steps.ts';
import { cellsOf, countDone, countSteps, type BoardColumn } from './board-columns.ts';
import { reasonsFor, type Schedule, type Standing } from './help.ts';

/** A learner of the group as stored. */
export interface BoardPerson {
	id: string;
	name: string;
	teamId: string | null;
	completedAt: string | null;
	/** When a lesson was last read, a quiz last graded or handed in; null: never. */
	lastActivityAt: string | null;
	steps: PreparedSteps;
	/** Quizzes handed in that wait for somebody's marks, by slug. */
	waiting: ReadonlySet<string>;
	/** Holds a valid certificate of the course. */
	isCertified: boolean;
}

/** The same as a row of the board. */
export interface BoardRow extends Omit<BoardPerson, 'steps'> {
	/** One for each column; undefined: nothing done. */
	cells: (PreparedStep | undefined)[];
	doneSteps: number;
	totalSteps: number;
	/** Why the person needs help; empty: does not. */
	reasons: string[];
}

/** What the board says about each person. */
export function boardRows(people: BoardPerson[], columns: BoardColumn[], schedule: Schedule): BoardRow[] {
	const totalSteps = countSteps(columns);
	const dayOf = dayReader();
	return people.map(({ steps, ...person }) => {
		const cells = cellsOf(columns, steps);
		const isCompleted = person.completedAt !== null;
		const doneSteps = isCompleted ? totalSteps : countDone(columns, cells);
		const lastActiveOn = person.lastActivityAt && dayOf(person.lastActivityAt);
		const reasons = reasonsFor(
			{
				isCompleted,
				doneSteps: doneSteps + countHandedIn(columns, cells, person.waiting),
				totalSteps,
				lastActiveOn,
				...traces(columns, cells, person.waiting)
			},
			schedule
		);
		return { ...person, cells, doneSteps, totalSteps, reasons };
	});
}

/** Steps whose learner has done their part: what is left is somebody's marks. */
const countHandedIn = (columns: BoardColumn[], cells: BoardRow['cells'], waiting: BoardPerson['waiting']): number =>
	columns.filter(({ slug, asksPass }, at) => asksPass && waiting.has(slug) && cells[at]?.[3] !== 1).length;

/** A quiz that waits for marks has not failed. */
function traces(
	columns: BoardColumn[],
	cells: BoardRow['cells'],
	waiting: BoardPerson['waiting']
): Pick<Standing, 'lastLesson' | 'failed'> {
	let lastLesson: number | null = null;
	const failed: Standing['failed'] = [];
	columns.forEach(({ slug, number, quiz }, at) => {
		const cell = cells[at];
		if (cell || waiting.has(slug)) lastLesson = number;
		if (!cell || waiting.has(slug)) return;
		const [, tries, , isPassed] = cell;
		if (tries !== undefined && isPassed === 0 && (quiz === 'practice' || quiz === 'test')) {
			failed.push({ lesson: number, isTest: quiz === 'test', tries });
		}
	});
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
