import { CamelCasePlugin, Kysely, type Dialect, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { openPostgres } from './postgres.ts';
import { openSqliteInMemory } from './sqlite-memory.ts';
import { openSqlite } from './sqlite.ts';

/** A database or, inside a transaction, the transaction itself. */
export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;

/**
 * Opens the database an address names.
 * @param address `sqlite:<path>`, `sqlite::memory:`, or `postgres://…` / `postgresql://…`
 */
export function openDatabase(address: string): Db {
	return new Kysely<Schema>({ dialect: openDialect(address), plugins: [new CamelCasePlugin()] });
}

function openDialect(address: string): Dialect {
	if (address === 'sqlite::memory:') return openSqliteInMemory();
	return address.startsWith('sqlite:') ? openSqlite(address.slice('sqlite:'.length)) : openPostgres(address);
}

/** Runs `work` in the transaction it is given, or opens one. */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
	return db.isTransaction ? work(db as Trx) : db.transaction().execute(work);
}
