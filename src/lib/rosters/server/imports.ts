import { randomUUID } from 'node:crypto';
import { AppError, notFound } from '#lib/errors.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { TableRow } from '#lib/spreadsheets/server/read-limits.ts';
import { guessColumns } from '../columns.ts';
import { PREVIEW_HOURS, type ImportState, type RosterColumns, type Verdict } from '../roster.ts';
import { rememberRoles, withRememberedRoles } from './header-mappings.ts';

const ROWS_AT_ONCE = 200;
const MAX_SOURCE_NAME = 120;

/** Where a list goes: to one group, or to the groups it names itself. */
export interface ImportPlace {
	organizationId: string;
	/** null: the file names the groups. */
	learnerGroupId: string | null;
}

export interface RosterImport extends ImportPlace {
	id: string;
	kind: 'table' | 'oneRoster';
	sourceName: string;
	columns: RosterColumns;
	state: ImportState;
	createdAt: string;
	appliedAt: string | null;
	undoneAt: string | null;
}

/** A list as it was read, before anything is done with it. */
export interface NewImport {
	kind: 'table' | 'oneRoster';
	/** What the file was called. */
	sourceName: string;
	columns: RosterColumns;
	rows: TableRow[];
}

/** Takes a table apart: which row holds the headings, what each column means, and who is in it. */
export async function understandTable(
	db: Db,
	organizationId: string,
	sourceName: string,
	rows: TableRow[]
): Promise<NewImport> {
	const { headingAt, columns } = guessColumns(rows.map(({ cells }) => cells));
	return {
		kind: 'table',
		sourceName,
		columns: await withRememberedRoles(db, organizationId, columns),
		rows: rows.slice(Math.max(headingAt, 0))
	};
}

/** Keeps a list for its preview. What its columns must not be stored is left out here and never reaches the database. */
export async function createImport(
	db: Db,
	place: ImportPlace,
	createdBy: string,
	given: NewImport,
	now: Date = new Date()
): Promise<string> {
	const id = randomUUID();
	const { columns } = given;
	// Without a row of headings, the first person stands there.
	const headings = columns.headings.map((heading, at) =>
		!columns.hasHeadings && columns.roles[at] === 'private' ? '' : heading
	);
	const rows = given.rows.map(({ line, cells }) => ({
		rosterImportId: id,
		line,
		content: JSON.stringify(columns.roles.map((role, at) => (role === 'private' ? '' : (cells[at] ?? ''))))
	}));
	await inTransaction(db, async (trx) => {
		await trx
			.insertInto('rosterImport')
			.values({
				id,
				organizationId: place.organizationId,
				learnerGroupId: place.learnerGroupId,
				kind: given.kind,
				sourceName: given.sourceName.replace(/\p{C}/gu, '').slice(0, MAX_SOURCE_NAME),
				mapping: JSON.stringify({ ...columns, headings }),
				state: 'previewed',
				createdBy,
				createdAt: now.toISOString(),
				appliedAt: null,
				undoneAt: null
			})
			.execute();
		for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
			await trx
				.insertInto('rosterRow')
				.values(rows.slice(from, from + ROWS_AT_ONCE))
				.execute();
		}
	});
	return id;
}

/**
 * An import of the very place the caller was let into.
 * @throws AppError 404 for one of another place, or a preview nobody decided on in time
 */
export async function getImport(
	db: Db,
	{ organizationId, learnerGroupId }: ImportPlace,
	importId: string,
	now: Date = new Date()
): Promise<RosterImport> {
	const { mapping, ...row } = await db
		.selectFrom('rosterImport')
		.select(['id', 'organizationId', 'learnerGroupId', 'kind', 'sourceName', 'mapping', 'state'])
		.select(['createdAt', 'appliedAt', 'undoneAt'])
		.where('id', '=', importId)
		.where('organizationId', '=', organizationId)
		.where('learnerGroupId', learnerGroupId === null ? 'is' : '=', learnerGroupId)
		.where((eb) => eb.or([eb('state', '!=', 'previewed'), eb('createdAt', '>', oldestPreview(now))]))
		.executeTakeFirstOrThrow(() => notFound('lista z\u00a0pliku'));
	return { ...row, columns: JSON.parse(mapping) as RosterColumns };
}

/** Previews from before this instant are gone. */
export const oldestPreview = (now: Date): string => new Date(now.getTime() - PREVIEW_HOURS * 3_600_000).toISOString();

