import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../campaign/campaign.ts';
import { FAULTS } from '../campaign/faults/index.ts';
import { powerCut } from '../campaign/faults/power-cut.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';

let postgres: PostgresServer;
beforeAll(async () => {
	postgres = await startPostgres({ isDurable: true });
});
afterAll(() => postgres.stop());

const size = { learnerCount: 12, confirmations: 400, isLong: false };
const LIMIT_MS = 300_000;

test.each(['sqlite', 'postgres'] as const)(
	'no confirmed answer is lost or doubled through every trouble one after the other: %s',
	async (engine) => {
		const faults = FAULTS.filter(({ databases }) => databases.includes(engine));
		const outcome = await run({ ...size, name: 'all', faults, engine, postgres });
		expect(outcome).toMatchObject({ lost: [], doubled: [], wrong: [] });
		expect(outcome.confirmed).toBeGreaterThanOrEqual(size.confirmations);
	},
	LIMIT_MS
);

test(
	'what was confirmed is on the disk wherever the power is cut',
	async () => {
		const outcome = await run({ ...size, name: powerCut.name, faults: [powerCut], engine: 'sqlite', postgres });
		expect(outcome).toMatchObject({ lost: [], doubled: [], wrong: [] });
	},
	LIMIT_MS
);
