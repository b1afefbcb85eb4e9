import Database from 'better-sqlite3';

/** How a connection to the file waits and what it keeps in memory; all of them promise the same. */
export interface ConnectionKind {
	/** The longest wait for a lock that somebody else holds, in milliseconds. */
	busyTimeoutMs: number;
	/** Filled only as far as the file is used: with 100,000 people, reading one stays as cheap as with 1,000. */
	cacheKib: number;
}

/** 16 MB of log between two copies of it into the file: at the usual 4 MB, a class that answers waits twice as long. */
const CHECKPOINT_PAGES = 4_000;
const KEPT_STATEMENTS = 500;

/**
 * A connection to the file in WAL with `synchronous=FULL`: a committed row is on disk.
 * @throws Error when the file system refuses a mode that confirmed answers depend on
 */
export function openFile(path: string, { busyTimeoutMs, cacheKib }: ConnectionKind): Database.Database {
	const database = new Database(path, { timeout: busyTimeoutMs });
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	// What a person had erased is overwritten, not left in free pages.
	database.pragma('secure_delete = ON');
	database.pragma(`cache_size = ${-cacheKib}`);
	database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
	assertPragmas(database, path, busyTimeoutMs);
	return database;
}

function assertPragmas(database: Database.Database, path: string, busyTimeoutMs: number) {
	const wanted = {
		journal_mode: path === ':memory:' ? 'memory' : 'wal',
		synchronous: 2,
		foreign_keys: 1,
		secure_delete: 1,
		busy_timeout: busyTimeoutMs
	};
	for (const [name, value] of Object.entries(wanted)) {
		const actual: unknown = database.pragma(name, { simple: true });
		if (actual !== value) {
			throw new Error(
				`SQLite ${path}: ${name} is ${String(actual)}, not ${value}. Use a local disk that supports WAL.`
			);
		}
	}
}

/** Preparing a statement costs more than running it: the most recently used ones are kept. */
export function keepStatements(database: Database.Database): (sql: string) => Database.Statement<unknown[]> {
	const kept = new Map<string, Database.Statement<unknown[]>>();
	return (sql) => {
		const statement = kept.get(sql) ?? database.prepare<unknown[]>(sql);
		kept.delete(sql);
		kept.set(sql, statement);
		if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value as string);
		return statement;
	};
}
