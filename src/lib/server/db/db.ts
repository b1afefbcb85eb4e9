import { CamelCasePlugin, Kysely, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** A database or, inside a transaction, the transaction itself. */
export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;

/**
 * Opens the database an address names.
 * @param address `sqlite:<path>`, or `postgres://…` / `postgresql://…`
 */
export function openDatabase(address: string): Db {
	const dialect = address.startsWith('sqlite:') ? openSqlite(address.slice('sqlite:'.length)) : openPostgres(address);
	return new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** Runs `work` in the transaction it is given, or opens one. */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
	return db.isTransaction ? work(db as Trx) : db.transaction().execute(work);
}
