import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { openDatabase } from '../db/db.ts';
import { listAppliedMigrations } from '../db/migrations.ts';
import { BackupError, FORMAT, FORMAT_VERSION, LEFT_OUT, type BackupHeader, type Value } from './format.ts';
import { engineOf, readTables, type RawDb, type TableShape } from './tables.ts';

const ROWS_AT_ONCE = 1_000;

/**
 * Copies the whole database, as it was at one moment, into a new file, while people go on writing.
 * The file appears under its name only when it is whole and on disk, readable by its owner alone.
 * @throws BackupError when the file exists or there is no database to copy
 */
export async function writeBackup(
	address: string,
	file: string,
	program: string,
	now: Date = new Date()
): Promise<BackupHeader> {
	if (existsSync(file)) throw alreadyThere(file);
	const engine = engineOf(address);
	if (engine === 'sqlite' && !existsSync(address.slice('sqlite:'.length))) throw noDatabase();

	const part = `${file}.part-${process.pid}`;
	const database = openDatabase(address);
	try {
		const migrations = await listAppliedMigrations(database);
		if (migrations.length === 0) throw noDatabase();
		const snapshot = database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
		return await snapshot.execute(async (trx) => {
			const db: RawDb = trx.withoutPlugins();
			const tables = (await readTables(db, engine)).filter((table) => !LEFT_OUT.has(table.name));
			const header: BackupHeader = {
				format: FORMAT,
				version: FORMAT_VERSION,
				program,
				createdAt: now.toISOString(),
				migrations,
				tables: await countRows(db, tables)
			};
			const text = Readable.from(withTrailer(listLines(db, header, tables)), { objectMode: false });
			await pipeline(text, createGzip(), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
			await publish(part, file);
			return header;
		});
	} finally {
		await rm(part, { force: true });
		await database.destroy();
	}
}

const alreadyThere = (file: string) =>
	new BackupError(`Plik ${file} już istnieje. Podaj inną nazwę: kopii nie nadpisujemy.`);
const noDatabase = () =>
	new BackupError(
		'Nie ma bazy danych do skopiowania. Sprawdź DATA_DIR i DATABASE_URL albo uruchom najpierw npm start.'
	);

async function countRows(db: RawDb, tables: TableShape[]): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { name } of tables) {
		const { count } = await db
			.selectFrom(name)
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		counts[name] = Number(count);
	}
	return counts;
}

async function* listLines(db: RawDb, header: BackupHeader, tables: TableShape[]): AsyncGenerator<string> {
	yield `${JSON.stringify(header)}\n`;
	for (const table of tables) {
		yield `${JSON.stringify({ table: table.name, columns: table.columns })}\n`;
		for await (const rows of pagesOf(db, table)) {
			yield rows.map((row) => `${JSON.stringify(table.columns.map((column) => row[column]))}\n`).join('');
		}
	}
}

/** Page after page by the primary key: memory does not grow with the table. */
async function* pagesOf(db: RawDb, { name, key }: TableShape): AsyncGenerator<Record<string, Value>[]> {
	const columns = sql.join(key.map((column) => sql.ref(column)));
	let after = sql``;
	let page: Record<string, Value>[];
	do {
		const query = sql<Record<string, Value>>`
			select * from ${sql.table(name)} ${after} order by ${columns} limit ${sql.lit(ROWS_AT_ONCE)}`;
		page = (await query.execute(db)).rows;
		yield page;
		const last = page.at(-1);
		after = sql`where (${columns}) > (${sql.join(key.map((column) => last?.[column]))})`;
	} while (page.length === ROWS_AT_ONCE);
}

async function* withTrailer(lines: AsyncGenerator<string>): AsyncGenerator<string> {
	const hash = createHash('sha256');
	for await (const line of lines) {
		hash.update(line);
		yield line;
	}
	yield `${JSON.stringify({ sha256: hash.digest('hex') })}\n`;
}

/** Gives the finished file its name, unless somebody else took it meanwhile, and makes sure the disk knows. */
async function publish(part: string, file: string) {
	try {
		await link(part, file);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') throw alreadyThere(file);
		// Some network and memory-card file systems have no links.
		await rename(part, file);
	}
	const folder = await open(dirname(file), 'r');
	await folder.sync();
	await folder.close();
}
