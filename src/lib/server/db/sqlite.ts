import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
	CompiledQuery,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type SqliteDatabase
} from 'kysely';

/** The wait happens in the main thread, so every page waits with it: short, and the caller tries again. */
const BUSY_TIMEOUT_MS = 250;
const KEPT_STATEMENTS = 500;
/** 16 MB of log between two copies of it into the file: at the usual 4 MB, a class that answers waits twice as long. */
const CHECKPOINT_PAGES = 4_000;
/** Filled only as far as the file is used: with 100,000 people, reading one stays as cheap as with 1,000. */
const CACHE_KIB = 256 * 1024;

/** Writers take their lock at once, so a read-then-write transaction never fails half way with SQLITE_BUSY_SNAPSHOT. */
class ImmediateDriver extends SqliteDriver {
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}

	/** A full disk may make SQLite roll back by itself; the error to tell is the first one. */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		try {
			await super.rollbackTransaction(connection);
		} catch (error) {
			if (!/no transaction is active/.test(String(error))) throw error;
		}
	}
}

/** Lets the migrator keep a batch in one transaction: a failed migration leaves the old schema. */
class TransactionalDdlAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class Dialect extends SqliteDialect {
	readonly #database: SqliteDatabase;

	constructor(database: SqliteDatabase) {
		super({ database });
		this.#database = database;
	}

	override createDriver(): SqliteDriver {
		return new ImmediateDriver({ database: this.#database });
	}

	override createAdapter(): SqliteAdapter {
		return new TransactionalDdlAdapter();
	}
}

/**
 * One connection to the file, its folder made if missing, in WAL with `synchronous=FULL`: a committed row is on disk.
 * @throws Error when the file system refuses a mode that confirmed answers depend on
 */
export function openSqlite(path: string): Dialect {
	if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	// What a person had erased is overwritten, not left in free pages.
	database.pragma('secure_delete = ON');
	database.pragma(`cache_size = ${-CACHE_KIB}`);
	database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
	assertPragmas(database, path);
	return new Dialect(keepStatements(database));
}

function assertPragmas(database: Database.Database, path: string) {
	const journal = path === ':memory:' ? 'memory' : 'wal';
	const wanted = {
		journal_mode: journal,
		synchronous: 2,
		foreign_keys: 1,
		secure_delete: 1,
		busy_timeout: BUSY_TIMEOUT_MS
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
function keepStatements(database: Database.Database): SqliteDatabase {
	const kept = new Map<string, Database.Statement>();
	return {
		close: () => database.close(),
		prepare(sql: string) {
			const statement = kept.get(sql) ?? database.prepare(sql);
			kept.delete(sql);
			kept.set(sql, statement);
			if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value as string);
			return statement;
		}
	};
}
