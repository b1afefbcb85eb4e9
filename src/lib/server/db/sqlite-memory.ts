import { SqliteDialect } from 'kysely';
import { TransactionalDdlAdapter } from './sqlite-adapter.ts';
import { keepStatements, openFile } from './sqlite-file.ts';

class InMemoryDialect extends SqliteDialect {
	override createAdapter(): TransactionalDdlAdapter {
		return new TransactionalDdlAdapter();
	}
}

/** A database that is gone when it is closed: one connection in the main thread, which waits for nothing. */
export function openSqliteInMemory(): SqliteDialect {
	const database = openFile(':memory:', { busyTimeoutMs: 0, cacheKib: 64 * 1024 });
	return new InMemoryDialect({ database: { close: () => database.close(), prepare: keepStatements(database) } });
}
