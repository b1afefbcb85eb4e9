import { unreadable } from './read-limits.ts';

const CHUNK = 65_536;

/** Pieces of a file, so that a large one is never in memory twice. */
export function* inChunks(bytes: Uint8Array): Generator<Uint8Array> {
	for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
}

/**
 * The text of a file in any encoding that Polish offices use, piece by piece: UTF-8, UTF-16 with its mark, Windows-1250
 * or ISO-8859-2.
 * @throws AppError 400 for bytes that are no text, or text of two encodings in one file
 */
export function* decodeText(bytes: Uint8Array): Generator<string> {
	const decoder = new TextDecoder(encodingOf(bytes));
	for (const chunk of inChunks(bytes)) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}

function encodingOf(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	if (bytes.subarray(0, CHUNK).includes(0)) throw notText();
	if (isUtf8(bytes)) return 'utf-8';
	return oneByteEncodingOf(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for (const chunk of inChunks(bytes)) decoder.decode(chunk, { stream: true });
		decoder.decode();
		return true;
	} catch {
		return false;
	}
}

/** ą and Ą, and ą, Ą, ś, Ś, ź, Ź, where the two encodings differ; ś and ź of Windows lie where ISO has no signs at all. */
const WINDOWS_LETTERS = new Set([0xb9, 0xa5]);
const ISO_LETTERS = new Set([0xb1, 0xa1, 0xb6, 0xa6, 0xbc, 0xac]);

function oneByteEncodingOf(bytes: Uint8Array): string {
	let windows = 0;
	let iso = 0;
	let utf8Pairs = 0;
	let before = 0;
	for (const byte of bytes) {
		if (byte >= 0x80 && byte <= 0x9f) windows += 1;
		if (WINDOWS_LETTERS.has(byte)) windows += 1;
		else if (ISO_LETTERS.has(byte)) iso += 1;
		if ((before === 0xc4 || before === 0xc5) && byte >= 0x80 && byte <= 0xbf) utf8Pairs += 1;
		before = byte;
	}
	if (utf8Pairs > 0) throw mixedEncodings();
	return iso > windows ? 'iso-8859-2' : 'windows-1250';
}

const notText = () =>
	unreadable('To nie jest arkusz ani plik CSV. Zapisz listę jako CSV, XLSX albo ODS i\u00a0wczytaj ją jeszcze raz.');

const mixedEncodings = () =>
	unreadable(
		'Polskie litery są w\u00a0tym pliku zapisane na dwa sposoby naraz. Otwórz go w\u00a0arkuszu, popraw nazwiska i\u00a0zapisz jako „CSV UTF-8”.'
	);
