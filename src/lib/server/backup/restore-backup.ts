import { existsSync } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { eraseAgain, listErasures, type Erasure } from '#lib/privacy/server/erasures.ts';
import { writeAudit } from '../audit-log.ts';
import { inTransaction, openDatabase, type Db, type Trx } from '../db/db.ts';
import { createMigrator, migrateToLatest } from '../db/migrations.ts';
import { BackupError, LEFT_OUT, type BackupHeader, type TableLine, type Value } from './format.ts';
import { checkBackup, readRows } from './read-backup.ts';
import { engineOf, readTables, type Engine, type RawDb, type TableShape } from './tables.ts';

const PARAMETERS_AT_ONCE = 30_000;
const ROWS_AT_ONCE = 1_000;
/** What a database has that nobody has used yet. */
const THERE_FROM_THE_START = new Set(['instance_setting', 'audit_log', 'audit_chain', ...LEFT_OUT]);

export interface Restoration {
	header: BackupHeader;
	/** Where the database it took the place of lies now; SQLite only. */
	previous: string | null;
	/** Accounts in the backup that were erased after it was made, and so erased again. */
	erasedAgain: number;
}

/**
 * Puts a backup in the place of a database: all of it, or nothing when anything fails. The file is read to its end
 * before the database is touched; an older backup is brought up to the schema of this program. Accounts that were erased
 * in the database that goes do not come back.
 * @param options.replace allows to lose what the database holds
 * @throws BackupError when the file or the database is not fit for it
 */
export async function restoreBackup(
	address: string,
	file: string,
	migrationsDir: string,
	options: { replace: boolean; now?: Date }
): Promise<Restoration> {
	const header = await checkBackup(file, await knownMigrations(migrationsDir));
	const load = async (trx: Trx, engine: Engine, erasures: Erasure[]) => {
		await loadBackup(trx, engine, file, header, migrationsDir, options.now);
		return eraseAgain(trx, erasures);
	};
	if (engineOf(address) === 'sqlite') return { header, ...(await restoreSqlite(address, options.replace, load)) };

	const db = openDatabase(address);
	try {
		const erasedAgain = await inTransaction(db, async (trx) => {
			if (!options.replace && !(await isUnused(trx, 'postgres'))) throw notEmpty();
			const erasures = await readErasures(trx, 'postgres');
			await dropEverything(trx);
			return load(trx, 'postgres', erasures);
		});
		return { header, previous: null, erasedAgain };
	} finally {
		await db.destroy();
	}
}

/** What the database that goes knows of erasures; a schema that is older than the list of them knows none. */
async function readErasures(db: Db, engine: Engine): Promise<Erasure[]> {
	const tables = await readTables(db.withoutPlugins(), engine);
	return tables.some(({ name }) => name === 'erased_account') ? listErasures(db) : [];
}

const notEmpty = () =>
	new BackupError(
		'W bazie danych są już ludzie lub ich wyniki. Niczego nie zmieniono. Aby je zastąpić kopią, dodaj --replace.'
	);
const inUse = () =>
	new BackupError('Baza danych jest w użyciu. Niczego nie zmieniono. Zatrzymaj serwer i spróbuj ponownie.');

async function knownMigrations(folder: string): Promise<string[]> {
	const db = openDatabase('sqlite::memory:');
	try {
		return (await createMigrator(db, folder).getMigrations()).map((migration) => migration.name);
	} finally {
		await db.destroy();
	}
}

/** Fills a new file and swaps it in when it is whole. */
async function restoreSqlite(
	address: string,
	replace: boolean,
	load: (trx: Trx, engine: Engine, erasures: Erasure[]) => Promise<number>
): Promise<Omit<Restoration, 'header'>> {
	const path = address.slice('sqlite:'.length);
	const isThere = existsSync(path);
	if (isThere && !replace && !(await inDatabase(address, (db) => isUnused(db, 'sqlite')))) throw notEmpty();
	const erasures = isThere ? await inDatabase(address, (db) => readErasures(db, 'sqlite')) : [];
	if (isThere) assertNobodyUses(path);

	const part = `${path}.restoring`;
	await removeFile(part);
	const db = openDatabase(`sqlite:${part}`);
	try {
		const erasedAgain = await inTransaction(db, (trx) => load(trx, 'sqlite', erasures));
		await db.destroy();
		assertNobodyUses(part);
		const previous = isThere ? `${path}.before-restore` : null;
		if (previous) await keepUnder(previous, path);
		await rename(part, path);
		const folder = await open(dirname(path), 'r');
		await folder.sync();
		await folder.close();
		return { previous, erasedAgain };
	} finally {
		await db.destroy();
		await removeFile(part);
	}
}

