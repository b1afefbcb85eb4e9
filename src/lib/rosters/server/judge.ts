import { createHash } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import type { TableRow } from '#lib/spreadsheets/server/read-limits.ts';
import { foldText } from '#lib/quizzes/fold-text.ts';
import { NAMELESS, readPerson } from '../read-person.ts';
import type { Candidate, JudgedRow, RosterColumns, RosterPerson, RowProblem } from '../roster.ts';
import { listRows, type RosterImport } from './imports.ts';
import { loadKnownPeople, type KnownPeople, type KnownPerson, type TargetGroup } from './known-people.ts';

/** A preview: what would become of each row now. */
export interface Judgement {
	rows: JudgedRow[];
	/** Where each row goes. */
	groupOf: (person: RosterPerson) => TargetGroup;
	/** Changes with anything the verdicts rest on. */
	fingerprint: string;
}

/** Judges every row of a preview by what is in the database at this moment. */
export async function judgeImport(db: Db, roster: RosterImport, now: Date = new Date()): Promise<Judgement> {
	const known = await loadKnownPeople(db, roster, now);
	const above = new RowsAbove();
	const rows = (await listRows(db, roster)).map((row) => judgeRow(row, roster, known, above));
	const marks = rows.map(({ line, verdict, person, account, candidates, sameAsLine }) => {
		const group = person && known.groupOf(person).id;
		return [line, verdict, group, account?.id, candidates.map(({ id }) => id), sameAsLine];
	});
	const facts = JSON.stringify([roster.columns.roles, roster.columns.hasHeadings, marks]);
	const fingerprint = createHash('sha256').update(facts).digest('hex').slice(0, 32);
	return { rows, groupOf: known.groupOf, fingerprint };
}

/** What the rows above have named, so that nobody is brought twice by one file. */
class RowsAbove {
	readonly #lines = new Map<string, number>();

	/** @returns the row that named it before */
	note(group: TargetGroup, kind: keyof RosterPerson, value: string | null, line: number): number | null {
		if (value === null) return null;
		const key = JSON.stringify([group.id ?? group.name, kind, value]);
		const before = this.#lines.get(key) ?? null;
		if (before === null) this.#lines.set(key, line);
		return before;
	}
}

/** What tells people apart for certain, as a sentence about a second one begins. */
const IDENTITIES = {
	email: 'Ten sam adres e-mail',
	externalId: 'Ten sam identyfikator',
	signInName: 'Ta sama nazwa do logowania',
	accountId: 'Ten sam numer konta'
} as const;
const IDENTITY_ROLES = Object.keys(IDENTITIES) as (keyof typeof IDENTITIES)[];

function judgeRow(row: TableRow, { columns }: RosterImport, known: KnownPeople, above: RowsAbove): JudgedRow {
	const { line } = row;
	const read = readPerson(row.cells, columns);
	if (read.problem) return judged(line, null, { verdict: 'error', problem: read.problem });
	const { person } = read;
	const group = known.groupOf(person);
	const nameAbove = above.note(group, 'name', person.name === '' ? null : foldText(person.name), line);
	for (const role of IDENTITY_ROLES) {
		const before = above.note(group, role, person[role], line);
		if (before === null) continue;
		const message = `${IDENTITIES[role]} jest już w\u00a0wierszu ${before}. Popraw albo usuń jeden z\u00a0tych wierszy.`;
		const column = columns.headings[columns.roles.indexOf(role)] ?? null;
		return judged(line, person, { verdict: 'error', problem: { column, message } });
	}
	if (person.isTeacher) return judgeTeacher(line, person, group, known);
	const named = findNamed(person, columns, group, known);
	if ('problem' in named) return judged(line, person, { verdict: 'error', problem: named.problem });
	if (named.account) return judgeKnown(line, person, named.account, group);
	if (person.email !== null) return judgeAddress(line, person, group);
	if (person.name === '') {
		return judged(line, person, { verdict: 'error', problem: { column: null, message: NAMELESS } });
	}
	const isNamedSurely = IDENTITY_ROLES.some((role) => person[role] !== null);
	return judgeByName(line, person, { group, known, nameAbove: isNamedSurely ? null : nameAbove });
}

