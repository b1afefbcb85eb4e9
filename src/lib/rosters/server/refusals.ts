import { AppError } from '#lib/errors.ts';

/** Rows somebody has to decide about first. */
export class UndecidedRows extends AppError {
	readonly lines: number[];

	constructor(lines: number[]) {
		super(400, 'undecided_rows', 'Najpierw wybierz, kim są osoby zaznaczone jako „Do rozstrzygnięcia”.');
		this.lines = lines;
	}
}

export const hasErrors = () =>
	new AppError(
		409,
		'roster_has_errors',
		'W\u00a0pliku są błędy, więc nic nie zostało wczytane. Popraw go i\u00a0wczytaj jeszcze raz.'
	);

export const changedMeanwhile = () =>
	new AppError(
		409,
		'changed_meanwhile',
		'Od przygotowania podglądu coś się zmieniło, więc nic nie zostało wczytane. Sprawdź podgląd jeszcze raz i\u00a0zatwierdź.'
	);

export const tooLateToUndo = () =>
	new AppError(
		409,
		'too_late_to_undo',
		'Tej listy nie można już cofnąć: nie była wczytana, jest już cofnięta albo minęło 30 dni. Pojedyncze osoby usuniesz na stronie „Osoby”.'
	);
