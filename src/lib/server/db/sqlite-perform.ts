import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { Trx } from './db.ts';
import type { Schema } from './schema.ts';
import type { keepStatements } from './sqlite-file.ts';
import type { Work } from './sqlite-order.ts';
import { writerWork } from './writer-work.ts';

/**
 * How the thread that writes carries out a work on its own connection. The transaction is begun and ended by orders,
 * not by Kysely.
 */
export function createPerformer(prepare: ReturnType<typeof keepStatements>): (work: Work) => Promise<unknown> {
	const dialect = new SqliteDialect({ database: { close: () => {}, prepare } });
	const db = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
	return ({ work, input }) => writerWork[work](db as unknown as Trx, input as never);
}
