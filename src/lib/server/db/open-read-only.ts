import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { openDatabase, type Db } from './db.ts';
import type { Schema } from './schema.ts';

const BUSY_TIMEOUT_MS = 2_000;
/** Whoever reads everything once gains little from keeping it. */
const CACHE_KIB = 64 * 1024;

/**
 * A connection of its own for a thread that only reads: in WAL it stops nobody and nobody stops it.
 * @param address as `openDatabase` takes it; a database in memory cannot be reached from another thread
 */
export function openReadOnly(address: string): Db {
	if (!address.startsWith('sqlite:')) return openDatabase(address);
	const database = new Database(address.slice('sqlite:'.length), { readonly: true, timeout: BUSY_TIMEOUT_MS });
	database.pragma(`cache_size = ${-CACHE_KIB}`);
	return new Kysely<Schema>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
}
