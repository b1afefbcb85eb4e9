import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

const password = 'zażółć gęślą jaźń';

describe('a stored password', () => {
	test('is argon2id with its parameters, a new salt each time, and verifies', async () => {
		const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)]);
		expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
		expect(first).not.toBe(second);
		expect(await verifyPassword(first, password)).toEqual({ isRight: true, isOutdated: false });
		expect(await verifyPassword(first, `${password}.`)).toMatchObject({ isRight: false });
	});

	test('does not depend on how the keyboard composes letters', async () => {
		const stored = await hashPassword(password.normalize('NFD'));
		expect(await verifyPassword(stored, password.normalize('NFC'))).toMatchObject({ isRight: true });
	});

	test('with another cost is right and to be hashed anew', async () => {
		const nonce = Buffer.alloc(16, 7);
		const tag = argon2Sync('argon2id', {
			message: password,
			nonce,
			memory: 8192,
			passes: 1,
			parallelism: 1,
			tagLength: 32
		});
		const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
		const stored = `$argon2id$v=19$m=8192,t=1,p=1$${base64(nonce)}$${base64(tag)}`;
		expect(await verifyPassword(stored, password)).toEqual({ isRight: true, isOutdated: true });
	});

	test.each([null, '', 'plain', '$argon2id$v=19$m=1'])('%j lets nobody in', async (stored) => {
		expect(await verifyPassword(stored, password)).toEqual({ isRight: false, isOutdated: false });
	});
});

test('a class of 30 is served at once, far more than 64 in the queue are asked to wait', async () => {
	const results = await Promise.allSettled(Array.from({ length: 120 }, () => verifyPassword(null, password)));
	const refused = results.filter((result) => result.status === 'rejected');
	expect(refused.length).toBeGreaterThan(0);
	expect(results.length - refused.length).toBeGreaterThanOrEqual(64);
	expect(refused[0]).toMatchObject({ reason: { status: 503 } });
	await expect(verifyPassword(null, password)).resolves.toMatchObject({ isRight: false });
});

test('hashing leaves the main thread free', async () => {
	let longestGap = 0;
	let last = performance.now();
	const timer = setInterval(() => {
		longestGap = Math.max(longestGap, performance.now() - last);
		last = performance.now();
	}, 1);
	const before = process.cpuUsage();
	await Promise.all(Array.from({ length: 8 }, () => hashPassword(password)));
	clearInterval(timer);
	expect(process.cpuUsage(before).user).toBeGreaterThan(0);
	expect(longestGap).toBeLessThan(1_000);
});
