import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');

/** What people are told, how they want to be told, and their calendars. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('notification')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('kind', 'text', required)
		.addColumn('content', 'text', required)
		.addColumn('dedupe_key', 'text')
		.addColumn('created_at', 'text', required)
		.addColumn('visible_at', 'text', required)
		.addColumn('read_at', 'text')
		.addColumn('mailed_at', 'text')
		.execute();
	await db.schema
		.createIndex('notification_once_idx')
		.on('notification')
		.columns(['user_account_id', 'dedupe_key'])
		.unique()
		.execute();
	await db.schema
		.createIndex('notification_person_idx')
		.on('notification')
		.columns(['user_account_id', 'visible_at'])
		.execute();
	await db.schema
		.createIndex('notification_unmailed_idx')
		.on('notification')
		.column('visible_at')
		.where(sql.ref('mailed_at'), 'is', null)
		.execute();
	await db.schema
		.createTable('notification_preference')
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('kind', 'text', required)
		.addColumn('mail', 'text', required)
		.addPrimaryKeyConstraint('notification_preference_pk', ['user_account_id', 'kind'])
		.execute();
	await db.schema
		.createTable('calendar_feed')
		.addColumn('user_account_id', 'text', (c) =>
			c.primaryKey().notNull().references('user_account.id').onDelete('cascade')
		)
		.addColumn('digest', 'text', (c) => c.notNull().unique())
		.addColumn('created_at', 'text', required)
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['calendar_feed', 'notification_preference', 'notification']) {
		await db.schema.dropTable(table).execute();
	}
}