/** The old name stays until the new file takes it: there is a database at every moment. */
async function keepUnder(name: string, path: string) {
	await rm(name, { force: true });
	await link(path, name).catch(() => copyFile(path, name));
}

async function removeFile(path: string) {
	for (const ending of ['', '-wal', '-shm']) await rm(path + ending, { force: true });
}

/** Only the last one who has it open may take SQLite out of WAL; this also brings everything into the one file. */
function assertNobodyUses(path: string) {
	const database = new Database(path, { timeout: 0 });
	try {
		database.pragma('journal_mode = DELETE');
	} catch (error) {
		throw (error as { code?: string }).code === 'SQLITE_BUSY' ? inUse() : error;
	} finally {
		database.close();
	}
}

async function inDatabase<T>(address: string, read: (db: Db) => Promise<T>): Promise<T> {
	const db = openDatabase(address);
	try {
		return await read(db);
	} finally {
		await db.destroy();
	}
}

async function isUnused(db: Db, engine: Engine): Promise<boolean> {
	const raw: RawDb = db.withoutPlugins();
	for (const { name } of await readTables(raw, engine)) {
		if (THERE_FROM_THE_START.has(name)) continue;
		if (
			await raw
				.selectFrom(name)
				.select(sql<number>`1`.as('one'))
				.limit(1)
				.executeTakeFirst()
		)
			return false;
	}
	return true;
}

async function dropEverything(trx: Trx) {
	const tables = await readTables(trx.withoutPlugins(), 'postgres');
	const names = tables.reverse().map((table) => table.name);
	for (const name of [...names, 'kysely_migration', 'kysely_migration_lock']) {
		await trx.schema.dropTable(name).ifExists().execute();
	}
}

/** Rebuilds the schema the backup comes from, fills it, and goes on to the schema of this program. */
async function loadBackup(
	trx: Trx,
	engine: Engine,
	file: string,
	header: BackupHeader,
	migrationsDir: string,
	now?: Date
) {
	const { error } = await createMigrator(trx, migrationsDir).migrateTo(header.migrations.at(-1) as string);
	if (error) throw error;
	const raw: RawDb = trx.withoutPlugins();
	const shapes = new Map((await readTables(raw, engine)).map((shape) => [shape.name, shape]));
	const later: LaterReference[] = [];
	let batch: { table: TableLine; rows: Value[][] } | undefined;
	for await (const { table, values } of readRows(file)) {
		const isFull = batch && (batch.rows.length === ROWS_AT_ONCE || batch.table !== table);
		if (batch && isFull) await insertRows(raw, batch.table, batch.rows);
		if (!batch || isFull) batch = { table, rows: [] };
		later.push(...cutOwnReferences(shapeOf(shapes, table), table, values));
		batch.rows.push(values);
	}
	if (batch) await insertRows(raw, batch.table, batch.rows);
	for (const { table, column, value, where } of later) {
		let update = raw.updateTable(table).set({ [column]: value });
		for (const [name, key] of where) update = update.where(name, '=', key);
		await update.execute();
	}
	await migrateToLatest(trx, migrationsDir);
	const detail = { createdAt: header.createdAt, program: header.program };
	const what = { action: 'database.restored', subjectKind: 'database', subjectId: 'wspolnie', detail };
	await writeAudit(trx, { actorId: null, ...what }, now);
}

function shapeOf(shapes: Map<string, TableShape>, { table, columns }: TableLine): TableShape {
	const shape = shapes.get(table);
	if (shape && columns.every((column) => shape.columns.includes(column))) return shape;
	throw new BackupError(`Kopia ma tabelę ${table}, której ten program nie zna. Niczego nie zmieniono.`);
}

interface LaterReference {
	table: string;
	column: string;
	value: Value;
	where: [column: string, value: Value][];
}

/** A row may name a row of its own table that comes later in the file: such a reference is set at the end. */
function cutOwnReferences(shape: TableShape, { table, columns }: TableLine, values: Value[]): LaterReference[] {
	const later: LaterReference[] = [];
	for (const { column, table: target } of shape.references) {
		const at = columns.indexOf(column);
		if (target !== table || at === -1 || values[at] === null) continue;
		const where = shape.key.map((name): [string, Value] => [name, values[columns.indexOf(name)] ?? null]);
		later.push({ table, column, value: values[at] ?? null, where });
		values[at] = null;
	}
	return later;
}

async function insertRows(db: RawDb, { table, columns }: TableLine, rows: Value[][]) {
	const names = sql.join(columns.map((column) => sql.ref(column)));
	const size = Math.floor(PARAMETERS_AT_ONCE / columns.length);
	for (let from = 0; from < rows.length; from += size) {
		const tuples = rows.slice(from, from + size).map((row) => sql`(${sql.join(row)})`);
		await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(tuples)}`.execute(db);
	}
}
