import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import pg from 'pg';
import type { Fault } from '../fault.ts';
import type { Stage } from '../stage.ts';

/** Another program holds the lock that every saved answer needs, for longer than the server is ready to wait. */
export const foreignLock: Fault = {
	name: 'foreign lock',
	databases: ['sqlite', 'postgres'],
	cause: (stage) => (stage.address.startsWith('sqlite:') ? lockFile(stage) : lockTable(stage))
};

async function lockFile(stage: Stage) {
	const other = new Database(stage.databaseFile);
	for (const kind of stage.isLong ? ['immediate', 'exclusive'] : ['immediate']) {
		other.exec(`begin ${kind}`);
		await stage.untilHealth(503);
		await stage.expectReading();
		await wait(stage.isLong ? 5_000 : 0);
		other.exec('commit');
		await stage.untilHealth(200);
		await stage.ledger.untilMore(50);
	}
	other.close();
}

async function lockTable(stage: Stage) {
	const other = new pg.Client({ connectionString: stage.address });
	await other.connect();
	await other.query('begin; lock table answer_change in exclusive mode');
	await stage.expectReading();
	await wait(stage.isLong ? 7_000 : 1_000);
	await other.query('commit');
	await other.end();
	await stage.ledger.untilMore(50);
}
