import { realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildPreload } from '../../support/preload.ts';
import type { Fault } from '../fault.ts';

const FLAG = 'read-only';

/** The disk refuses every change, as Linux does once a file system has failed; then it is writable again. */
export const readOnly: Fault = {
	name: 'read-only disk',
	databases: ['sqlite'],
	settings: (dataDir, folder) => ({
		LD_PRELOAD: buildPreload('faulty-disk', folder),
		DISK_FOLDER: realpathSync(dataDir),
		DISK_READ_ONLY: join(folder, FLAG)
	}),
	async cause(stage) {
		const flag = join(stage.folder, FLAG);
		for (let times = stage.isLong ? 3 : 1; times > 0; times--) {
			writeFileSync(flag, '');
			await stage.untilHealth(503);
			await stage.expectReading();
			await wait(stage.isLong ? 2_000 : 200);
			rmSync(flag);
			await stage.untilHealth(200);
			await stage.ledger.untilMore(50);
		}
	}
};
