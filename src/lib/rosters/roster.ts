/** What a column of a list of people holds. */
export const COLUMN_ROLES = {
	name: 'imię i\u00a0nazwisko albo pseudonim',
	firstName: 'imię',
	lastName: 'nazwisko',
	lastInitial: 'nazwisko, tylko pierwsza litera',
	email: 'adres e-mail (zaproszenie)',
	signInName: 'nazwa do logowania',
	team: 'zespół w\u00a0grupie',
	externalId: 'identyfikator w\u00a0rejestrze szkoły lub urzędu',
	accountId: 'numer konta (z\u00a0naszego pliku)',
	ignored: 'nie czytaj'
} as const;
/** What a teacher may choose for a column; `private` ones are never read, `group…` and `role` come with OneRoster only. */
export type ChosenRole = keyof typeof COLUMN_ROLES;
export type ColumnRole = ChosenRole | 'private' | 'groupId' | 'groupName' | 'role';

/** How the columns of one file are understood. */
export interface RosterColumns {
	/** As they stand in the file; without a row of headings, the first cells. */
	headings: string[];
	/** One for each heading. */
	roles: ColumnRole[];
	/** The first row read is the row of headings. */
	hasHeadings: boolean;
	/** What the file holds besides, in words: files left out, people without a class. */
	remarks?: string[];
}

/** One person as a row of a file names them. */
export interface RosterPerson {
	name: string;
	email: string | null;
	signInName: string | null;
	team: string | null;
	externalId: string | null;
	accountId: string | null;
	/** Of a class that the file names itself. */
	group: { externalId: string; name: string } | null;
	isTeacher: boolean;
}

/** A row that cannot be carried out: where, what, and how to mend it. */
export interface RowProblem {
	/** The heading of the column; null: the row as a whole. */
	column: string | null;
	message: string;
}

export const VERDICTS = {
	new: { label: 'nowe osoby', one: 'Nowa osoba' },
	duplicate: { label: 'do rozstrzygnięcia', one: 'Do rozstrzygnięcia' },
	invited: { label: 'zaproszenia', one: 'Zaproszenie' },
	present: { label: 'już są', one: 'Już jest' },
	error: { label: 'błędy', one: 'Błąd' }
} as const;
export type Verdict = keyof typeof VERDICTS;

/** Somebody a row may mean. */
export interface Candidate {
	id: string;
	displayName: string;
	signInName: string | null;
	isInGroup: boolean;
}

/** What would become of a row now. */
export interface JudgedRow {
	line: number;
	verdict: Verdict;
	person: RosterPerson | null;
	problem: RowProblem | null;
	/** The account that is meant, when that is certain. */
	account: Candidate | null;
	/** With `duplicate`: whom it may mean; empty: another row of the same file. */
	candidates: Candidate[];
	/** With `duplicate`: the row above that names the same person. */
	sameAsLine: number | null;
	/** What else is worth saying, as a sentence. */
	remark: string | null;
}

/** The answer to a `duplicate`: a new person, nobody (the same as another row), or the account with this id. */
export type RowChoice = 'new' | 'skip' | (string & {});

export type ImportState = 'previewed' | 'applied' | 'undone';

/** A preview waits so long for a decision. */
export const PREVIEW_HOURS = 24;
export const UNDO_DAYS = 30;
