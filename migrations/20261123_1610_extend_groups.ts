import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const count = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');
const optionalRef = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.references(`${target}.id`).onDelete('set null');

/** Teams, rules of an assigned course, class codes, who was in a group, and what the board of a group reads. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('learner_group').addColumn('allows_pictures', 'integer', count).execute();
	await db.schema
		.createTable('team')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('name', 'text', required)
		.execute();
	await db.schema.createIndex('team_name_idx').on('team').columns(['learner_group_id', 'name']).unique().execute();
	await db.schema.alterTable('membership').addColumn('team_id', 'text', optionalRef('team')).execute();
	await db.schema
		.createTable('former_membership')
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('kind', 'text', required)
		.addColumn('joined_at', 'text', required)
		.addColumn('left_at', 'text', required)
		.addPrimaryKeyConstraint('former_membership_pk', ['learner_group_id', 'user_account_id', 'left_at'])
		.execute();
	await db.schema
		.createIndex('former_membership_user_account_idx')
		.on('former_membership')
		.column('user_account_id')
		.execute();

	await db.schema.alterTable('course_assignment').addColumn('is_order_locked', 'integer', count).execute();
	await db.schema.alterTable('course_assignment').addColumn('passing_percent', 'integer').execute();
	await db.schema.alterTable('course_assignment').addColumn('revision', 'integer', count).execute();
	await db.schema.alterTable('course_assignment').addColumn('removed_at', 'text').execute();

	await db.schema
		.createTable('join_code')
		.addColumn('learner_group_id', 'text', (c) =>
			c.primaryKey().notNull().references('learner_group.id').onDelete('cascade')
		)
		.addColumn('digest', 'text', (c) => c.notNull().unique())
		.addColumn('nonce', 'text', required)
		.addColumn('created_by', 'text', optionalRef('user_account'))
		.addColumn('created_at', 'text', required)
		.addColumn('expires_at', 'text', required)
		.addColumn('joined_count', 'integer', count)
		.execute();

	await db.schema.alterTable('enrollment').addColumn('last_activity_at', 'text').execute();
	await db.schema.alterTable('enrollment').addColumn('steps', 'text').execute();
	await db.schema
		.createIndex('enrollment_unprepared_idx')
		.on('enrollment')
		.column('enrolled_at')
		.where(sql.ref('steps'), 'is', null)
		.execute();
	await db.schema
		.createIndex('enrollment_activity_idx')
		.on('enrollment')
		.column('last_activity_at')
		.where(sql.ref('last_activity_at'), 'is not', null)
		.execute();
	await db.schema.alterTable('quiz_result').addColumn('last_score', 'integer').execute();
	await db.schema.alterTable('quiz_result').addColumn('last_max_score', 'integer').execute();
	for (const column of ['score', 'max_score']) {
		await sql`update quiz_result set ${sql.ref(`last_${column}`)} = (
			select ${sql.ref(`a.${column}`)} from attempt a where a.user_account_id = quiz_result.user_account_id
				and a.course_slug = quiz_result.course_slug and a.quiz_slug = quiz_result.quiz_slug
				and a.closed_at is not null order by a.number desc limit 1)`.execute(db);
	}
	await db.schema
		.createTable('question_statistic')
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('course_slug', 'text', required)
		.addColumn('computed_at', 'text', required)
		.addColumn('content', 'text', required)
		.addPrimaryKeyConstraint('question_statistic_pk', ['learner_group_id', 'course_slug'])
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('question_statistic').execute();
	for (const column of ['last_max_score', 'last_score']) {
		await db.schema.alterTable('quiz_result').dropColumn(column).execute();
	}
	await db.schema.dropIndex('enrollment_activity_idx').execute();
	await db.schema.dropIndex('enrollment_unprepared_idx').execute();
	for (const column of ['steps', 'last_activity_at']) {
		await db.schema.alterTable('enrollment').dropColumn(column).execute();
	}
	await db.schema.dropTable('join_code').execute();
	for (const column of ['removed_at', 'revision', 'passing_percent', 'is_order_locked']) {
		await db.schema.alterTable('course_assignment').dropColumn(column).execute();
	}
	await db.schema.dropTable('former_membership').execute();
	await db.schema.alterTable('membership').dropColumn('team_id').execute();
	await db.schema.dropTable('team').execute();
	await db.schema.alterTable('learner_group').dropColumn('allows_pictures').execute();
}
