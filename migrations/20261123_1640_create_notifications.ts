import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');

/** A calendar is told that a day was taken back, not only that there is none. */
const ASSIGNMENT_COLUMNS = ['changed_at', 'last_opens_on', 'last_due_on'];

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
		.addColumn('mail_due_at', 'text')
		.execute();
	await db.schema
		.createIndex('notification_once_idx')
		.on('notification')
		.columns(['user_account_id', 'dedupe_key'])
		.unique()
		.where(sql.ref('dedupe_key'), 'is not', null)
		.execute();
	await db.schema
		.createIndex('notification_person_idx')
		.on('notification')
		.columns(['user_account_id', 'visible_at'])
		.execute();
	// Every page of somebody signed in counts these.
	await db.schema
		.createIndex('notification_unread_idx')
		.on('notification')
		.columns(['user_account_id', 'visible_at'])
		.where(sql.ref('read_at'), 'is', null)
		.execute();
	await db.schema
		.createIndex('notification_mail_idx')
		.on('notification')
		.columns(['mail_due_at', 'user_account_id'])
		.where(sql.ref('mail_due_at'), 'is not', null)
		.execute();
	await db.schema.createIndex('notification_created_idx').on('notification').column('created_at').execute();
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
	for (const column of ASSIGNMENT_COLUMNS) {
		await db.schema.alterTable('course_assignment').addColumn(column, 'text').execute();
	}
	await db.schema
		.createIndex('course_assignment_due_idx')
		.on('course_assignment')
		.column('due_on')
		.where(sql.ref('due_on'), 'is not', null)
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('course_assignment_due_idx').execute();
	for (const column of ASSIGNMENT_COLUMNS) {
		await db.schema.alterTable('course_assignment').dropColumn(column).execute();
	}
	for (const table of ['calendar_feed', 'notification_preference', 'notification']) {
		await db.schema.dropTable(table).execute();
	}
}
