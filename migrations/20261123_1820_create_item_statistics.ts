import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** How quizzes and their questions behave over everybody's first attempts, prepared. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('quiz_statistic')
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('computed_at', 'text', required)
		.addColumn('attempt_count', 'integer', required)
		.addColumn('content', 'text', required)
		.addPrimaryKeyConstraint('quiz_statistic_pk', ['course_slug', 'quiz_slug'])
		.execute();
	await db.schema
		.createTable('item_statistic')
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('question_hash', 'text', required)
		.addColumn('question_slug', 'text', required)
		.addColumn('answer_count', 'integer', required)
		.addColumn('difficulty', 'text')
		.addColumn('verdict', 'text')
		.addColumn('content', 'text', required)
		.addPrimaryKeyConstraint('item_statistic_pk', ['course_slug', 'quiz_slug', 'question_hash'])
		.execute();
	await db.schema
		.createIndex('item_statistic_verdict_idx')
		.on('item_statistic')
		.column('course_slug')
		.where(sql.ref('verdict'), 'is not', null)
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('item_statistic').execute();
	await db.schema.dropTable('quiz_statistic').execute();
}
