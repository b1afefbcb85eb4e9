import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** The word of a guardian for somebody under sixteen who wants an account without a school. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('guardian_consent')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('state', 'text', required)
		.addColumn('method', 'text', required)
		.addColumn('nickname', 'text')
		.addColumn('guardian_email', 'text')
		.addColumn('text_version', 'text', required)
		.addColumn('child_digest', 'text', (c) => c.notNull().unique())
		.addColumn('guardian_digest', 'text', (c) => c.notNull().unique())
		.addColumn('user_account_id', 'text', (c) => c.references('user_account.id').onDelete('set null'))
		.addColumn('asked_at', 'text', required)
		.addColumn('confirmed_at', 'text')
		.addColumn('confirmed_text_version', 'text')
		.addColumn('confirmed_by', 'text', (c) => c.references('user_account.id').onDelete('set null'))
		.addColumn('withdrawn_at', 'text')
		.addColumn('withdrawn_text_version', 'text')
		.execute();
	await db.schema
		.createIndex('guardian_consent_user_account_idx')
		.on('guardian_consent')
		.column('user_account_id')
		.execute();
	await db.schema
		.createIndex('guardian_consent_state_idx')
		.on('guardian_consent')
		.columns(['state', 'asked_at'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('guardian_consent').execute();
}
