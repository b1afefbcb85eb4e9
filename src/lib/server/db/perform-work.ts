import type { Db } from './db.ts';
import { SqliteFileAdapter } from './sqlite-adapter.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { writerWork, type WorkName } from './writer-work.ts';

type Input<W extends WorkName> = Parameters<(typeof writerWork)[W]>[1];
type Output<W extends WorkName> = Awaited<ReturnType<(typeof writerWork)[W]>>;

/** Does a named work in a transaction of its own: for an SQLite file in the thread that writes, else here. */
export function performWork<W extends WorkName>(db: Db, work: W, input: Input<W>): Promise<Output<W>> {
	const executor = db.getExecutor();
	if (!(executor.adapter instanceof SqliteFileAdapter)) {
		return db.transaction().execute((trx) => writerWork[work](trx, input) as Promise<Output<W>>);
	}
	return executor.provideConnection(
		(connection) => (connection as SqliteConnection).perform({ work, input }) as Promise<Output<W>>
	);
}
