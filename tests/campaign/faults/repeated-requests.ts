import { setTimeout as wait } from 'node:timers/promises';
import type { Network } from '../browser.ts';
import type { Fault } from '../fault.ts';
import type { Stage } from '../stage.ts';

/**
 * Requests arrive twice, at once or long after, in another order than they were sent, or only when their sender has long
 * sent something newer; connections are cut when the server has the request and its reply is still to come; bodies break
 * off half way.
 */
export const repeatedRequests: Fault = {
	name: 'repeated and cut requests',
	databases: ['sqlite', 'postgres'],
	async cause(stage) {
		const stragglers: Promise<unknown>[] = [];
		stage.network = unreliable(stragglers);
		const wanted = stage.isLong ? 500 : 60;
		for (let told = 0; told < wanted; told += 20) {
			await stage.ledger.untilMore(20);
			await replaySome(stage);
			await breakOff(stage);
		}
		stage.network = (send) => send();
		await Promise.all(stragglers);
	}
};

/** @param stragglers gets what is still on its way when its sender has given up or has its reply */
const unreliable =
	(stragglers: Promise<unknown>[]): Network =>
	async (send) => {
		const arriveLate = () => stragglers.push(wait(Math.random() * 300).then(() => send()));
		const chance = Math.random();
		if (chance < 0.2) return send(AbortSignal.timeout(Math.random() * 15));
		if (chance < 0.4) return (await Promise.all([send(), send()]))[0];
		if (chance < 0.8) arriveLate();
		if (chance < 0.6) throw new TypeError('Failed to fetch');
		return send();
	};

/** Old changes, the newest first, as one request of their own. */
async function replaySome({ ledger, learners }: Stage) {
	for (const { attemptId, visitor } of learners.slice(0, 5)) {
		const sent = ledger.entries.filter((entry) => entry.attemptId === attemptId && entry.state !== null);
		const changes = sent.slice(-20).reverse();
		const body = changes.map(({ key, position, value }) => ({ key, position, value, confidence: null }));
		if (body.length === 0) continue;
		const answer = await visitor.postJson(`/api/podejscia/${attemptId}/odpowiedzi`, { changes: body });
		const { saved } = (await answer.json()) as { saved: { state: string }[] };
		if (saved.some(({ state }, index) => state !== changes[index]?.state))
			throw new Error('A replay was told otherwise.');
	}
}

/** A body that promises more than comes. */
async function breakOff({ learners }: Stage) {
	for (const { attemptId, visitor } of learners.slice(0, 3)) {
		const half = new ReadableStream<Uint8Array>({
			async pull(body) {
				body.enqueue(new TextEncoder().encode('{"changes":[{"position":0,"value":'));
				await wait(5);
				body.error(new Error('cut'));
			}
		});
		const init = { method: 'POST', body: half, duplex: 'half', headers: { 'content-type': 'application/json' } };
		await visitor.send(`/api/podejscia/${attemptId}/odpowiedzi`, init as RequestInit).catch(() => null);
	}
}
