import { decodeText } from '#lib/spreadsheets/server/read-text.ts';
import { AppError } from '#lib/errors.ts';
import { refuse } from './exchange-limits.ts';

const DECLARED = /^\s*<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/;

/**
 * The text of a file: UTF-8 or UTF-16 with or without their marks, else the encoding its XML declaration names, else
 * Windows-1250 or ISO-8859-2, told apart by their letters. Ends of lines become `\n`.
 * @throws AppError 400 for bytes that are no text
 */
export function decodeFile(bytes: Uint8Array): string {
	const text = decode(bytes)
		.replace(/^\ufeff/, '')
		.replace(/\r\n?/g, '\n');
	if (text.includes('\0')) throw notText();
	return text;
}

function decode(bytes: Uint8Array): string {
	// UTF-16 without its mark: every other byte of a Latin letter is zero.
	if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return decodeOld(bytes);
	}
}

function decodeOld(bytes: Uint8Array): string {
	const declared = DECLARED.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1];
	try {
		if (declared && !/^utf-?8$/i.test(declared)) return new TextDecoder(declared).decode(bytes);
	} catch {
		// An encoding nobody knows: its letters tell.
	}
	try {
		return [...decodeText(bytes)].join('');
	} catch (error) {
		throw error instanceof AppError ? notText() : error;
	}
}

const notText = () =>
	refuse(
		'Tego pliku nie da się odczytać jako tekstu. Wybierz plik Moodle XML, GIFT, Aiken albo QTI; archiwum tylko wtedy, gdy to paczka QTI.'
	);
