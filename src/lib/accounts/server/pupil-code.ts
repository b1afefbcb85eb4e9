import { randomInt } from 'node:crypto';

/** No sign that can be taken for another, in print or read aloud: O, I, L, B, S, Z, U, V, 0 and 1 are out. */
const ALPHABET = 'ACDEFGHJKMNPQRTWXY23456789';
const LENGTH = 10;

/** A one-time code of 47 bits, as printed on a card: `K7PQX-3MNTR`. */
export function createPupilCode(): string {
	const signs = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
	return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** The code as it is hashed: however the pupil typed the hyphen, spaces and letters. */
export function normalizePupilCode(typed: string): string {
	return typed.replace(/[\s-]/g, '').toUpperCase();
}
