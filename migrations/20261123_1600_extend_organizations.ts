import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const months = (count: number) => (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(count);
const ref = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.notNull().references(`${target}.id`).onDelete('cascade');
const optionalRef = (target: string) => (column: ColumnDefinitionBuilder) =>
	column.references(`${target}.id`).onDelete('set null');

const ORGANIZATION_TEXTS = ['certificate_name', 'logo_hash', 'notice', 'contact', 'officer', 'legal_basis'];
const ORGANIZATION_PERIODS = { answers_months: 24, results_months: 60, accounts_months: 24, log_months: 24 };

/** What an organization says of itself and how long it keeps data; invitations; where staff works at the moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// By hash: a certificate keeps the logo it was issued with.
	await db.schema
		.createTable('logo')
		.addColumn('organization_id', 'text', ref('organization'))
		.addColumn('hash', 'text', required)
		.addColumn('media_type', 'text', required)
		.addColumn('content', 'text', required)
		.addColumn('width', 'integer', required)
		.addColumn('height', 'integer', required)
		.addColumn('created_at', 'text', required)
		.addPrimaryKeyConstraint('logo_pk', ['organization_id', 'hash'])
		.execute();
	for (const column of ORGANIZATION_TEXTS) {
		await db.schema.alterTable('organization').addColumn(column, 'text').execute();
	}
	for (const [column, count] of Object.entries(ORGANIZATION_PERIODS)) {
		await db.schema.alterTable('organization').addColumn(column, 'integer', months(count)).execute();
	}
	await db.schema
		.createTable('invitation')
		.addColumn('id', 'text', (c) => c.primaryKey().notNull())
		.addColumn('organization_id', 'text', ref('organization'))
		.addColumn('learner_group_id', 'text', (c) => c.references('learner_group.id').onDelete('cascade'))
		.addColumn('role', 'text')
		.addColumn('email', 'text')
		.addColumn('display_name', 'text')
		.addColumn('created_by', 'text', optionalRef('user_account'))
		.addColumn('created_at', 'text', required)
		.addColumn('expires_at', 'text', required)
		.addColumn('accepted_at', 'text')
		.addColumn('accepted_by', 'text', optionalRef('user_account'))
		.addColumn('revoked_at', 'text')
		.execute();
	await db.schema
		.createIndex('invitation_organization_idx')
		.on('invitation')
		.columns(['organization_id', 'learner_group_id'])
		.execute();
	// Erasing an account looks for what points to it.
	for (const column of ['email', 'created_by', 'accepted_by']) {
		await db.schema.createIndex(`invitation_${column}_idx`).on('invitation').column(column).execute();
	}
	await db.schema
		.alterTable('sign_in_session')
		.addColumn('organization_id', 'text', optionalRef('organization'))
		.execute();
	await db.schema
		.alterTable('user_account')
		.addColumn('secret_kind', 'text', (c) => c.notNull().defaultTo('password'))
		.execute();
	await db.schema.alterTable('user_account').addColumn('picture_failure_count', 'integer', months(0)).execute();
	await db.schema.alterTable('user_account').addColumn('external_id', 'text').execute();
	// Sign-ins themselves are forgotten when they end.
	await db.schema.alterTable('user_account').addColumn('last_sign_in_at', 'text').execute();
	await db.schema
		.createIndex('user_account_external_idx')
		.on('user_account')
		.columns(['organization_id', 'external_id'])
		.unique()
		.execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropIndex('user_account_external_idx').execute();
	for (const column of ['last_sign_in_at', 'external_id', 'picture_failure_count', 'secret_kind']) {
		await db.schema.alterTable('user_account').dropColumn(column).execute();
	}
	await db.schema.alterTable('sign_in_session').dropColumn('organization_id').execute();
	await db.schema.dropTable('invitation').execute();
	for (const column of [...ORGANIZATION_TEXTS, ...Object.keys(ORGANIZATION_PERIODS)]) {
		await db.schema.alterTable('organization').dropColumn(column).execute();
	}
	await db.schema.dropTable('logo').execute();
}
