import { setTimeout as wait } from 'node:timers/promises';

/** Longer than the work behind a form takes on a calm server. */
export const EVEN_MS = 400;

/**
 * Finishes no sooner than after `ms`, also when the work fails, so that the time of an answer does not tell whether
 * there was anything to do.
 */
export async function takeAtLeast<T>(ms: number, work: () => Promise<T>): Promise<T> {
	const [outcome] = await Promise.allSettled([work(), wait(ms)]);
	if (outcome.status === 'rejected') throw outcome.reason;
	return outcome.value;
}
