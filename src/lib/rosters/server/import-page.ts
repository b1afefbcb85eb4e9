import { readFormData } from '#lib/server/forms.ts';
import type { Db } from '#lib/server/db/db.ts';
import {
	COLUMN_ROLES,
	VERDICTS,
	type ChosenRole,
	type JudgedRow,
	type RosterColumns,
	type RowChoice,
	type Verdict
} from '../roster.ts';
import { countVerdicts, getImport, type ImportPlace, type RosterImport } from './imports.ts';
import { judgeImport } from './judge.ts';
import { canUndo, peopleWhoStay, undoEnds } from './undo.ts';

const ROWS_PER_PAGE = 100;

export type ImportPageData = Awaited<ReturnType<typeof loadImportPage>>;

/**
 * What the page of one import shows: the preview of a list, or what became of it.
 * @param wanted of the address: which verdict, which page
 */
export async function loadImportPage(
	db: Db,
	place: ImportPlace,
	importId: string,
	wanted: URLSearchParams,
	now: Date = new Date()
) {
	const roster = await getImport(db, place, importId, now);
	const { id, kind, sourceName, state, createdAt, appliedAt, undoneAt, columns } = roster;
	return {
		roster: { id, kind, sourceName, state, createdAt, appliedAt, undoneAt },
		remarks: columns.remarks ?? [],
		preview: state === 'previewed' ? await loadPreview(db, roster, wanted, now) : null,
		outcome: state === 'previewed' ? null : await loadOutcome(db, roster, now)
	};
}

async function loadPreview(db: Db, roster: RosterImport, wanted: URLSearchParams, now: Date) {
	const { rows, fingerprint } = await judgeImport(db, roster, now);
	const counts = Object.fromEntries(
		Object.keys(VERDICTS).map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length])
	) as Record<Verdict, number>;
	const shown = wanted.get('pokaz') ?? '';
	const filter = shown in VERDICTS ? (shown as Verdict) : null;
	const filtered = filter ? rows.filter(({ verdict }) => verdict === filter) : rows;
	const pageCount = Math.max(1, Math.ceil(filtered.length / ROWS_PER_PAGE));
	const page = Math.min(pageCount, Math.max(1, Math.floor(Number(wanted.get('strona'))) || 1));
	return {
		fingerprint,
		total: rows.length,
		counts,
		filter,
		page,
		pageCount,
		rows: filtered.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE).map(toShown),
		duplicates: rows.filter(({ verdict }) => verdict === 'duplicate').map(toShown),
		columns: describeColumns(roster.columns)
	};
}

const toShown = ({ person, ...row }: JudgedRow) => ({
	...row,
	name: person?.name || person?.email || '',
	email: person?.email ?? null,
	team: person?.team ?? null,
	group: person?.group?.name ?? null,
	isTeacher: person?.isTeacher ?? false
});

export type ShownRow = ReturnType<typeof toShown>;

/** Which headings are read as what, and which never are. */
function describeColumns({ headings, roles }: RosterColumns) {
	const named = headings.map((heading, at) => ({
		heading: heading || `kolumna ${at + 1}`,
		role: roles[at] ?? 'ignored'
	}));
	return {
		read: named
			.filter(({ role }) => role !== 'ignored' && role in COLUMN_ROLES)
			.map(({ heading, role }) => ({ heading, meaning: COLUMN_ROLES[role as ChosenRole] })),
		unread: named.filter(({ role }) => role === 'ignored').map(({ heading }) => heading),
		private: named.filter(({ role }) => role === 'private').map(({ heading }) => heading)
	};
}

async function loadOutcome(db: Db, roster: RosterImport, now: Date) {
	const counts = (await countVerdicts(db, [roster.id])).get(roster.id) ?? { new: 0, invited: 0, present: 0 };
	return {
		counts,
		canUndo: canUndo(roster, now),
		undoUntil: roster.appliedAt && undoEnds(roster.appliedAt).toISOString(),
		staying: await peopleWhoStay(db, roster.id)
	};
}

/** The decision about a preview, as its form sends it: `stan` and one `osoba-<line>` for each possible duplicate. */
export async function readDecision(
	request: Request
): Promise<{ fingerprint: string; choices: Map<number, RowChoice>; values: Record<string, string> }> {
	const fields = await readFormData(request);
	const values: Record<string, string> = {};
	const choices = new Map<number, RowChoice>();
	for (const [name, value] of fields) {
		const line = /^osoba-(\d{1,7})$/.exec(name)?.[1];
		if (line === undefined || typeof value !== 'string' || value === '') continue;
		values[name] = value;
		choices.set(Number(line), value);
	}
	const fingerprint = fields.get('stan');
	return { fingerprint: typeof fingerprint === 'string' ? fingerprint : '', choices, values };
}
