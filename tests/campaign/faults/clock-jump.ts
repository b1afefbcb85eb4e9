import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildPreload } from '../../support/preload.ts';
import type { Fault } from '../fault.ts';

const FILE = 'clock-shift';
/** Of waiting for the first answer that is late. */
const MOST_ROUNDS = 10;
const HOUR = 3_600;

/**
 * The server's clock jumps back three hours, on again, a few minutes ahead, and at last three hours ahead. Only the
 * server's clock decides about deadlines: what arrives then is past the test's ten minutes, kept, said to be late, and
 * not counted. What was confirmed before counts.
 */
export const clockJump: Fault = {
	name: 'clock jump',
	databases: ['sqlite', 'postgres'],
	settings(_, folder) {
		const file = join(folder, FILE);
		writeFileSync(file, seconds(0));
		return { LD_PRELOAD: buildPreload('shifted-clock', folder), CLOCK_SHIFT: file };
	},
	async cause(stage) {
		for (const shift of [-3 * HOUR, 0, 300, 3 * HOUR]) {
			const file = openSync(join(stage.folder, FILE), 'r+');
			writeSync(file, seconds(shift), 0, 8, 0);
			closeSync(file);
			await stage.ledger.untilMore(stage.isLong ? 200 : 30);
			await stage.expectReading();
		}
		// What was on its way when the clock jumped came in time.
		const isLateTold = () => stage.ledger.entries.some(({ state }) => state === 'late');
		for (let round = 0; round < MOST_ROUNDS && !isLateTold(); round++) await stage.ledger.untilMore(30);
		if (!isLateTold()) throw new Error('Nothing came too late.');
	}
};

/** Written in place: the server has the file in its memory. */
function seconds(shift: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigInt64LE(BigInt(shift));
	return bytes;
}
