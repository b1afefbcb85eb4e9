import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');
const optionalRef = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.references(`${target}.id`).onDelete('set null');

/** People, organizations, learning, certificates and the shared plumbing: the first schema. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await createOrganizationsAndPeople(db);
	await createGroups(db);
	await createLearning(db);
	await createAttempts(db);
	await createCertificates(db);
	await createPlumbing(db);
}

async function createOrganizationsAndPeople(db: Kysely<unknown>) {
	await db.schema
		.createTable('organization')
		.addColumn('id', 'text', key)
		.addColumn('name', 'text', required)
		.addColumn('kind', 'text', required)
		.addColumn('county_code', 'text')
		.addColumn('created_at', 'text', required)
		.execute();

	await db.schema
		.createTable('user_account')
		.addColumn('id', 'text', key)
		.addColumn('kind', 'text', required)
		.addColumn('display_name', 'text', required)
		.addColumn('email', 'text', (c) => c.unique())
		.addColumn('email_confirmed_at', 'text')
		.addColumn('sign_in_name', 'text', (c) => c.unique())
		.addColumn('organization_id', 'text', optionalRef('organization'))
		.addColumn('password_hash', 'text')
		.addColumn('must_change_password', 'integer', flag)
		.addColumn('totp_secret', 'text')
		.addColumn('totp_last_step', 'integer')
		.addColumn('blocked_at', 'text')
		.addColumn('created_at', 'text', required)
		.execute();
	await db.schema.createIndex('user_account_organization_idx').on('user_account').column('organization_id').execute();

	await db.schema
		.createTable('role')
		.addColumn('id', 'text', key)
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('organization_id', 'text', (c) => c.references('organization.id').onDelete('cascade'))
		.addColumn('name', 'text', required)
		.addColumn('granted_at', 'text', required)
		.addColumn('granted_by', 'text', optionalRef('user_account'))
		.execute();
	await db.schema
		.createIndex('role_once_idx')
		.on('role')
		.expression(sql`user_account_id, coalesce(organization_id, ''), name`)
		.unique()
		.execute();
	await db.schema.createIndex('role_organization_idx').on('role').columns(['organization_id', 'name']).execute();

	await db.schema
		.createTable('sign_in_session')
		.addColumn('id', 'text', key)
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('device', 'text', required)
		.addColumn('created_at', 'text', required)
		.addColumn('last_seen_at', 'text', required)
		.addColumn('expires_at', 'text', required)
		.addColumn('second_factor_at', 'text')
		.execute();
	await db.schema
		.createIndex('sign_in_session_user_account_idx')
		.on('sign_in_session')
		.column('user_account_id')
		.execute();
	await db.schema.createIndex('sign_in_session_expiry_idx').on('sign_in_session').column('expires_at').execute();

	await db.schema
		.createTable('account_token')
		.addColumn('id', 'text', key)
		.addColumn('user_account_id', 'text', (c) => c.references('user_account.id').onDelete('cascade'))
		.addColumn('purpose', 'text', required)
		.addColumn('created_at', 'text', required)
		.addColumn('expires_at', 'text', required)
		.addColumn('used_at', 'text')
		.execute();
	await db.schema
		.createIndex('account_token_user_account_idx')
		.on('account_token')
		.columns(['user_account_id', 'purpose'])
		.execute();

	await db.schema
		.createTable('sign_in_throttle')
		.addColumn('id', 'text', key)
		.addColumn('failure_count', 'integer', required)
		.addColumn('window_started_at', 'text', required)
		.addColumn('blocked_until', 'text')
		.execute();
}

async function createGroups(db: Kysely<unknown>) {
	await db.schema
		.createTable('learner_group')
		.addColumn('id', 'text', key)
		.addColumn('organization_id', 'text', ref('organization'))
		.addColumn('name', 'text', required)
		.addColumn('created_at', 'text', required)
		.addColumn('archived_at', 'text')
		.execute();
	await db.schema.createIndex('learner_group_organization_idx').on('learner_group').column('organization_id').execute();

	await db.schema
		.createTable('membership')
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('kind', 'text', required)
		.addColumn('joined_at', 'text', required)
		.addPrimaryKeyConstraint('membership_pk', ['learner_group_id', 'user_account_id'])
		.execute();
	await db.schema.createIndex('membership_user_account_idx').on('membership').column('user_account_id').execute();

	await db.schema
		.createTable('course_assignment')
		.addColumn('learner_group_id', 'text', ref('learner_group'))
		.addColumn('course_slug', 'text', required)
		.addColumn('opens_on', 'text')
		.addColumn('due_on', 'text')
		.addColumn('created_at', 'text', required)
		.addPrimaryKeyConstraint('course_assignment_pk', ['learner_group_id', 'course_slug'])
		.execute();
}

async function createLearning(db: Kysely<unknown>) {
	await db.schema
		.createTable('enrollment')
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('course_slug', 'text', required)
		.addColumn('learner_group_id', 'text', optionalRef('learner_group'))
		.addColumn('enrolled_at', 'text', required)
		.addColumn('completed_at', 'text')
		.addPrimaryKeyConstraint('enrollment_pk', ['user_account_id', 'course_slug'])
		.execute();
	await db.schema
		.createIndex('enrollment_group_idx')
		.on('enrollment')
		.columns(['learner_group_id', 'course_slug'])
		.execute();

	await db.schema
		.createTable('lesson_progress')
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('course_slug', 'text', required)
		.addColumn('lesson_slug', 'text', required)
		.addColumn('read_at', 'text', required)
		.addPrimaryKeyConstraint('lesson_progress_pk', ['user_account_id', 'course_slug', 'lesson_slug'])
		.execute();

	await db.schema
		.createTable('quiz_result')
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('graded_count', 'integer', required)
		.addColumn('best_score', 'integer', required)
		.addColumn('best_max_score', 'integer', required)
		.addColumn('passed_at', 'text')
		.addPrimaryKeyConstraint('quiz_result_pk', ['user_account_id', 'course_slug', 'quiz_slug'])
		.execute();

	await db.schema
		.createTable('time_adjustment')
		.addColumn('user_account_id', 'text', (c) =>
			c.primaryKey().notNull().references('user_account.id').onDelete('cascade')
		)
		.addColumn('factor_percent', 'integer', required)
		.addColumn('set_at', 'text', required)
		.addColumn('set_by', 'text', optionalRef('user_account'))
		.execute();
}

async function createAttempts(db: Kysely<unknown>) {
	await db.schema
		.createTable('question_revision')
		.addColumn('hash', 'text', key)
		.addColumn('course_slug', 'text', required)
		.addColumn('question_slug', 'text', required)
		.addColumn('content', 'text', required)
		.addColumn('created_at', 'text', required)
		.execute();

	await db.schema
		.createTable('attempt')
		.addColumn('id', 'text', key)
		.addColumn('user_account_id', 'text', ref('user_account'))
		.addColumn('course_slug', 'text', required)
		.addColumn('quiz_slug', 'text', required)
		.addColumn('number', 'integer', required)
		.addColumn('state', 'text', required)
		.addColumn('seed', 'text', required)
		.addColumn('policy', 'text', required)
		.addColumn('course_revision', 'text', required)
		.addColumn('started_at', 'text', required)
		.addColumn('deadline_at', 'text')
		.addColumn('last_saved_at', 'text')
		.addColumn('closed_at', 'text')
		.addColumn('score', 'integer')
		.addColumn('max_score', 'integer')
		.addColumn('is_passed', 'integer')
		.addUniqueConstraint('attempt_number_key', ['user_account_id', 'course_slug', 'quiz_slug', 'number'])
		.execute();
	await db.schema
		.createIndex('attempt_open_idx')
		.on('attempt')
		.columns(['user_account_id', 'course_slug', 'quiz_slug'])
		.unique()
		.where(sql.ref('state'), '=', sql.lit('open'))
		.execute();
	await db.schema
		.createIndex('attempt_deadline_idx')
		.on('attempt')
		.column('deadline_at')
		.where(sql.ref('state'), '=', sql.lit('open'))
		.execute();

	await db.schema
		.createTable('attempt_item')
		.addColumn('attempt_id', 'text', ref('attempt'))
		.addColumn('position', 'integer', required)
		.addColumn('question_hash', 'text', (c) => c.notNull().references('question_revision.hash'))
		.addColumn('option_order', 'text', required)
		.addColumn('score', 'integer')
		.addPrimaryKeyConstraint('attempt_item_pk', ['attempt_id', 'position'])
		.execute();

	await db.schema
		.createTable('answer')
		.addColumn('attempt_id', 'text', ref('attempt'))
		.addColumn('position', 'integer', required)
		.addColumn('value', 'text', required)
		.addColumn('change_key', 'text', required)
		.addColumn('saved_at', 'text', required)
		.addPrimaryKeyConstraint('answer_pk', ['attempt_id', 'position'])
		.execute();

	await db.schema
		.createTable('answer_change')
		.addColumn('attempt_id', 'text', ref('attempt'))
		.addColumn('change_key', 'text', required)
		.addColumn('position', 'integer', required)
		.addColumn('value', 'text', required)
		.addColumn('received_at', 'text', required)
		.addColumn('is_late', 'integer', flag)
		.addPrimaryKeyConstraint('answer_change_pk', ['attempt_id', 'change_key'])
		.execute();
}

async function createCertificates(db: Kysely<unknown>) {
	await db.schema
		.createTable('certificate')
		.addColumn('id', 'text', key)
		.addColumn('number', 'text', (c) => c.notNull().unique())
		.addColumn('verification_code', 'text', (c) => c.notNull().unique())
		.addColumn('user_account_id', 'text', optionalRef('user_account'))
		.addColumn('organization_id', 'text', optionalRef('organization'))
		.addColumn('course_slug', 'text', required)
		.addColumn('course_revision', 'text', required)
		.addColumn('content', 'text', required)
		.addColumn('issued_at', 'text', required)
		.addColumn('expires_on', 'text')
		.addColumn('state', 'text', required)
		.addColumn('replaced_by', 'text', (c) => c.references('certificate.id'))
		.execute();
	await db.schema
		.createIndex('certificate_valid_idx')
		.on('certificate')
		.columns(['user_account_id', 'course_slug'])
		.unique()
		.where(sql.ref('state'), '=', sql.lit('valid'))
		.execute();
	await db.schema
		.createIndex('certificate_organization_idx')
		.on('certificate')
		.columns(['organization_id', 'issued_at'])
		.execute();

	await db.schema
		.createTable('certificate_event')
		.addColumn('id', 'text', key)
		.addColumn('certificate_id', 'text', ref('certificate'))
		.addColumn('kind', 'text', required)
		.addColumn('reason', 'text', required)
		.addColumn('happened_at', 'text', required)
		.addColumn('actor_id', 'text', optionalRef('user_account'))
		.execute();
	await db.schema
		.createIndex('certificate_event_certificate_idx')
		.on('certificate_event')
		.column('certificate_id')
		.execute();

	await db.schema
		.createTable('certificate_counter')
		.addColumn('year', 'integer', (c) => c.primaryKey().notNull())
		.addColumn('last_number', 'integer', required)
		.execute();
}

async function createPlumbing(db: Kysely<unknown>) {
	await db.schema
		.createTable('outbox')
		.addColumn('id', 'text', key)
		.addColumn('kind', 'text', required)
		.addColumn('payload', 'text', required)
		.addColumn('state', 'text', required)
		.addColumn('created_at', 'text', required)
		.addColumn('available_at', 'text', required)
		.addColumn('try_count', 'integer', flag)
		.addColumn('lease_token', 'text')
		.addColumn('last_error', 'text')
		.addColumn('finished_at', 'text')
		.execute();
	await db.schema
		.createIndex('outbox_waiting_idx')
		.on('outbox')
		.column('available_at')
		.where(sql.ref('state'), '=', sql.lit('waiting'))
		.execute();

	await db.schema
		.createTable('audit_log')
		.addColumn('id', 'text', key)
		.addColumn('happened_at', 'text', required)
		.addColumn('actor_id', 'text')
		.addColumn('organization_id', 'text')
		.addColumn('action', 'text', required)
		.addColumn('subject_kind', 'text', required)
		.addColumn('subject_id', 'text', required)
		.addColumn('outcome', 'text', required)
		.addColumn('address', 'text')
		.addColumn('detail', 'text')
		.execute();
	await db.schema
		.createIndex('audit_log_time_idx')
		.on('audit_log')
		.columns(['organization_id', 'happened_at'])
		.execute();

	await db.schema
		.createTable('instance_setting')
		.addColumn('name', 'text', key)
		.addColumn('value', 'text', required)
		.execute();
}

/** Drops everything, children before parents. */
export async function down(db: Kysely<unknown>): Promise<void> {
	const tables = [
		'instance_setting',
		'audit_log',
		'outbox',
		'certificate_counter',
		'certificate_event',
		'certificate',
		'answer_change',
		'answer',
		'attempt_item',
		'attempt',
		'question_revision',
		'time_adjustment',
		'quiz_result',
		'lesson_progress',
		'enrollment',
		'course_assignment',
		'membership',
		'learner_group',
		'sign_in_throttle',
		'account_token',
		'sign_in_session',
		'role',
		'user_account',
		'organization'
	];
	for (const table of tables) await db.schema.dropTable(table).execute();
}
