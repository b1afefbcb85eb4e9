import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const author = (column: ColumnDefinitionBuilder) => column.references('user_account.id').onDelete('set null');

/** What learners say about questions, and the editions of course files that were published. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('question_report')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('question_slug', 'text', required)
		.addColumn('question_hash', 'text', required)
		.addColumn('kind', 'text', required)
		.addColumn('comment', 'text', required)
		.addColumn('user_account_id', 'text', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
		.addColumn('created_at', 'text', required)
		.addColumn('reply', 'text')
		.addColumn('closed_by', 'text', author)
		.addColumn('closed_at', 'text')
		.execute();
	await db.schema
		.createIndex('question_report_course_idx')
		.on('question_report')
		.columns(['course_slug', 'created_at'])
		.execute();
	await db.schema
		.createIndex('question_report_open_key')
		.unique()
		.on('question_report')
		.columns(['user_account_id', 'question_hash', 'kind'])
		.where(sql.ref('closed_at'), 'is', null)
		.execute();
	await db.schema
		.createIndex('question_report_person_idx')
		.on('question_report')
		.columns(['user_account_id', 'created_at'])
		.execute();
	await db.schema
		.createTable('source_revision')
		.addColumn('course_slug', 'text', required)
		.addColumn('path', 'text', required)
		.addColumn('hash', 'text', required)
		.addColumn('content', 'text', required)
		.addColumn('seen_at', 'text', required)
		.addPrimaryKeyConstraint('source_revision_pk', ['course_slug', 'path', 'hash'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('source_revision').execute();
	await db.schema.dropTable('question_report').execute();
}
