import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import { getInstanceKey } from '#lib/server/instance-key.ts';

/**
 * The seal is an entry of the PDF's own description, `wspolnie-seal:<code>:<64 hexadecimal digits>`: an HMAC over the
 * certificate's code and every byte of the file, with the digits of the seal itself read as zeros. A file therefore
 * proves itself whatever becomes of the program that drew it, and a file of another certificate is told apart from a
 * changed one.
 */
const PREFIX = '(wspolnie-seal:';
const BLANK = '0'.repeat(64);
const ENTRY = /^\(wspolnie-seal:([0-9A-Z]{28}):([0-9a-f]{64})\)/;
const ENTRY_LENGTH = PREFIX.length + 28 + 1 + 64 + 1;

const KEY_NAME = 'certificate_seal_key';

/** What a file turns out to be when it is held against a certificate. */
export type SealVerdict = 'genuine' | 'changed' | 'other certificate' | 'not ours';

/** The entry a new PDF carries until it is sealed. */
export function blankSeal(code: string): string {
	return `wspolnie-seal:${code}:${BLANK}`;
}

/** Fills the blank seal of a finished PDF; the file's length and offsets stay. */
export function sealPdf(pdf: Buffer, code: string, key: Buffer): Buffer {
	const place = findSeal(pdf);
	if (!place || place.code !== code) throw new Error('The PDF has no blank seal to fill.');
	const sealed = Buffer.from(pdf);
	sealed.write(digest(pdf, place.at, code, key).toString('hex'), place.at, 'latin1');
	return sealed;
}

/** Whether a file is, byte for byte, one we made for this certificate. */
export function checkSeal(pdf: Buffer, certificate: { verificationCode: string }, key: Buffer): SealVerdict {
	if (!pdf.includes(PREFIX, 0, 'latin1')) return 'not ours';
	const place = findSeal(pdf);
	if (!place) return 'changed';
	if (!timingSafeEqual(Buffer.from(place.digits, 'hex'), digest(pdf, place.at, place.code, key))) return 'changed';
	return place.code === certificate.verificationCode ? 'genuine' : 'other certificate';
}

/** The only seal of a file; two of them are as good as none. */
function findSeal(pdf: Buffer): { code: string; digits: string; at: number } | null {
	const start = pdf.indexOf(PREFIX, 0, 'latin1');
	if (start === -1 || pdf.indexOf(PREFIX, start + 1, 'latin1') !== -1) return null;
	const match = ENTRY.exec(pdf.toString('latin1', start, start + ENTRY_LENGTH));
	if (!match) return null;
	const [, code = '', digits = ''] = match;
	return { code, digits, at: start + PREFIX.length + code.length + 1 };
}

function digest(pdf: Buffer, at: number, code: string, key: Buffer): Buffer {
	return createHmac('sha256', key)
		.update(`${code}\n`)
		.update(pdf.subarray(0, at))
		.update(BLANK)
		.update(pdf.subarray(at + BLANK.length))
		.digest();
}

/** The key of this installation's seals. */
export const getSealKey = (db: Db): Promise<Buffer> => getInstanceKey(db, KEY_NAME);
