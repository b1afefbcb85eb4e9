import { expect, test } from 'vitest';
import { takeAtLeast } from './even-time.ts';

test('work with nothing to do and work that fails take as long as the rest', async () => {
	const started = performance.now();
	expect(await takeAtLeast(40, () => Promise.resolve('done'))).toBe('done');
	await expect(takeAtLeast(40, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(performance.now() - started).toBeGreaterThan(78);
});
