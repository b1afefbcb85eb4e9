import type { Sheet } from '../spreadsheets/sheet.ts';
import type { GradeBook, GradedQuiz } from './grade-book.ts';
import type { GradeCell, GradeRow } from './grade-rows.ts';

/** The book as a table to be saved: only quizzes that count. */
export function gradeSheet(
	names: { group: string; course: string },
	book: GradeBook,
	quizzes: GradedQuiz[],
	rows: GradeRow[]
): Sheet {
	const counting = quizzes.filter(({ weight }) => weight > 0);
	const results =
		book.scale === 'percent' ? [] : [{ title: 'Ocena', kind: book.scale === 'grades' ? 'number' : 'text' } as const];
	return {
		name: `Oceny ${names.group}`,
		columns: [
			{ title: 'Osoba', kind: 'text' },
			...counting.map(({ title, weight }) => ({ title: `${title} (waga ${weight})`, kind: 'percent' as const })),
			{ title: 'Wynik', kind: 'percent' },
			...results,
			{ title: 'Brakuje wyników', kind: 'number' }
		],
		rows: rows.map((row) => [
			row.person.displayName,
			...counting.map(({ slug }) => cellValue(row.cells.find(({ quizSlug }) => quizSlug === slug))),
			row.percent,
			...results.map(({ kind }) => (kind === 'number' && row.grade !== null ? Number(row.grade) : row.grade)),
			row.missing
		])
	};
}

const cellValue = (cell: GradeCell | undefined) =>
	cell?.mark.kind === 'excused' ? 'zwolnienie' : (cell?.percent ?? null);
