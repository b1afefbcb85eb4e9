import type Database from 'better-sqlite3';
import { keepStatements, openFile } from './sqlite-file.ts';

/** Readers wait for others only while a file is opened or put in order after a crash. */
const BUSY_TIMEOUT_MS = 250;
const CACHE_KIB = 256 * 1024;

/** A connection that reads in the main thread: in WAL it waits neither for a writer nor for the disk's sync. */
export class SqliteReader {
	readonly #path: string;
	readonly #database: Database.Database;
	readonly #prepare: (sql: string) => Database.Statement<unknown[]>;

	/** @throws Error when the file system refuses a mode that confirmed answers depend on */
	constructor(path: string) {
		this.#path = path;
		this.#database = openFile(path, { busyTimeoutMs: BUSY_TIMEOUT_MS, cacheKib: CACHE_KIB });
		this.#database.pragma('query_only = ON');
		this.#prepare = keepStatements(this.#database);
	}

	/** Whether a statement is a select that changes nothing. */
	canRead(sql: string): boolean {
		return /^\s*(select|with)\b/i.test(sql) && this.#prepare(sql).readonly;
	}

	read<R>(sql: string, parameters: readonly unknown[]): R[] {
		return this.#prepare(sql).all(parameters) as R[];
	}

	/** Another one, for which everything stays as it is at its first read, until it is closed. */
	holdMoment(): SqliteReader {
		const reader = new SqliteReader(this.#path);
		reader.#database.exec('begin');
		return reader;
	}

	close(): void {
		this.#database.close();
	}
}
