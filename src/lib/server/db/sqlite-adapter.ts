import { SqliteAdapter } from 'kysely';

/** Lets the migrator keep a batch in one transaction: a failed migration leaves the old schema. */
export class TransactionalDdlAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

/** A file with a writer of its own. */
export class SqliteFileAdapter extends TransactionalDdlAdapter {
	/** Reads pass writes, and writes queue at the writer: no connection has to wait for another. */
	override get supportsMultipleConnections(): boolean {
		return true;
	}
}