/** Whom an identifier of the row belongs to, within this organization and group. */
function findNamed(
	{ accountId, externalId, signInName, email }: RosterPerson,
	columns: RosterColumns,
	group: TargetGroup,
	known: KnownPeople
): { account: KnownPerson | null } | { problem: RowProblem } {
	const member = accountId === null ? undefined : group.members.get(accountId);
	if (member) return { account: member };
	const byId = externalId === null ? undefined : known.byExternalId.get(externalId);
	const byLogin = signInName === null ? undefined : known.bySignInName.get(signInName);
	if (byId && byLogin && byId.id !== byLogin.id) {
		const message =
			'Identyfikator i\u00a0nazwa do logowania należą do dwóch różnych osób. Popraw jedną z\u00a0tych komórek.';
		return { problem: { column: columns.headings[columns.roles.indexOf('signInName')] ?? null, message } };
	}
	const byAddress = email === null ? undefined : [...group.members.values()].find((one) => one.email === email);
	return { account: byId ?? byLogin ?? byAddress ?? null };
}

function judgeKnown(line: number, person: RosterPerson, account: KnownPerson, group: TargetGroup): JudgedRow {
	const isInGroup = group.members.has(account.id);
	return judged(line, person, {
		verdict: isInGroup ? 'present' : 'new',
		account: candidate(account, group),
		remark: isInGroup ? null : 'Ma już konto w\u00a0tej organizacji. Dołączy do grupy, konto zostanie bez zmian.'
	});
}

function judgeAddress(line: number, person: RosterPerson, group: TargetGroup): JudgedRow {
	if (group.invited.has(person.email ?? '')) {
		return judged(line, person, { verdict: 'present', remark: 'Zaproszenie na ten adres już czeka na przyjęcie.' });
	}
	return judged(line, person, {
		verdict: 'invited',
		remark: 'Dostanie zaproszenie e-mailem i\u00a0dołączy, gdy je przyjmie.'
	});
}

function judgeTeacher(line: number, person: RosterPerson, group: TargetGroup, known: KnownPeople): JudgedRow {
	const account = known.staff.get(person.email ?? '');
	if (account) {
		const isThere = group.members.has(account.id);
		const remark = isThere ? 'Jest w\u00a0tej grupie.' : 'Będzie prowadzić tę grupę.';
		return judged(line, person, { verdict: isThere ? 'present' : 'new', account: candidate(account, group), remark });
	}
	if (known.invitedStaff.has(person.email ?? '')) {
		return judged(line, person, { verdict: 'present', remark: 'Zaproszenie na ten adres już czeka na przyjęcie.' });
	}
	const remark = 'Dostanie zaproszenie e-mailem jako nauczyciel. Gdy je przyjmie, przypisz go do grup.';
	return judged(line, person, { verdict: 'invited', remark });
}

function judgeByName(
	line: number,
	person: RosterPerson,
	{ group, known, nameAbove }: { group: TargetGroup; known: KnownPeople; nameAbove: number | null }
): JudgedRow {
	const key = foldText(person.name);
	const alike = new Map((known.byName.get(key) ?? []).map((pupil) => [pupil.id, pupil]));
	for (const member of group.members.values()) if (foldText(member.displayName) === key) alike.set(member.id, member);
	const candidates = [...alike.values()]
		.filter(({ externalId }) => person.externalId === null || externalId === null || externalId === person.externalId)
		.map((one) => candidate(one, group));
	if (candidates.length > 0 || nameAbove !== null) {
		return judged(line, person, { verdict: 'duplicate', candidates, sameAsLine: nameAbove });
	}
	const isUnknownLogin = person.signInName !== null;
	return judged(line, person, {
		verdict: 'new',
		remark: isUnknownLogin ? 'Tej nazwy do logowania nie zna Twoja organizacja. Nowe konto dostanie własną.' : null
	});
}

const candidate = ({ id, displayName, signInName }: KnownPerson, group: TargetGroup): Candidate => ({
	id,
	displayName,
	signInName,
	isInGroup: group.members.has(id)
});

function judged(
	line: number,
	person: RosterPerson | null,
	what: Pick<JudgedRow, 'verdict'> & Partial<JudgedRow>
): JudgedRow {
	return { line, person, problem: null, account: null, candidates: [], sameAsLine: null, remark: null, ...what };
}
