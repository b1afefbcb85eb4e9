import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** PostgreSQL dies without a goodbye and comes back a while later. */
export const postgresRestart: Fault = {
	name: 'PostgreSQL restarted',
	databases: ['postgres'],
	async cause(stage) {
		for (let times = stage.isLong ? 4 : 1; times > 0; times--) {
			await stage.postgres.crash();
			await stage.untilHealth(503);
			await wait(stage.isLong ? 2_000 : 200);
			await stage.postgres.start();
			await stage.untilHealth(200);
			await stage.expectReading();
			await stage.ledger.untilMore(50);
		}
	}
};
