import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const ROOM_BYTES = 20_000;

/** No file of the server can grow (`ulimit -f` while it runs), in the middle of a commit; then there is room again. */
export const fullDisk: Fault = {
	name: 'full disk',
	databases: ['sqlite'],
	async cause(stage) {
		for (let times = stage.isLong ? 3 : 1; times > 0; times--) {
			const log = `${stage.databaseFile}-wal`;
			const size = existsSync(log) ? statSync(log).size : 0;
			limitFiles(stage.server.pid, String(size + ROOM_BYTES));
			await stage.untilHealth(503);
			await stage.expectReading();
			await wait(stage.isLong ? 2_000 : 200);
			limitFiles(stage.server.pid, 'unlimited');
			await stage.untilHealth(200);
			await stage.ledger.untilMore(50);
		}
	}
};

/** The soft limit only: without rights, a hard one cannot be raised again. */
const limitFiles = (pid: number, limit: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]);
