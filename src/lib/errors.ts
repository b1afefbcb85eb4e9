/** A failure people may see: its message is Polish and says what to do next. Anything else is a bug. */
export class AppError extends Error {
	readonly status: number;
	readonly code: string;

	constructor(status: number, code: string, message: string) {
		super(message);
		this.status = status;
		this.code = code;
	}
}

export const notFound = (what: string) =>
	new AppError(404, 'not_found', `Nie znaleziono: ${what}. Wróć do listy i spróbuj ponownie.`);

export const forbidden = () =>
	new AppError(
		403,
		'forbidden',
		'Ta strona jest dla innej roli. Wróć na stronę główną albo zaloguj się na inne konto.'
	);

export const tooManyTries = (wait: string) =>
	new AppError(429, 'too_many_tries', `Za dużo prób. Odczekaj ${wait} i spróbuj ponownie.`);

export const unavailable = () =>
	new AppError(
		503,
		'unavailable',
		'Baza danych chwilowo nie odpowiada. Nic nie zostało zapisane. Spróbuj ponownie za chwilę.'
	);
