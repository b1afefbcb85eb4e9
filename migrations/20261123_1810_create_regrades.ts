import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const author = (column: ColumnDefinitionBuilder) => column.references('user_account.id').onDelete('set null');

/** Keys put right after people had answered: what was decided, and what it changed for whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('regrade')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('course_slug', 'text', required)
		.addColumn('question_slug', 'text', required)
		.addColumn('quiz_slugs', 'text', required)
		.addColumn('from_hash', 'text', (c) => c.notNull().references('question_revision.hash'))
		.addColumn('to_hash', 'text', (c) => c.references('question_revision.hash'))
		.addColumn('policy', 'text', required)
		.addColumn('reason', 'text', required)
		.addColumn('state', 'text', required)
		.addColumn('attempt_count', 'integer', required)
		.addColumn('changed_count', 'integer', required)
		.addColumn('applied_by', 'text', author)
		.addColumn('applied_at', 'text', required)
		.addColumn('undone_by', 'text', author)
		.addColumn('undone_at', 'text')
		.execute();
	await db.schema
		.createIndex('regrade_standing_idx')
		.on('regrade')
		.columns(['course_slug', 'from_hash'])
		.unique()
		.where(sql.ref('state'), '!=', sql.lit('undone'))
		.execute();
	await db.schema
		.createTable('regrade_change')
		.addColumn('regrade_id', 'text', (c) => c.notNull().references('regrade.id').onDelete('cascade'))
		.addColumn('attempt_id', 'text', (c) => c.notNull().references('attempt.id').onDelete('cascade'))
		.addColumn('position', 'integer', required)
		.addColumn('old_item_score', 'integer', required)
		.addColumn('new_item_score', 'integer', required)
		.addColumn('old_graded_hash', 'text')
		.addColumn('old_score', 'integer', required)
		.addColumn('new_score', 'integer', required)
		.addColumn('old_max_score', 'integer', required)
		.addColumn('new_max_score', 'integer', required)
		.addColumn('old_is_passed', 'integer')
		.addColumn('new_is_passed', 'integer')
		.addColumn('certificate_id', 'text', (c) => c.references('certificate.id').onDelete('set null'))
		.addPrimaryKeyConstraint('regrade_change_pk', ['regrade_id', 'attempt_id'])
		.execute();
	await db.schema.createIndex('regrade_change_attempt_idx').on('regrade_change').column('attempt_id').execute();
	await db.schema
		.createIndex('question_revision_question_idx')
		.on('question_revision')
		.columns(['course_slug', 'question_slug'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('question_revision_question_idx').execute();
	await db.schema.dropTable('regrade_change').execute();
	await db.schema.dropTable('regrade').execute();
}
