import type { Kysely } from 'kysely';

/** Entries of the audit log follow one another: each carries a digest of itself and of the one before. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('audit_log').addColumn('chain', 'text').execute();
	await db.schema.alterTable('audit_log').addColumn('sequence', 'integer').execute();
	await db.schema.alterTable('audit_log').addColumn('hash', 'text').execute();
	await db.schema.createIndex('audit_log_chain_idx').on('audit_log').columns(['chain', 'sequence']).unique().execute();
	await db.schema
		.createTable('audit_chain')
		.addColumn('name', 'text', (c) => c.primaryKey().notNull())
		.addColumn('last_sequence', 'integer', (c) => c.notNull())
		.addColumn('last_hash', 'text', (c) => c.notNull())
		.addColumn('base_sequence', 'integer', (c) => c.notNull())
		.addColumn('base_hash', 'text', (c) => c.notNull())
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('audit_chain').execute();
	await db.schema.dropIndex('audit_log_chain_idx').execute();
	for (const column of ['hash', 'sequence', 'chain']) {
		await db.schema.alterTable('audit_log').dropColumn(column).execute();
	}
}
