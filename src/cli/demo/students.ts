import type { DemoPerson, Pace } from './cast.ts';

const FIRST_NAMES = ['Zofia', 'Kacper', 'Łucja', 'Ignacy', 'Świętosława', 'Oskar', 'Żaneta', 'Mikołaj'];
const FAMILY_NAMES = ['Wąsik', 'Dąbrowska-Nowak', 'Śliwa', 'Czarnecki', 'Ćwik'];

/** As many as their course has. */
const LESSONS = 11;

/** Forty students as a year of studies has them: quick and slow ones, some stuck, some who never began. */
export const STUDENTS: DemoPerson[] = FAMILY_NAMES.flatMap((family, row) =>
	FIRST_NAMES.map((first, column) => {
		const number = row * FIRST_NAMES.length + column;
		return {
			name: `${first} ${family}`,
			email: `student${number + 1}@uczelnia.example`,
			pace: paceOf(number)
		};
	})
);

function paceOf(number: number): Pace | undefined {
	if (number % 13 === 5) return undefined;
	const steps = (number * 7) % (LESSONS + 1);
	const isStruggling = number % 6 === 2;
	const days = 10 + ((number * 5) % 11);
	return {
		steps,
		rightPercent: isStruggling ? 45 : 75 + ((number * 3) % 24),
		days,
		quietDays: number % 7 === 3 ? 8 : 1 + (number % 4)
	};
}
