import { SqliteAdapter } from 'kysely';

/** Lets the migrator keep a batch in one transaction: a failed migration leaves the old schema. */
export class TransactionalDdlAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}
