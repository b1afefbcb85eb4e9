import { sql, type Kysely } from 'kysely';

/**
 * Entries of the audit log follow one another: each carries a digest of itself and of the one before. The database itself
 * refuses to change an entry, and to delete one that its chain has not left behind; an entry from before there were
 * chains goes when it is three months old, never sooner.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('audit_log').addColumn('chain', 'text').execute();
	await db.schema.alterTable('audit_log').addColumn('sequence', 'integer').execute();
	await db.schema.alterTable('audit_log').addColumn('hash', 'text').execute();
	await db.schema.createIndex('audit_log_chain_idx').on('audit_log').columns(['chain', 'sequence']).unique().execute();
	await db.schema.createIndex('audit_log_happened_idx').on('audit_log').columns(['happened_at', 'id']).execute();
	await db.schema
		.createTable('audit_chain')
		.addColumn('name', 'text', (c) => c.primaryKey().notNull())
		.addColumn('last_sequence', 'integer', (c) => c.notNull())
		.addColumn('last_hash', 'text', (c) => c.notNull())
		.addColumn('base_sequence', 'integer', (c) => c.notNull())
		.addColumn('base_hash', 'text', (c) => c.notNull())
		.execute();
	for (const statement of isSqlite(db) ? SQLITE_GUARDS : POSTGRES_GUARDS) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const statement of isSqlite(db) ? SQLITE_UNGUARD : POSTGRES_UNGUARD) await sql.raw(statement).execute(db);
	await db.schema.dropTable('audit_chain').execute();
	for (const index of ['audit_log_chain_idx', 'audit_log_happened_idx']) {
		await db.schema.dropIndex(index).execute();
	}
	for (const column of ['hash', 'sequence', 'chain']) {
		await db.schema.alterTable('audit_log').dropColumn(column).execute();
	}
}

/** By how it writes a parameter: the built program carries copies of Kysely's classes. */
const isSqlite = (db: Kysely<unknown>) => sql`${1}`.compile(db).sql === '?';

const IS_LEFT_BEHIND = `exists (
	select 1 from audit_chain where audit_chain.name = old.chain and audit_chain.base_sequence >= old.sequence
)`;

const SQLITE_GUARDS = [
	`create trigger audit_log_no_update before update on audit_log
	begin
		select raise(abort, 'audit_log: an entry is never changed');
	end`,
	`create trigger audit_log_no_delete before delete on audit_log
	when not (
		${IS_LEFT_BEHIND}
		or (old.chain is null and old.happened_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-3 months'))
	)
	begin
		select raise(abort, 'audit_log: an entry is deleted by retention only');
	end`
];

const SQLITE_UNGUARD = ['drop trigger audit_log_no_update', 'drop trigger audit_log_no_delete'];

const POSTGRES_GUARDS = [
	// A restored backup builds the schema anew where the function may still be.
	`create or replace function guard_audit_log() returns trigger language plpgsql as $$
	begin
		if tg_op = 'DELETE' then
			if ${IS_LEFT_BEHIND} or (
				old.chain is null
				and old.happened_at < to_char((now() at time zone 'utc') - interval '3 months', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
			) then
				return old;
			end if;
			raise exception 'audit_log: an entry is deleted by retention only';
		end if;
		raise exception 'audit_log: an entry is never changed';
	end $$`,
	`create trigger audit_log_guard before update or delete on audit_log
	for each row execute function guard_audit_log()`,
	`create trigger audit_log_no_truncate before truncate on audit_log
	for each statement execute function guard_audit_log()`
];

const POSTGRES_UNGUARD = [
	'drop trigger audit_log_guard on audit_log',
	'drop trigger audit_log_no_truncate on audit_log',
	'drop function guard_audit_log()'
];
