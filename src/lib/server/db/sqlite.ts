import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
	SqliteIntrospector,
	SqliteQueryCompiler,
	type Dialect,
	type Driver,
	type Kysely,
	type TransactionSettings
} from 'kysely';
import { SqliteFileAdapter } from './sqlite-adapter.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { SqliteWriter } from './sqlite-writer.ts';

/**
 * A database in a file, its folder made if missing: read in the main thread, written in a thread of its own, so that no
 * page waits for a disk or a lock. A write that was awaited is seen by every read after it.
 * @throws Error when the file system refuses a mode that confirmed answers depend on
 */
export function openSqlite(path: string): Dialect {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const driver = new SqliteFileDriver(path);
	return {
		createDriver: () => driver,
		createAdapter: () => new SqliteFileAdapter(),
		createQueryCompiler: () => new SqliteQueryCompiler(),
		createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db)
	};
}

class SqliteFileDriver implements Driver {
	readonly #reader: SqliteReader;
	readonly #writer: SqliteWriter;

	constructor(path: string) {
		this.#reader = new SqliteReader(path);
		this.#writer = new SqliteWriter(path);
	}

	async init(): Promise<void> {}

	acquireConnection(): Promise<SqliteConnection> {
		return Promise.resolve(new SqliteConnection(this.#reader, this.#writer));
	}

	beginTransaction(connection: SqliteConnection, settings: TransactionSettings): Promise<void> {
		return connection.begin(settings);
	}

	commitTransaction(connection: SqliteConnection): Promise<void> {
		return connection.commit();
	}

	rollbackTransaction(connection: SqliteConnection): Promise<void> {
		return connection.rollback();
	}

	releaseConnection(connection: SqliteConnection): Promise<void> {
		connection.release();
		return Promise.resolve();
	}

	/** The writer is the last to let go of the file: what it does then, it does in its thread. */
	async destroy(): Promise<void> {
		this.#reader.close();
		await this.#writer.close();
	}
}
