import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');

/** Lists of people that were read from files: looked at first, then carried out, and undone within thirty days. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('roster_import')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('organization_id', 'text', ref('organization'))
		.addColumn('learner_group_id', 'text', (c) => c.references('learner_group.id').onDelete('cascade'))
		.addColumn('kind', 'text', required)
		.addColumn('source_name', 'text', required)
		.addColumn('mapping', 'text', required)
		.addColumn('state', 'text', required)
		.addColumn('created_by', 'text', (c) => c.references('user_account.id').onDelete('set null'))
		.addColumn('created_at', 'text', required)
		.addColumn('applied_at', 'text')
		.addColumn('undone_at', 'text')
		.execute();
	await db.schema
		.createIndex('roster_import_organization_idx')
		.on('roster_import')
		.columns(['organization_id', 'created_at'])
		.execute();
	await db.schema
		.createTable('roster_row')
		.addColumn('roster_import_id', 'text', ref('roster_import'))
		.addColumn('line', 'integer', required)
		.addColumn('content', 'text', required)
		.addColumn('verdict', 'text')
		.addColumn('user_account_id', 'text', (c) => c.references('user_account.id').onDelete('cascade'))
		.addColumn('learner_group_id', 'text', (c) => c.references('learner_group.id').onDelete('set null'))
		.addColumn('invitation_id', 'text', (c) => c.references('invitation.id').onDelete('set null'))
		.addColumn('is_account_new', 'integer', flag)
		.addColumn('is_membership_new', 'integer', flag)
		.addPrimaryKeyConstraint('roster_row_pk', ['roster_import_id', 'line'])
		.execute();
	await db.schema.createIndex('roster_row_user_account_idx').on('roster_row').column('user_account_id').execute();
	await db.schema.alterTable('learner_group').addColumn('external_id', 'text').execute();
	await db.schema
		.createIndex('learner_group_external_idx')
		.on('learner_group')
		.columns(['organization_id', 'external_id'])
		.unique()
		.execute();
	await db.schema
		.createTable('header_mapping')
		.addColumn('organization_id', 'text', ref('organization'))
		.addColumn('signature', 'text', required)
		.addColumn('mapping', 'text', required)
		.addColumn('used_at', 'text', required)
		.addPrimaryKeyConstraint('header_mapping_pk', ['organization_id', 'signature'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('learner_group_external_idx').execute();
	await db.schema.alterTable('learner_group').dropColumn('external_id').execute();
	for (const table of ['header_mapping', 'roster_row', 'roster_import']) await db.schema.dropTable(table).execute();
}
