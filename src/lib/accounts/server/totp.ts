import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new 160-bit secret in Base32, as authenticator apps take it. */
export function createTotpSecret(): string {
	return [...randomBytes(32)].map((byte) => ALPHABET[byte % 32]).join('');
}

function decodeBase32(text: string): Buffer {
	const bytes: number[] = [];
	let bits = 0;
	let value = 0;
	for (const sign of text) {
		value = ((value << 5) | ALPHABET.indexOf(sign)) & 0xfff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes.push((value >> bits) & 0xff);
		}
	}
	return Buffer.from(bytes);
}

/** RFC 6238 with SHA-1. */
export function totpCode(secret: Buffer, step: number, digits: number = DIGITS): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 0xf;
	const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
	return String(number).padStart(digits, '0');
}

/**
 * The step whose code this is, one step of difference allowed for clocks that disagree.
 * @param lastStep the last accepted step: it and earlier ones no longer count, so a code works once
 */
export function findTotpStep(secret: string, code: string, lastStep: number | null, now: Date): number | null {
	const current = Math.floor(now.getTime() / 1000 / STEP_SECONDS);
	const key = decodeBase32(secret);
	for (const step of [current, current - 1, current + 1]) {
		const isMatch = timingSafeEqual(
			Buffer.from(totpCode(key, step)),
			Buffer.from(code.padStart(DIGITS).slice(0, DIGITS))
		);
		if (isMatch && code.length === DIGITS && step > (lastStep ?? -1)) return step;
	}
	return null;
}

/** The code an authenticator app would show; for tests and demonstrations. */
export function currentTotpCode(secret: string, now: Date = new Date()): string {
	return totpCode(decodeBase32(secret), Math.floor(now.getTime() / 1000 / STEP_SECONDS));
}

/** What the QR code holds. */
export function totpAddress(secret: string, accountName: string): string {
	const label = encodeURIComponent(`Wspólnie:${accountName}`);
	return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('Wspólnie')}`;
}