/** The rows of a preview, as they stand in the file; the row of headings is left out. */
export async function listRows(db: Db, { id, columns }: RosterImport): Promise<TableRow[]> {
	const rows = await db
		.selectFrom('rosterRow')
		.select(['line', 'content'])
		.where('rosterImportId', '=', id)
		.orderBy('line')
		.execute();
	return rows
		.slice(columns.hasHeadings ? 1 : 0)
		.map(({ line, content }) => ({ line, cells: JSON.parse(content) as string[] }));
}

const SAMPLES = 3;

/** The first people of a preview, so that one sees what a column holds. */
export async function listSamples(db: Db, { id, columns }: RosterImport): Promise<string[][]> {
	const rows = await db
		.selectFrom('rosterRow')
		.select('content')
		.where('rosterImportId', '=', id)
		.orderBy('line')
		.offset(columns.hasHeadings ? 1 : 0)
		.limit(SAMPLES)
		.execute();
	return rows.map(({ content }) => JSON.parse(content) as string[]);
}

/**
 * Says anew what the columns of a preview hold, and remembers it for the organization's next file of this kind.
 * @throws AppError 409 when the list was carried out meanwhile
 */
export async function changeColumns(
	db: Db,
	{ id, organizationId }: RosterImport,
	columns: RosterColumns,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const changed = await trx
			.updateTable('rosterImport')
			.set({ mapping: JSON.stringify(columns) })
			.where('id', '=', id)
			.where('state', '=', 'previewed')
			.returning('id')
			.executeTakeFirst();
		if (!changed) throw alreadyDecided();
		await rememberRoles(trx, organizationId, columns, now);
	});
}

/**
 * Throws a preview away, as a day without a decision does.
 * @throws AppError 404 for one of another place, 409 when the list was carried out meanwhile
 */
export async function discardPreview(
	db: Db,
	place: ImportPlace,
	importId: string,
	now: Date = new Date()
): Promise<void> {
	const { id } = await getImport(db, place, importId, now);
	const { numDeletedRows } = await db
		.deleteFrom('rosterImport')
		.where('id', '=', id)
		.where('state', '=', 'previewed')
		.executeTakeFirstOrThrow();
	if (Number(numDeletedRows) === 0) throw alreadyDecided();
}

export const alreadyDecided = () =>
	new AppError(409, 'already_decided', 'Ta lista jest już wczytana albo cofnięta. Otwórz ją na nowo.');

/** What became of an import's people, by verdict. */
export type ImportCounts = Record<Exclude<Verdict, 'duplicate' | 'error'>, number>;

export interface ListedImport {
	id: string;
	sourceName: string;
	state: ImportState;
	createdAt: string;
	createdByName: string | null;
	counts: ImportCounts;
}

/** What was read in this place before, the newest first. */
export async function listImports(
	db: Db,
	{ organizationId, learnerGroupId }: ImportPlace,
	now: Date = new Date()
): Promise<ListedImport[]> {
	const imports = await db
		.selectFrom('rosterImport as i')
		.leftJoin('userAccount as a', 'a.id', 'i.createdBy')
		.select(['i.id', 'i.sourceName', 'i.state', 'i.createdAt', 'a.displayName as createdByName'])
		.where('i.organizationId', '=', organizationId)
		.where('i.learnerGroupId', learnerGroupId === null ? 'is' : '=', learnerGroupId)
		.where((eb) => eb.or([eb('i.state', '!=', 'previewed'), eb('i.createdAt', '>', oldestPreview(now))]))
		.orderBy('i.createdAt', 'desc')
		.limit(50)
		.execute();
	const counts = await countVerdicts(
		db,
		imports.map(({ id }) => id)
	);
	return imports.map((one) => ({ ...one, counts: counts.get(one.id) ?? noCounts() }));
}

const noCounts = (): ImportCounts => ({ new: 0, invited: 0, present: 0 });

/** How many people of each verdict the given imports brought. */
export async function countVerdicts(db: Db, importIds: string[]): Promise<Map<string, ImportCounts>> {
	const found = new Map<string, ImportCounts>();
	if (importIds.length === 0) return found;
	const rows = await db
		.selectFrom('rosterRow')
		.select(['rosterImportId', 'verdict', (eb) => eb.fn.countAll().as('count')])
		.where('rosterImportId', 'in', importIds)
		.where('verdict', 'is not', null)
		.groupBy(['rosterImportId', 'verdict'])
		.execute();
	for (const { rosterImportId, verdict, count } of rows) {
		const counts = found.get(rosterImportId) ?? noCounts();
		if (verdict) counts[verdict] = Number(count);
		found.set(rosterImportId, counts);
	}
	return found;
}
