import { tooManyTries } from '#lib/errors.ts';

/** Processes at once: the other cores serve pages. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 8;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Does heavy work when it is its turn.
 * @throws AppError 429 while too many wait already
 */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
	if (running < MOST_AT_ONCE) running += 1;
	else if (waiting.length < MOST_WAITING) await new Promise<void>((go) => void waiting.push(go));
	else throw tooManyTries('minutę');
	try {
		return await work();
	} finally {
		// Whoever waits takes the place over.
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}
