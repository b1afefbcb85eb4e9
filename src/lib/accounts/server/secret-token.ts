import { hash, randomBytes } from 'node:crypto';

/** 256 random bits, fit for a link or a cookie. */
export function createToken(): string {
	return randomBytes(32).toString('base64url');
}

/** What the database keeps instead of a token. */
export function digestOf(token: string): string {
	return hash('sha256', token);
}

/** Whether a text can be one of our tokens at all: anything else is not worth a query. */
export function looksLikeToken(text: string): boolean {
	return /^[\w-]{43}$/.test(text);
}
