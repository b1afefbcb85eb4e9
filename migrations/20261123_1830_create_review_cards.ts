import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const person = (column: ColumnDefinitionBuilder) => column.notNull().references('user_account.id').onDelete('cascade');

/** What a person is to remember, when to ask again, and how it went. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('review_card')
		.addColumn('user_account_id', 'text', person)
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('question_slug', 'text', required)
		.addColumn('added_at', 'text', required)
		.addColumn('due_at', 'text', required)
		.addColumn('last_reviewed_at', 'text')
		.addColumn('memory', 'text', required)
		.addColumn('stability', 'integer')
		.addPrimaryKeyConstraint('review_card_pk', ['user_account_id', 'course_slug', 'quiz_slug', 'question_slug'])
		.execute();
	await db.schema.createIndex('review_card_due_idx').on('review_card').columns(['user_account_id', 'due_at']).execute();
	await db.schema
		.createTable('review_entry')
		.addColumn('user_account_id', 'text', person)
		.addColumn('change_key', 'text', required)
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('question_slug', 'text', required)
		.addColumn('question_hash', 'text', required)
		.addColumn('value', 'text', required)
		.addColumn('is_right', 'integer', flag)
		.addColumn('rating', 'integer', required)
		.addColumn('reviewed_at', 'text', required)
		.addPrimaryKeyConstraint('review_entry_pk', ['user_account_id', 'change_key'])
		.execute();
	await db.schema
		.createIndex('review_entry_time_idx')
		.on('review_entry')
		.columns(['user_account_id', 'reviewed_at'])
		.execute();
	await db.schema
		.createTable('review_setting')
		.addColumn('user_account_id', 'text', (c) =>
			c.primaryKey().notNull().references('user_account.id').onDelete('cascade')
		)
		.addColumn('is_off', 'integer', flag)
		.addColumn('paused_from', 'text')
		.addColumn('paused_until', 'text')
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('review_setting').execute();
	await db.schema.dropTable('review_entry').execute();
	await db.schema.dropTable('review_card').execute();
}
