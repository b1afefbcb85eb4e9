import { describe, expect, test } from 'vitest';
import { Turns } from './turns.ts';

const WORK_MS = 2;

/** Keeps the thread busy, as answering a request does. */
function work() {
	const until = performance.now() + WORK_MS;
	while (performance.now() < until);
}

/** @returns what others saw between the works of a crowd: how many were done at each look */
async function looksBetween(crowd: number, take: () => Promise<void>): Promise<number[]> {
	let done = 0;
	const looks: number[] = [];
	const look = () => {
		looks.push(done);
		if (done < crowd) setImmediate(look);
	};
	setImmediate(look);
	await Promise.all(
		Array.from({ length: crowd }, async () => {
			await take();
			work();
			done++;
		})
	);
	return [...looks, done];
}

const longestRun = (looks: number[]) => Math.max(...looks.map((done, at) => done - (looks[at - 1] ?? 0)));

describe('a crowd that comes at once', () => {
	test('without turns is served before anybody else', async () => {
		expect(longestRun(await looksBetween(60, () => Promise.resolve()))).toBe(60);
	});

	test('lets others come between', async () => {
		const turns = new Turns();
		// Two slices of 8 ms hold eight works of 2 ms, and the one begun last in each may run over.
		expect(longestRun(await looksBetween(60, () => turns.take()))).toBeLessThanOrEqual(12);
	});

	test('is served in the order it came', async () => {
		const turns = new Turns();
		const order: number[] = [];
		await Promise.all(
			Array.from({ length: 40 }, async (_, number) => {
				await turns.take();
				work();
				order.push(number);
			})
		);
		expect(order).toEqual([...order].sort((a, b) => a - b));
	});

	test('somebody alone goes on at once', async () => {
		let isLater = false;
		setImmediate(() => (isLater = true));
		await new Turns().take();
		expect(isLater).toBe(false);
	});
});
