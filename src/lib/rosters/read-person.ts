import { isPlainText } from '#lib/accounts/account-forms.ts';
import * as v from 'valibot';
import type { ColumnRole, RosterColumns, RosterPerson, RowProblem } from './roster.ts';

const MAX_NAME = 80;
const MAX_TEAM = 40;
const MAX_ID = 100;
const Email = v.pipe(v.string(), v.maxLength(254), v.email());

/** Reads one row; what cannot be carried out comes back with its column and the cure. */
export function readPerson(
	cells: string[],
	columns: RosterColumns
): { person: RosterPerson; problem: null } | { person: null; problem: RowProblem } {
	const cellOf = (role: ColumnRole) => tidy(cells[columns.roles.indexOf(role)] ?? '');
	const person: RosterPerson = {
		name: nameOf(cellOf),
		email: cellOf('email').toLowerCase() || null,
		signInName: cellOf('signInName').toLowerCase() || null,
		team: cellOf('team') || null,
		externalId: cellOf('externalId') || null,
		accountId: cellOf('accountId') || null,
		group: cellOf('groupId') ? { externalId: cellOf('groupId'), name: cellOf('groupName') } : null,
		isTeacher: cellOf('role') === 'teacher'
	};
	const found = problemOf(person);
	if (!found) return { person, problem: null };
	const index = found.roles.map((role) => columns.roles.indexOf(role)).find((at) => at >= 0) ?? -1;
	return { person: null, problem: { column: columns.headings[index] ?? null, message: found.message } };
}

const tidy = (cell: string) => cell.normalize('NFC').replace(/\s+/g, ' ').trim();

function nameOf(cellOf: (role: ColumnRole) => string): string {
	const initial = cellOf('lastInitial').slice(0, 1);
	const parts = [cellOf('firstName'), cellOf('lastName'), initial && `${initial.toUpperCase()}.`];
	return cellOf('name') || parts.filter(Boolean).join(' ');
}

export const NAMELESS = 'Brakuje imienia albo pseudonimu. Wpisz je albo usuń ten wiersz.';
const NAME_ROLES: ColumnRole[] = ['name', 'firstName', 'lastName', 'lastInitial'];

function problemOf(person: RosterPerson): { roles: ColumnRole[]; message: string } | null {
	const { name, email, team, externalId, group, accountId } = person;
	if (name === '' && email === null && accountId === null) {
		return { roles: NAME_ROLES, message: NAMELESS };
	}
	if (name !== '' && (name.length < 2 || name.length > MAX_NAME)) {
		return { roles: NAME_ROLES, message: `Nazwa ma mieć od 2 do ${MAX_NAME} znaków. Popraw ją w\u00a0pliku.` };
	}
	if (group && (group.name === '' || group.name.length > MAX_NAME || group.externalId.length > MAX_ID)) {
		return { roles: ['groupName'], message: `Klasa ma mieć nazwę do ${MAX_NAME} znaków. Popraw ją w\u00a0rejestrze.` };
	}
	if (![name, team ?? '', externalId ?? '', group?.name ?? ''].every(isPlainText)) {
		return {
			roles: NAME_ROLES,
			message: 'Są tu znaki, których nie można użyć. Wpisz ten tekst jeszcze raz z\u00a0klawiatury.'
		};
	}
	if (email !== null && !v.is(Email, email)) {
		return { roles: ['email'], message: 'To nie wygląda na adres e-mail. Popraw go, np. imie@szkola.pl, albo usuń.' };
	}
	if ((team?.length ?? 0) > MAX_TEAM) {
		return { roles: ['team'], message: `Nazwa zespołu może mieć najwyżej ${MAX_TEAM} znaków. Skróć ją.` };
	}
	if ((externalId?.length ?? 0) > MAX_ID) {
		return { roles: ['externalId'], message: `Identyfikator może mieć najwyżej ${MAX_ID} znaków. Sprawdź tę kolumnę.` };
	}
	return null;
}
