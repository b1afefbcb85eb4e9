import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');
const optionalRef = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.references(`${target}.id`).onDelete('set null');

/** How a group is graded, what a teacher decided beside the tests, and reports as they were on a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('grade_book')
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('course_slug', 'text', required)
		.addColumn('counting', 'text', required)
		.addColumn('scale', 'text', required)
		.addColumn('thresholds', 'text', required)
		.addColumn('weights', 'text', required)
		.addColumn('changed_at', 'text', required)
		.addPrimaryKeyConstraint('grade_book_pk', ['learner_group_id', 'course_slug'])
		.execute();
	await db.schema
		.createTable('grade_decision')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('kind', 'text', required)
		.addColumn('percent', 'integer')
		.addColumn('reason', 'text', required)
		.addColumn('decided_by', 'text', optionalRef('user_account'))
		.addColumn('decided_at', 'text', required)
		.execute();
	await db.schema
		.createIndex('grade_decision_group_idx')
		.on('grade_decision')
		.columns(['learner_group_id', 'course_slug'])
		.execute();
	await db.schema
		.createIndex('grade_decision_user_account_idx')
		.on('grade_decision')
		.column('user_account_id')
		.execute();
	await db.schema
		.createTable('report')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('organization_id', 'text', ref('organization'))
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('course_slug', 'text', required)
		.addColumn('content', 'text', required)
		.addColumn('created_by', 'text', optionalRef('user_account'))
		.addColumn('created_at', 'text', required)
		.execute();
	await db.schema.createIndex('report_group_idx').on('report').columns(['learner_group_id', 'created_at']).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['report', 'grade_decision', 'grade_book']) await db.schema.dropTable(table).execute();
}
