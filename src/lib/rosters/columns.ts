import { foldText } from '#lib/quizzes/fold-text.ts';
import type { ColumnRole, RosterColumns } from './roster.ts';

/** Headings, folded, as schools, offices and registers write them. */
const HEADINGS: Partial<Record<ColumnRole, string[]>> = {
	name: [
		'imie i nazwisko',
		'nazwisko i imie',
		'imiona i nazwisko',
		'nazwisko i imiona',
		'nazwisko imie',
		'imie nazwisko',
		'nick',
		'nickname',
		'pseudonim',
		'nazwa',
		'nazwa osoby',
		'nazwa ucznia',
		'uczen',
		'uczniowie',
		'student',
		'kursant',
		'uczestnik',
		'uczestnicy',
		'uczestniczka uczestnik',
		'pracownik',
		'osoba',
		'name',
		'full name',
		'nazwisko i imie ucznia',
		'imie i nazwisko ucznia',
		'imie i nazwisko uczestnika',
		'imie lub pseudonim'
	],
	firstName: [
		'imie',
		'imiona',
		'imie ucznia',
		'imie uczestnika',
		'pierwsze imie',
		'first name',
		'given name',
		'givenname'
	],
	lastName: ['nazwisko', 'nazwisko ucznia', 'nazwisko uczestnika', 'last name', 'surname', 'family name', 'familyname'],
	email: [
		'e mail',
		'email',
		'mail',
		'adres e mail',
		'adres email',
		'adres poczty',
		'poczta',
		'poczta elektroniczna',
		'adres poczty elektronicznej',
		'e mail sluzbowy',
		'email sluzbowy',
		'adres e mail ucznia',
		'e mail ucznia',
		'adres e mail uczestnika',
		'e mail uczestnika'
	],
	signInName: ['login', 'nazwa do logowania', 'nazwa uzytkownika', 'uzytkownik', 'username', 'login ucznia'],
	team: ['zespol', 'grupa', 'podgrupa', 'druzyna', 'grupa w klasie', 'nazwa zespolu', 'team'],
	externalId: [
		'identyfikator',
		'id',
		'id ucznia',
		'identyfikator ucznia',
		'nr w rejestrze',
		'nr albumu',
		'numer albumu',
		'nr legitymacji',
		'numer legitymacji',
		'nr ewidencyjny',
		'numer ewidencyjny',
		'sourcedid',
		'nr pracownika'
	],
	accountId: ['numer konta'],
	ignored: [
		'lp',
		'l p',
		'nr',
		'numer',
		'nr w dzienniku',
		'numer w dzienniku',
		'klasa',
		'oddzial',
		'szkola',
		'uwagi',
		'plec',
		'drugie imie',
		'wydzial',
		'stanowisko',
		'jednostka',
		'podpis',
		'obecnosc',
		'data',
		'rok szkolny',
		'kierunek'
	],
	private: [
		'pesel',
		'nr pesel',
		'numer pesel',
		'data urodzenia',
		'data ur',
		'miejsce urodzenia',
		'urodzony',
		'urodzona',
		'data i miejsce urodzenia',
		'wiek',
		'adres',
		'adres zamieszkania',
		'adres zameldowania',
		'ulica',
		'miejscowosc',
		'kod pocztowy',
		'miasto',
		'telefon',
		'tel',
		'nr telefonu',
		'numer telefonu',
		'telefon komorkowy',
		'komorka',
		'telefon rodzica',
		'telefon opiekuna',
		'obywatelstwo',
		'narodowosc',
		'imie ojca',
		'imie matki',
		'imiona rodzicow',
		'rodzic',
		'rodzice',
		'opiekun',
		'opiekunowie',
		'matka',
		'ojciec',
		'e mail rodzica',
		'email rodzica',
		'e mail opiekuna',
		'adres e mail rodzica',
		'orzeczenie',
		'opinia',
		'niepelnosprawnosc',
		'dieta',
		'wyznanie',
		'haslo',
		'password',
		'nr dowodu',
		'numer dowodu',
		'seria i nr dowodu',
		'nr konta bankowego',
		'zdjecie'
	]
};

/** Whatever holds one of these is about more than who it is. */
const PRIVATE_WORDS =
	/\b(pesel|urodz\w*|zamieszk\w*|zameld\w*|telefon\w*|tel|rodzic\w*|opiekun\w*|dowod\w*|hasl\w*|orzecz\w*)\b/;

const ROLE_BY_HEADING = new Map(
	Object.entries(HEADINGS).flatMap(([role, names]) => names.map((name) => [name, role as ColumnRole] as const))
);

/** What a heading says its column holds; undefined: nobody knows. */
export function roleOfHeading(heading: string): ColumnRole | undefined {
	const folded = foldText(heading);
	return ROLE_BY_HEADING.get(folded) ?? (PRIVATE_WORDS.test(folded) ? 'private' : undefined);
}

/** How a file names its columns, so that its like is known again. */
export const signatureOf = (headings: string[]): string => headings.map(foldText).join('|').slice(0, 2_000);

const HEADING_ROWS = 10;

/**
 * Finds the row of headings, of which there may be titles above, and guesses what each column holds.
 * @param rows the first rows of the file
 * @returns the index of the row of headings; -1: there is none
 */
export function guessColumns(rows: string[][]): { headingAt: number; columns: RosterColumns } {
	const known = rows.slice(0, HEADING_ROWS).map((cells) => cells.filter((cell) => roleOfHeading(cell)).length);
	const most = Math.max(...known, 0);
	const headingAt = most > 0 ? known.indexOf(most) : -1;
	const body = rows.slice(headingAt + 1);
	const width = Math.max(...rows.slice(Math.max(headingAt, 0)).map((cells) => cells.length), 0);
	const headings = Array.from({ length: width }, (_, at) => rows[Math.max(headingAt, 0)]?.[at] ?? '');
	const seen = new Set<ColumnRole>();
	const roles = headings.map((heading, at): ColumnRole => {
		const said = headingAt >= 0 ? roleOfHeading(heading) : undefined;
		const role = looksPrivate(
			body.map((cells) => cells[at] ?? ''),
			said
		)
			? 'private'
			: (said ?? 'ignored');
		if (role === 'private' || role === 'ignored') return role;
		// Two columns of one meaning: the first counts until somebody says otherwise.
		if (seen.has(role)) return 'ignored';
		seen.add(role);
		return role;
	});
	return { headingAt, columns: { headings, roles, hasHeadings: headingAt >= 0 } };
}

const PESEL = /^\d{11}$/;
const DAY_OR_PHONE = /^(\d{4}-\d\d-\d\d|\d{1,2}[.\-/]\d{1,2}[.\-/]\d{4}|(\+?48)?[ -]?\d{3}[ -]?\d{3}[ -]?\d{3})$/;

/** PESEL numbers whatever the heading says; days and telephone numbers where it says nothing. */
function looksPrivate(cells: string[], said: ColumnRole | undefined): boolean {
	const filled = cells.filter(Boolean);
	const isPrivate = (cell: string) => PESEL.test(cell) || (!said && DAY_OR_PHONE.test(cell));
	return filled.length > 0 && filled.filter(isPrivate).length > filled.length / 2;
}

/** Whether enough is known to say who a row is about. */
export function isComplete({ roles }: RosterColumns): boolean {
	const has = (role: ColumnRole) => roles.includes(role);
	return has('name') || has('firstName') || has('lastName') || has('email');
}
