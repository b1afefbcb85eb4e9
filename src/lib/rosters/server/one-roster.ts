import { counted } from '#lib/format.ts';
import { readCsv } from '#lib/spreadsheets/server/read-csv.ts';
import { MAX_ROWS, unreadable, type TableRow } from '#lib/spreadsheets/server/read-limits.ts';
import { listZip, readZip } from '#lib/spreadsheets/server/read-zip.ts';
import type { RosterColumns } from '../roster.ts';
import type { NewImport } from './imports.ts';

/** Enrolments: a pupil is in many classes. */
const MAX_ENROLLMENTS = 5_000;
const FILES = ['manifest', 'orgs', 'users', 'roles', 'classes', 'enrollments'] as const;
type FileName = (typeof FILES)[number];

/** A record of a file by the names of its columns, lower case. */
interface Item {
	line: number;
	get(column: string): string;
}

/** The columns of a set once it is read, always these. */
export const ONE_ROSTER_COLUMNS = {
	headings: ['imię i\u00a0nazwisko', 'adres e-mail', 'identyfikator', 'identyfikator klasy', 'klasa', 'rola'],
	roles: ['name', 'email', 'externalId', 'groupId', 'groupName', 'role'],
	hasHeadings: false
} satisfies RosterColumns;

/**
 * Reads a OneRoster 1.2 set (CSV binding): who is in which class. Learners come without their addresses, birthdays and
 * telephones: they get pupils' accounts, known by `sourcedId`. What is marked to be deleted, or has no class, is left out
 * and counted in words; this import adds and never removes.
 * @throws AppError 400 for a set that is not whole, with the file and the line
 */
export function readOneRoster(bytes: Uint8Array, sourceName: string): NewImport {
	const files = unpack(bytes);
	const modes = readManifest(files);
	const left = new LeftOut();
	const users = indexItems(readItems(files, 'users'), left);
	const classes = indexItems(readItems(files, 'classes'), left);
	const rolesOf = readRoles(files);
	const rows: TableRow[] = [];
	const seen = new Set<string>();
	for (const item of readItems(files, 'enrollments')) {
		if (isDeleted(item)) {
			left.deleted += 1;
			continue;
		}
		const user = users.get(item.get('usersourcedid'));
		const group = classes.get(item.get('classsourcedid'));
		if (!user || !group) {
			if (modes.get('users') === 'bulk' && modes.get('classes') === 'bulk') left.unknown += 1;
			else left.elsewhere += 1;
			continue;
		}
		const role = roleOf(item, user, rolesOf);
		const key = JSON.stringify([user.get('sourcedid'), group.get('sourcedid'), role]);
		if (role === null || seen.has(key)) {
			if (role === null) left.otherRoles += 1;
			continue;
		}
		seen.add(key);
		const email = role === 'teacher' ? user.get('email') : '';
		if (role === 'teacher' && email === '') {
			left.teachersWithoutAddress += 1;
			continue;
		}
		const id = role === 'teacher' ? '' : user.get('sourcedid');
		rows.push({
			line: item.line,
			cells: [nameOf(user), email, id, group.get('sourcedid'), group.get('title') || group.get('classcode'), role]
		});
	}
	if (rows.length === 0) throw nobody();
	return { kind: 'oneRoster', sourceName, columns: { ...ONE_ROSTER_COLUMNS, remarks: left.inWords() }, rows };
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
	const names = listZip(bytes);
	const isOurs = (name: string) => FILES.some((file) => name.split('/').at(-1) === `${file}.csv`);
	if (!names.some((name) => name.split('/').at(-1) === 'manifest.csv')) throw notOneRoster();
	const files = readZip(bytes, isOurs);
	return new Map([...files].map(([name, content]) => [name.split('/').at(-1) ?? '', content]));
}

type Mode = 'bulk' | 'delta' | 'absent';

/** Which files the set says it has, and whether they are whole or only changes. */
function readManifest(files: Map<string, Uint8Array>): Map<FileName, Mode> {
	const properties = new Map(
		readCsv(files.get('manifest.csv') ?? new Uint8Array()).map(({ cells }) => [cells[0] ?? '', cells[1] ?? ''])
	);
	const version = properties.get('oneroster.version') ?? '';
	if (!/^1\.[12](\.|$)/.test(version)) throw otherVersion(version);
	const modes = new Map<FileName, Mode>();
	for (const file of FILES) {
		if (file === 'manifest') continue;
		const mode = properties.get(`file.${file}`) ?? 'absent';
		modes.set(file, mode === 'bulk' || mode === 'delta' ? mode : 'absent');
		if (mode !== 'absent' && !files.has(`${file}.csv`)) throw missingFile(file);
	}
	for (const file of ['users', 'classes', 'enrollments'] as const)
		if (modes.get(file) === 'absent') throw missingFile(file);
	return modes;
}

const NEEDED: Partial<Record<FileName, string[]>> = {
	users: ['sourcedid', 'givenname', 'familyname'],
	classes: ['sourcedid', 'title'],
	enrollments: ['classsourcedid', 'usersourcedid', 'role'],
	roles: ['usersourcedid', 'role']
};

