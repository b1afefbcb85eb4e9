import { createHmac, randomBytes } from 'node:crypto';
import { digestOf } from '#lib/accounts/server/secret-token.ts';
import type { Db } from '#lib/server/db/db.ts';
import { getInstanceKey } from '#lib/server/instance-key.ts';

/** No sign that can be taken for another, in print or read aloud: O, I, L, B, S, Z, U, V, 0 and 1 are out. */
const ALPHABET = 'ACDEFGHJKMNPQRTWXY23456789';
const LENGTH = 10;
const WELL_FORMED = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** What is kept of a class code. It is not kept itself: the projector computes it again. */
export interface KeptCode {
	/** By which a typed code is found. */
	digest: string;
	nonce: string;
}

export async function getClassCodeKey(db: Db): Promise<Buffer> {
	return getInstanceKey(db, 'class_code_key');
}

export function createClassCode(key: Buffer, groupId: string): KeptCode {
	const nonce = randomBytes(16).toString('base64url');
	return { nonce, digest: digestOf(signsOf(key, groupId, nonce)) };
}

/** The code as it is shown, 47 bits: `K7PQX-3MNTR`. */
export function showClassCode(key: Buffer, groupId: string, { nonce }: Pick<KeptCode, 'nonce'>): string {
	const signs = signsOf(key, groupId, nonce);
	return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** @returns null when what was typed cannot be a class code; hyphen, spaces and small letters do not matter */
export function digestOfTypedCode(typed: string): string | null {
	const signs = typed.replaceAll(/[\s-]/g, '').toUpperCase();
	return WELL_FORMED.test(signs) ? digestOf(signs) : null;
}

function signsOf(key: Buffer, groupId: string, nonce: string): string {
	const base = BigInt(ALPHABET.length);
	let rest = BigInt(`0x${createHmac('sha256', key).update(`${groupId}:${nonce}`).digest('hex')}`);
	let signs = '';
	while (signs.length < LENGTH) {
		signs += ALPHABET[Number(rest % base)];
		rest /= base;
	}
	return signs;
}
