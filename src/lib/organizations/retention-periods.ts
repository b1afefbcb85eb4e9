/** How long an organization keeps what, in months: bounds, and what people are told. */
export const PERIODS = {
	answersMonths: {
		label: 'Odpowiedzi w quizach i testach',
		hint: 'Od zakończenia podejścia. 24 miesiące wystarczają na reklamację i powrót do błędów; wynik zostaje dłużej.',
		kept: 'odpowiedzi w quizach i testach',
		since: 'od zakończenia podejścia',
		min: 3,
		max: 60
	},
	resultsMonths: {
		label: 'Wyniki, postępy i oceny',
		hint: 'Od ostatniej nauki na kursie. 60 miesięcy to zwykle czas rozliczenia projektu. Zaświadczenia mają własny rejestr i zostają.',
		kept: 'wyniki, postępy i oceny',
		since: 'od ostatniej nauki na kursie',
		min: 12,
		max: 120
	},
	accountsMonths: {
		label: 'Nieużywane konta uczniów',
		hint: 'Od ostatniego logowania lub nauki. Po 24 miesiącach uczeń zwykle jest już w innej szkole.',
		kept: 'konto ucznia, z którego nikt nie korzysta,',
		since: 'od ostatniego logowania lub nauki',
		min: 6,
		max: 60
	},
	logMonths: {
		label: 'Dziennik zdarzeń',
		hint: 'Kto, co i kiedy zrobił z danymi osób. 24 miesiące pozwalają wyjaśnić każdy incydent.',
		kept: 'zapis o tym, kto i kiedy pracował z danymi,',
		since: 'od zdarzenia',
		min: 12,
		max: 60
	}
} as const;
export type Period = keyof typeof PERIODS;

export type RetentionPeriods = Record<Period, number>;
