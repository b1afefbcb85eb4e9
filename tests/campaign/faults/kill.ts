import type { Fault } from '../fault.ts';

/** The server dies with answers on their way, again and again. */
export const kill: Fault = {
	name: 'kill -9',
	databases: ['sqlite', 'postgres'],
	async cause(stage) {
		for (let times = stage.isLong ? 8 : 2; times > 0; times--) {
			await stage.ledger.untilMore(20);
			await stage.killAndRestart();
		}
	}
};
