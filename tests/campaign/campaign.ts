import type { Engine, Fault } from './fault.ts';
import { Stage, type StageOptions } from './stage.ts';
import { verify } from './verify.ts';

/** What one fault did to the answers on one database. */
export interface Outcome {
	/** The trouble's name, or what they are called together. */
	fault: string;
	database: Engine;
	/** Changes that left a browser, and those of them the server promised to have. */
	sent: number;
	confirmed: number;
	/** Requests that brought no promise, all of them sent again. */
	failedRequests: number;
	lost: string[];
	doubled: string[];
	/** Scores that are not what the answers give. */
	wrong: string[];
	seconds: number;
}

export interface RunOptions extends StageOptions {
	name: string;
	/** Answers to be confirmed in all, before, during and after the fault. */
	confirmations: number;
}

/** Lets a class answer through the faults, one after the other, and holds what was promised against the database. */
export async function run(options: RunOptions): Promise<Outcome> {
	const { name, faults, engine, confirmations } = options;
	const startedAt = performance.now();
	const stage = await Stage.open(options);
	const { ledger } = stage;
	try {
		stage.class.start();
		await ledger.untilMore(Math.ceil(confirmations / 4));
		for (const fault of faults) await cause(fault, stage);
		await ledger.untilMore(Math.max(confirmations / 4, confirmations - ledger.confirmedCount));
		await stage.class.finishSending();
		await stage.untilHealth(200);
		await stage.class.endTests();
		const verdict = await verify(stage.db, ledger.entries, stage.learners);
		return {
			...{ fault: name, database: engine, sent: ledger.entries.length, confirmed: ledger.confirmedCount },
			failedRequests: ledger.failedCount,
			...verdict,
			seconds: (performance.now() - startedAt) / 1000
		};
	} finally {
		await stage.remove();
	}
}

async function cause(fault: Fault, stage: Stage) {
	try {
		await fault.cause(stage);
	} catch (error) {
		throw new Error(`During „${fault.name}”: ${(error as Error).message}\n${stage.server.output().slice(-2_000)}`, {
			cause: error
		});
	}
}
