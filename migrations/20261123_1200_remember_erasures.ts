import type { Kysely } from 'kysely';

/** Erased accounts are remembered by id, so that an older backup cannot bring them back; a person's rows are found by an index. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('erased_account')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('erased_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('certificate_user_account_idx').on('certificate').column('user_account_id').execute();
	await db.schema.createIndex('certificate_event_actor_idx').on('certificate_event').column('actor_id').execute();
	await db.schema.createIndex('audit_log_actor_idx').on('audit_log').columns(['actor_id', 'happened_at']).execute();
	await db.schema
		.createIndex('audit_log_subject_idx')
		.on('audit_log')
		.columns(['subject_kind', 'subject_id', 'happened_at'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const index of [
		'audit_log_subject_idx',
		'audit_log_actor_idx',
		'certificate_event_actor_idx',
		'certificate_user_account_idx'
	]) {
		await db.schema.dropIndex(index).execute();
	}
	await db.schema.dropTable('erased_account').execute();
}
