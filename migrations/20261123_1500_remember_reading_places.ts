import type { Kysely } from 'kysely';

/** Where a person stopped reading a course, so that they can go on from there on another device. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('reading_place')
		.addColumn('user_account_id', 'text', (c) => c.notNull().references('user_account.id').onDelete('cascade'))
		.addColumn('course_slug', 'text', (c) => c.notNull())
		.addColumn('lesson_slug', 'text', (c) => c.notNull())
		.addColumn('heading_id', 'text')
		.addColumn('saved_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('reading_place_pk', ['user_account_id', 'course_slug'])
		.execute();
	await db.schema.createIndex('reading_place_saved_idx').on('reading_place').column('saved_at').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.dropTable('reading_place').execute();
}
