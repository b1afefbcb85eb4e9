import type { Kysely } from 'kysely';

/** Certificates are found by number and holder, and a revocation says its kind in public, its reason within. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('certificate')
		.addColumn('search_text', 'text', (c) => c.notNull().defaultTo(''))
		.execute();
	await db.schema.alterTable('certificate_event').addColumn('reason_kind', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('certificate_event').dropColumn('reason_kind').execute();
	await db.schema.alterTable('certificate').dropColumn('search_text').execute();
}
