import { describe, expect, test } from 'vitest';
import { createTotpSecret, currentTotpCode, findTotpStep, totpAddress, totpCode } from './totp.ts';

/** RFC 6238, appendix B, SHA-1. */
const VECTORS: [seconds: number, code: string][] = [
	[59, '94287082'],
	[1111111109, '07081804'],
	[1111111111, '14050471'],
	[1234567890, '89005924'],
	[2000000000, '69279037'],
	[20000000000, '65353130']
];
const secret = Buffer.from('12345678901234567890');
const base32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each(VECTORS)('at second %i the code is %s', (seconds, code) => {
	expect(totpCode(secret, Math.floor(seconds / 30), 8)).toBe(code);
});

describe('a code', () => {
	const now = new Date(1_111_111_111_000);
	const step = Math.floor(1_111_111_111 / 30);

	test('counts in its own step and in one before and after', () => {
		for (const difference of [-1, 0, 1]) {
			expect(findTotpStep(base32, totpCode(secret, step + difference), null, now)).toBe(step + difference);
		}
		expect(findTotpStep(base32, totpCode(secret, step - 2), null, now)).toBeNull();
		expect(findTotpStep(base32, totpCode(secret, step + 2), null, now)).toBeNull();
	});

	test('counts once, and no earlier one after it', () => {
		expect(findTotpStep(base32, totpCode(secret, step), step, now)).toBeNull();
		expect(findTotpStep(base32, totpCode(secret, step - 1), step, now)).toBeNull();
		expect(findTotpStep(base32, totpCode(secret, step + 1), step, now)).toBe(step + 1);
	});

	test.each(['', '12345', '1234567', 'abcdef', '      '])('%j is none', (code) => {
		expect(findTotpStep(base32, code, null, now)).toBeNull();
	});
});

test('a new secret has 160 bits and works', () => {
	const fresh = createTotpSecret();
	expect(fresh).toMatch(/^[A-Z2-7]{32}$/);
	const now = new Date();
	expect(findTotpStep(fresh, currentTotpCode(fresh, now), null, now)).not.toBeNull();
	expect(totpAddress(fresh, 'anna@example.org')).toBe(
		`otpauth://totp/Wsp%C3%B3lnie%3Aanna%40example.org?secret=${fresh}&issuer=Wsp%C3%B3lnie`
	);
});