function readItems(files: Map<string, Uint8Array>, file: FileName): Item[] {
	const content = files.get(`${file}.csv`);
	if (!content) return [];
	const [headings, ...rows] = readCsv(content, file === 'users' ? MAX_ROWS + 1 : MAX_ENROLLMENTS + 1);
	const names = (headings?.cells ?? []).map((name) => name.toLowerCase());
	const missing = NEEDED[file]?.find((name) => !names.includes(name));
	if (missing !== undefined) throw missingColumn(file, missing);
	return rows.map(({ line, cells }) => ({ line, get: (column) => cells[names.indexOf(column)] ?? '' }));
}

function indexItems(items: Item[], left: LeftOut): Map<string, Item> {
	const index = new Map<string, Item>();
	for (const item of items) {
		if (isDeleted(item)) left.deleted += 1;
		else if (item.get('enableduser').toLowerCase() === 'false') left.switchedOff += 1;
		else index.set(item.get('sourcedid'), item);
	}
	return index;
}

/** Only in files of changes; elsewhere the field is empty. */
const isDeleted = (item: Item) => item.get('status').toLowerCase() === 'tobedeleted';

/** In 1.2 what somebody is stands in a file of its own; the primary role comes first. */
function readRoles(files: Map<string, Uint8Array>): Map<string, string> {
	const roles = new Map<string, string>();
	for (const item of readItems(files, 'roles')) {
		const user = item.get('usersourcedid');
		if (isDeleted(item) || (roles.has(user) && item.get('roletype').toLowerCase() !== 'primary')) continue;
		roles.set(user, item.get('role').toLowerCase());
	}
	return roles;
}

/** @returns null for parents, proctors and whoever else neither learns nor teaches here */
function roleOf(enrollment: Item, user: Item, roles: Map<string, string>): 'learner' | 'teacher' | null {
	const said = enrollment.get('role').toLowerCase();
	if (said !== 'student' && said !== 'teacher') return null;
	const held = roles.get(user.get('sourcedid')) ?? user.get('role').toLowerCase();
	// A pupil who is written down as somebody's teacher must not be invited as one.
	if (said === 'teacher' && held === 'student') return null;
	return said === 'teacher' ? 'teacher' : 'learner';
}

function nameOf(user: Item): string {
	const given = user.get('preferredgivenname') || user.get('givenname');
	const family = user.get('preferredfamilyname') || user.get('familyname');
	return `${given} ${family}`.trim();
}

/** What of a set is not brought, for the person who looks at the preview. */
class LeftOut {
	deleted = 0;
	switchedOff = 0;
	unknown = 0;
	elsewhere = 0;
	otherRoles = 0;
	teachersWithoutAddress = 0;

	inWords(): string[] {
		const say = (count: number, text: string) =>
			count === 0 ? [] : [`${counted(count, 'wpis', 'wpisy', 'wpisów')}: ${text}`];
		return [
			...say(
				this.deleted,
				'oznaczone w\u00a0zestawie do usunięcia. Tutaj nikogo nie usuwamy: zrób to na stronie grupy.'
			),
			...say(this.switchedOff, 'osoby wyłączone w\u00a0rejestrze, pominięte.'),
			...say(this.unknown, 'osoba albo klasa, której w\u00a0zestawie nie ma, pominięte.'),
			...say(
				this.elsewhere,
				'dotyczą osób albo klas spoza tego zestawu zmian. Wczytaj pełny zestaw (bulk), żeby ich nie zgubić.'
			),
			...say(this.otherRoles, 'rodzice i\u00a0inne role, pominięte.'),
			...say(this.teachersWithoutAddress, 'nauczyciele bez adresu e-mail. Zaproś ich odnośnikiem.'),
			'Z zestawu czytamy tylko imiona i\u00a0nazwiska, klasy, identyfikatory i\u00a0adresy nauczycieli. Reszta nie jest zapisywana.'
		];
	}
}

const notOneRoster = () =>
	unreadable(
		'W\u00a0tym pliku nie ma manifest.csv, więc to nie jest zestaw OneRoster. Wybierz plik ZIP z\u00a0eksportu OneRoster 1.2 CSV.'
	);

const otherVersion = (version: string) =>
	unreadable(`Ten zestaw jest w\u00a0wersji „${version.slice(0, 20)}”. Wyeksportuj go jako OneRoster 1.2 CSV.`);

const missingFile = (file: string) =>
	unreadable(
		`W\u00a0zestawie brakuje pliku ${file}.csv. Wyeksportuj osoby, klasy i\u00a0zapisy do klas (users, classes, enrollments) razem.`
	);

const missingColumn = (file: string, column: string) =>
	unreadable(
		`W\u00a0pliku ${file}.csv, w\u00a0wierszu 1, brakuje kolumny „${column}”. Wyeksportuj zestaw jeszcze raz.`
	);

const nobody = () =>
	unreadable('W\u00a0tym zestawie nie ma nikogo do wczytania: żaden uczeń ani nauczyciel nie jest zapisany do klasy.');
