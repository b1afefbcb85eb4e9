import { PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;
const NUMERIC = 1700;

pg.types.setTypeParser(INT8, Number);
pg.types.setTypeParser(NUMERIC, Number);

/** A pool whose waits are all bounded; a lost idle connection is logged and replaced, never a crash. */
export function openPostgres(address: string): PostgresDialect {
	const pool = new pg.Pool({
		connectionString: address,
		max: 10,
		connectionTimeoutMillis: 5_000,
		idleTimeoutMillis: 30_000,
		statement_timeout: 15_000,
		lock_timeout: 5_000,
		idle_in_transaction_session_timeout: 15_000
	});
	pool.on('error', (error) => console.error('PostgreSQL: an idle connection was lost:', error.message));
	// A connection lost while it works fails its query; without a listener of its own it would end the process as well.
	pool.on('connect', (client) => client.on('error', () => {}));
	return new PostgresDialect({ pool });
}
