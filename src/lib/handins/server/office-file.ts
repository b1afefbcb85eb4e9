import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { FILE_TYPES } from '../file-types.ts';
import { BROKEN, type Refusal } from './refusal.ts';
import { readZipDirectory, type ZipFile } from './zip-directory.ts';

const inflate = promisify(inflateRaw);

const MOST_FILES = 2_000;
/** Bytes, unpacked. */
const MOST_UNPACKED = 60_000_000;
/** Text packs to a thirtieth; a bomb to a thousandth. */
const MOST_RATIO = 200;
const RATIO_COUNTS_FROM = 1_000_000;

type OfficeType = 'docx' | 'xlsx' | 'odt' | 'ods';

const BOMB: Refusal = {
	problem: 'Ten plik po rozpakowaniu jest o wiele za duży. Usuń z niego obrazy i prześlij ponownie.'
};
const MACROS: Refusal = { problem: 'W tym pliku są makra. Zapisz go bez makr albo jako PDF i prześlij ponownie.' };
const LOCKED: Refusal = { problem: 'Ten plik jest zabezpieczony hasłem. Zapisz go bez hasła i prześlij ponownie.' };
const NO_DOCUMENT: Refusal = {
	problem: 'To archiwum, a nie dokument. Zapisz pracę jako jeden plik, na przykład PDF, i prześlij ponownie.'
};

export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));

/** Whoever sends documents waits for those sent before: many at once must not fill the memory unpacked. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Which document a zip is. It is unpacked to see that it holds what it says and no more, one file after another, off the
 * main thread; it is kept as it came.
 */
export function readOfficeFile(bytes: Buffer): Promise<{ type: OfficeType } | Refusal> {
	const read = turn.then(() => recognizeDocument(bytes));
	turn = read.catch(() => undefined);
	return read;
}

async function recognizeDocument(bytes: Buffer): Promise<{ type: OfficeType } | Refusal> {
	const files = readZipDirectory(bytes);
	if (!files) return BROKEN;
	const problem = problemOf(files, bytes.length);
	if (problem) return problem;
	const contents = new Map<string, Buffer>();
	for (const file of files) {
		const content = await unpack(bytes, file);
		if (!content) return BROKEN;
		if (file.name === 'mimetype') contents.set(file.name, content);
	}
	const type = typeOf(new Set(files.map(({ name }) => name)), contents.get('mimetype')?.toString('latin1'));
	return type ? { type } : NO_DOCUMENT;
}

function problemOf(files: ZipFile[], length: number): Refusal | null {
	const unpacked = files.reduce((sum, { size }) => sum + size, 0);
	const packed = files.reduce((sum, { packedSize }) => sum + packedSize, 0);
	const isBomb = files.some(({ size, packedSize }) => size > RATIO_COUNTS_FROM && size > packedSize * MOST_RATIO);
	// More packed bytes than there are: files lie over one another.
	if (files.length > MOST_FILES || unpacked > MOST_UNPACKED || isBomb || packed > length) return BOMB;
	if (files.some(({ isEncrypted }) => isEncrypted)) return LOCKED;
	const names = new Set(files.map(({ name }) => name.toLowerCase()));
	if (names.size < files.length || files.some(({ isLink, name }) => isLink || !isPlainName(name))) return BROKEN;
	if ([...names].some((name) => /vbaproject|vbadata|^basic\/|^scripts\//.test(name))) return MACROS;
	return null;
}

/** A path below the document: nothing that leads out of it. */
const isPlainName = (name: string) =>
	/^[^/\\:]/.test(name) && !/[\\:]|[^\P{Cc}]/u.test(name) && !name.split('/').includes('..');

/** null: damaged, or not of the size it says. */
async function unpack(bytes: Buffer, { start, size, packedSize, method }: ZipFile): Promise<Buffer | null> {
	const packed = bytes.subarray(start, start + packedSize);
	if (packed.length !== packedSize) return null;
	if (method === 'stored') return packedSize === size ? packed : null;
	try {
		const content = await inflate(packed, { maxOutputLength: size + 1 });
		return content.length === size ? content : null;
	} catch {
		return null;
	}
}

function typeOf(names: Set<string>, mimetype: string | undefined): OfficeType | null {
	if (names.has('[Content_Types].xml')) {
		if (names.has('word/document.xml')) return 'docx';
		if (names.has('xl/workbook.xml')) return 'xlsx';
	}
	if (mimetype === FILE_TYPES.odt.mediaType) return 'odt';
	if (mimetype === FILE_TYPES.ods.mediaType) return 'ods';
	return null;
}
