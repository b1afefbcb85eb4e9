import { counted } from '#lib/format.ts';

/** Begun and not finished: so many days without a lesson read, a quiz graded or handed in. */
const STUCK_DAYS = 7;
/** So many graded tries at one quiz without a pass. */
const FAILED_TRIES = 3;
/** By how many percent points the share of steps done may be below the share of time passed. */
const BEHIND_POINTS = 25;
/** So many days before the due day, steps still missing are worth a word. */
const DUE_SOON_DAYS = 3;

/** The rules as the page says them; each is one of `reasonsFor`. */
export const HELP_RULES = [
	`utknięcie: kurs zaczęty, nieskończony, od ${STUCK_DAYS} dni żadnej przeczytanej lekcji ani oddanego quizu`,
	`brak zaliczenia: co najmniej ${FAILED_TRIES} sprawdzone podejścia do jednego quizu, żadne zaliczone`,
	`opóźnienie: udział zrobionych kroków o ponad ${BEHIND_POINTS} punktów procentowych mniejszy niż udział czasu, który minął`,
	`bliski termin: do ostatniego dnia najwyżej ${DUE_SOON_DAYS} dni albo termin już minął, a brakuje kroków`,
	`brak startu: minęła połowa czasu, a kurs nie jest zaczęty`
] as const;

/** The time a group has, in days of Polish time. */
export interface Schedule {
	today: string;
	/** The first day. */
	startsOn: string;
	/** The last day in time; null: there is none, and nobody is late. */
	dueOn: string | null;
}

/** How a person stands with the course. */
export interface Standing {
	isCompleted: boolean;
	/** Those included that were handed in and wait for marks. */
	doneSteps: number;
	totalSteps: number;
	/** When a lesson was last read, a quiz last graded or handed in, a day in Poland; null: not begun. */
	lastActiveOn: string | null;
	/** The farthest lesson with anything done; null: not begun. */
	lastLesson: number | null;
	/** Quizzes tried and not passed, by the number of their lesson. */
	failed: { lesson: number; isTest: boolean; tries: number }[];
}

/** Why somebody needs help, a few words each; empty: nobody has to do anything. */
export function reasonsFor(standing: Standing, schedule: Schedule): string[] {
	const { isCompleted, doneSteps, totalSteps } = standing;
	if (isCompleted || doneSteps === totalSteps || schedule.today < schedule.startsOn) return [];
	return [stuck(standing, schedule), ...failedTries(standing), late(standing, schedule)].filter(
		(reason) => reason !== null
	);
}

function stuck({ lastActiveOn, lastLesson }: Standing, { today }: Schedule): string | null {
	if (lastActiveOn === null) return null;
	const days = daysBetween(lastActiveOn, today);
	if (days < STUCK_DAYS) return null;
	const place = lastLesson === null ? '' : `, ostatnio lekcja\u00a0${lastLesson}`;
	return `${counted(days, 'dzień', 'dni', 'dni')} bez ruchu${place}`;
}

function failedTries({ failed }: Standing): string[] {
	return failed
		.filter(({ tries }) => tries >= FAILED_TRIES)
		.map(({ lesson, isTest, tries }) => {
			const where = isTest ? 'sprawdzian' : `quiz w\u00a0lekcji\u00a0${lesson}`;
			return `${counted(tries, 'podejście', 'podejścia', 'podejść')} bez zaliczenia: ${where}`;
		});
}

/** One reason at most: the most urgent one. */
function late({ doneSteps, totalSteps, lastActiveOn }: Standing, schedule: Schedule): string | null {
	const { today, startsOn, dueOn } = schedule;
	if (dueOn === null) return null;
	const left = totalSteps - doneSteps;
	const leftInWords = counted(left, 'krok', 'kroki', 'kroków');
	const daysLeft = daysBetween(today, dueOn);
	if (daysLeft < 0) return `po terminie, do zrobienia ${leftInWords}`;

	const total = Math.max(1, daysBetween(startsOn, dueOn) + 1);
	const passed = daysBetween(startsOn, today);
	if (lastActiveOn === null && passed * 2 >= total) return 'jeszcze nie zaczęte, a minęła połowa czasu';
	if (daysLeft <= DUE_SOON_DAYS) {
		const when = daysLeft === 0 ? 'termin dzisiaj' : `termin za ${counted(daysLeft, 'dzień', 'dni', 'dni')}`;
		return `${when}, do zrobienia ${leftInWords}`;
	}
	// In whole numbers: done / totalSteps < passed / total − BEHIND_POINTS / 100.
	const isBehind = doneSteps * total * 100 < (passed * 100 - BEHIND_POINTS * total) * totalSteps;
	if (lastActiveOn === null || !isBehind) return null;
	const [done, time] = [percent(doneSteps, totalSteps), percent(passed, total)];
	return `zrobione ${done}% kroków, minęło ${time}% czasu`;
}

const percent = (part: number, whole: number) => Math.floor((part * 100) / whole);

/** Whole days from one day (YYYY-MM-DD) to another; days have no time zone and no summer time. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
