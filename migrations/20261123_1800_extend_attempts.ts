import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const attempt = (column: ColumnDefinitionBuilder) => column.notNull().references('attempt.id').onDelete('cascade');
const author = (column: ColumnDefinitionBuilder) => column.references('user_account.id').onDelete('set null');

/** Drawn values, corrected keys, confidence, marks of open answers and files that were handed in. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('attempt_item').addColumn('variables', 'text').execute();
	await db.schema.alterTable('attempt_item').addColumn('graded_hash', 'text').execute();
	await db.schema.alterTable('attempt_item').addColumn('voided', 'text').execute();
	await db.schema.alterTable('answer').addColumn('confidence', 'text').execute();
	await db.schema.alterTable('answer_change').addColumn('confidence', 'text').execute();
	await db.schema
		.createIndex('attempt_quiz_idx')
		.on('attempt')
		.columns(['course_slug', 'quiz_slug', 'closed_at'])
		.execute();
	await db.schema
		.createIndex('attempt_submitted_idx')
		.on('attempt')
		.columns(['course_slug', 'closed_at'])
		.where(sql.ref('state'), '=', sql.lit('submitted'))
		.execute();

	await db.schema
		.createTable('mark')
		.addColumn('attempt_id', 'text', attempt)
		.addColumn('position', 'integer', required)
		.addColumn('reader', 'text', required)
		.addColumn('criteria', 'text', required)
		.addColumn('score', 'integer', required)
		.addColumn('comment', 'text', required)
		.addColumn('marked_by', 'text', author)
		.addColumn('marked_at', 'text', required)
		.addPrimaryKeyConstraint('mark_pk', ['attempt_id', 'position', 'reader'])
		.execute();
	await db.schema.createIndex('mark_reader_idx').on('mark').columns(['marked_by', 'marked_at']).execute();
	await db.schema
		.createTable('handed_file')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('attempt_id', 'text', attempt)
		.addColumn('position', 'integer', required)
		.addColumn('name', 'text', required)
		.addColumn('media_type', 'text', required)
		.addColumn('size', 'integer', required)
		.addColumn('uploaded_at', 'text', required)
		.execute();
	await db.schema
		.createIndex('handed_file_attempt_idx')
		.on('handed_file')
		.columns(['attempt_id', 'position'])
		.execute();
	await db.schema
		.createTable('handed_file_part')
		.addColumn('handed_file_id', 'text', (c) => c.notNull().references('handed_file.id').onDelete('cascade'))
		.addColumn('number', 'integer', required)
		.addColumn('content', 'text', required)
		.addPrimaryKeyConstraint('handed_file_part_pk', ['handed_file_id', 'number'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('handed_file_part').execute();
	await db.schema.dropTable('handed_file').execute();
	await db.schema.dropTable('mark').execute();
	await db.schema.dropIndex('attempt_submitted_idx').execute();
	await db.schema.dropIndex('attempt_quiz_idx').execute();
	await db.schema.alterTable('answer_change').dropColumn('confidence').execute();
	await db.schema.alterTable('answer').dropColumn('confidence').execute();
	await db.schema.alterTable('attempt_item').dropColumn('voided').execute();
	await db.schema.alterTable('attempt_item').dropColumn('graded_hash').execute();
	await db.schema.alterTable('attempt_item').dropColumn('variables').execute();
}
