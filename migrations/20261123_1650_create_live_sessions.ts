import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');

/** A quiz that a whole group answers together, question by question, in front of a projector. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('live_session')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('questions', 'text', required)
		.addColumn('position', 'integer', required)
		.addColumn('state', 'text', required)
		.addColumn('is_revealed', 'integer', flag)
		.addColumn('version', 'integer', required)
		.addColumn('opened_by', 'text', (c) => c.references('user_account.id').onDelete('set null'))
		.addColumn('opened_at', 'text', required)
		.addColumn('ended_at', 'text')
		.execute();
	await db.schema
		.createIndex('live_session_group_idx')
		.on('live_session')
		.columns(['learner_group_id', 'opened_at'])
		.execute();
	await db.schema.createIndex('live_session_state_idx').on('live_session').columns(['state', 'opened_at']).execute();
	await db.schema
		.createTable('live_answer')
		.addColumn('live_session_id', 'text', ref('live_session'))
		.addColumn('position', 'integer', required)
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('value', 'text', required)
		.addColumn('answered_at', 'text', required)
		.addPrimaryKeyConstraint('live_answer_pk', ['live_session_id', 'position', 'user_account_id'])
		.execute();
	await db.schema.createIndex('live_answer_user_account_idx').on('live_answer').column('user_account_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('live_answer').execute();
	await db.schema.dropTable('live_session').execute();
}
