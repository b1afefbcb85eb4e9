import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { CompanionFile, FileKind } from './markdown-tokens.ts';
import { findSize } from './picture-size.ts';

/** A file as it lies on the disk beside a text. */
export interface FileOnDisk extends Pick<CompanionFile, 'kind' | 'name' | 'width' | 'height' | 'bytes'> {
	/** Absolute. */
	path: string;
	/** The first ten digits of the content's SHA-256. */
	version: string;
	contentType: string;
}

interface FileType {
	kind: FileKind;
	/** Fixed: what the file is served as, whatever it holds. */
	contentType: string;
	/** What such a file begins with, as Latin-1 from `at`; absent for plain text. */
	signature?: { at: number; oneOf: string[] };
}

const zip = { at: 0, oneOf: ['PK\x03\x04'] };
const office = (name: string) => `application/vnd.openxmlformats-officedocument.${name}`;
const open = (name: string) => `application/vnd.oasis.opendocument.${name}`;

const FILE_TYPES: Record<string, FileType> = {
	svg: { kind: 'picture', contentType: 'image/svg+xml' },
	png: { kind: 'picture', contentType: 'image/png', signature: { at: 1, oneOf: ['PNG'] } },
	webp: { kind: 'picture', contentType: 'image/webp', signature: { at: 8, oneOf: ['WEBP'] } },
	jpg: { kind: 'picture', contentType: 'image/jpeg', signature: { at: 0, oneOf: ['\xff\xd8\xff'] } },
	jpeg: { kind: 'picture', contentType: 'image/jpeg', signature: { at: 0, oneOf: ['\xff\xd8\xff'] } },
	gif: { kind: 'picture', contentType: 'image/gif', signature: { at: 0, oneOf: ['GIF8'] } },
	pdf: { kind: 'attachment', contentType: 'application/pdf', signature: { at: 0, oneOf: ['%PDF-'] } },
	docx: { kind: 'attachment', contentType: office('wordprocessingml.document'), signature: zip },
	xlsx: { kind: 'attachment', contentType: office('spreadsheetml.sheet'), signature: zip },
	odt: { kind: 'attachment', contentType: open('text'), signature: zip },
	ods: { kind: 'attachment', contentType: open('spreadsheet'), signature: zip },
	csv: { kind: 'attachment', contentType: 'text/csv; charset=utf-8' },
	txt: { kind: 'attachment', contentType: 'text/plain; charset=utf-8' },
	mp4: { kind: 'film', contentType: 'video/mp4', signature: { at: 4, oneOf: ['ftyp'] } },
	mp3: {
		kind: 'sound',
		contentType: 'audio/mpeg',
		signature: { at: 0, oneOf: ['ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2'] }
	},
	ogg: { kind: 'sound', contentType: 'audio/ogg', signature: { at: 0, oneOf: ['OggS'] } },
	m4a: { kind: 'sound', contentType: 'audio/mp4', signature: { at: 4, oneOf: ['ftyp'] } },
	vtt: { kind: 'captions', contentType: 'text/vtt; charset=utf-8' }
};

/** The largest file of each kind, in MiB, and what to do with a larger one. */
const LIMITS: Partial<Record<FileKind, [number, string]>> = {
	picture: [5, 'obrazek ma ponad 5 MiB; zmniejsz go'],
	attachment: [20, 'załącznik ma ponad 20 MiB; zmniejsz go albo podziel'],
	film: [200, 'film ma ponad 200 MiB; skróć go albo zapisz w mniejszej rozdzielczości'],
	sound: [200, 'nagranie ma ponad 200 MiB; skróć je albo zapisz w niższej jakości'],
	captions: [1, 'plik z napisami ma ponad 1 MiB; zostaw w nim same napisy']
};

const endingOf = (name: string) => name.split('.').at(-1) ?? '';
const typeOf = (name: string): FileType | undefined =>
	/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+$/.test(name) ? FILE_TYPES[endingOf(name)] : undefined;

export const isCompanionName = (name: string) => typeOf(name) !== undefined;
/** What kind of file has such a name, whether or not it is there. */
export const kindOf = (name: string): FileKind | undefined => typeOf(name)?.kind;
export const isAttachmentName = (name: string) => kindOf(name) === 'attachment';
/** Whether this text tells what is said in a recording beside it: `film.md` of `film.mp4`. */
export const isTranscriptName = (name: string, names: readonly string[]) =>
	names.some((other) => ['film', 'sound'].includes(kindOf(other) ?? '') && name === siblingOf(other, 'md'));

/** `film.mp4` and `vtt` → `film.vtt` */
export const siblingOf = (name: string, ending: string) => `${name.slice(0, name.lastIndexOf('.'))}.${ending}`;

/** Endings by kind, for messages: `svg, png, webp`. */
export const endingsOf = (...kinds: FileKind[]) =>
	Object.keys(FILE_TYPES)
		.filter((ending) => kinds.includes(FILE_TYPES[ending]!.kind))
		.join(', ');

/** Reads a file piece by piece: a film does not fit in memory next to two hundred others. */
function digestFile(path: string): string {
	const hash = createHash('sha256');
	const piece = Buffer.allocUnsafe(256 * 1024);
	const file = openSync(path, 'r');
	try {
		for (let size; (size = readSync(file, piece)) > 0;) hash.update(piece.subarray(0, size));
	} finally {
		closeSync(file);
	}
	return hash.digest('hex');
}

const digests = new Map<string, string>();

/** The SHA-256 of a file; one that has not changed since is not read again. */
function digestOf(path: string): string {
	const { size, mtimeMs } = statSync(path);
	const key = `${path}\0${size}\0${mtimeMs}`;
	let digest = digests.get(key);
	if (digest === undefined) {
		if (digests.size >= 10_000) digests.clear();
		digests.set(key, (digest = digestFile(path)));
	}
	return digest;
}

/** What a drawing must not hold: it is part of a page, not a program, and asks no other server for anything. */
function findDanger(svg: string): string | null {
	if (/<(?:script|foreignObject|iframe)\b/i.test(svg)) return 'skrypt albo obcą treść';
	if (/\son[a-z]+\s*=/i.test(svg)) return 'skrypt w atrybucie';
	if (/<!(?:DOCTYPE|ENTITY)/i.test(svg)) return 'deklarację DOCTYPE albo ENTITY';
	if (/(?:href\s*=\s*["']|url\(\s*["']?)\s*(?!#|["'\s)]|data:image\/)/i.test(svg)) return 'adres spoza pliku';
	return null;
}

function readBeginning(path: string, size: number): Buffer {
	const piece = Buffer.alloc(size);
	const file = openSync(path, 'r');
	try {
		return piece.subarray(0, readSync(file, piece));
	} finally {
		closeSync(file);
	}
}

/** What is wrong with the content of a file, in Polish with the cure; null for a sound one. */
function findFault(name: string, path: string, { kind, signature }: FileType): string | null {
	if (signature) {
		const { at, oneOf } = signature;
		const beginning = readBeginning(path, 16).toString('latin1', at);
		if (oneOf.some((sign) => beginning.startsWith(sign))) return null;
		return `plik nie jest tym, na co wskazuje końcówka „.${endingOf(name)}”; zapisz go w tym formacie albo zmień końcówkę`;
	}
	const text = readFileSync(path, 'utf8');
	if (kind === 'captions') {
		const isVtt = /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text) && /\d\d:\d\d\.\d{3} --> /.test(text);
		return isVtt
			? null
			: 'to nie są napisy WebVTT; plik zaczyna się od wiersza WEBVTT, a pod nim są czasy 00:01.000 --> 00:04.000';
	}
	if (kind === 'attachment') {
		return /[\0\uFFFD]/.test(text) ? 'plik nie jest zapisany w UTF-8; zapisz go ponownie z tym kodowaniem' : null;
	}
	const danger = findDanger(text);
	return danger && `rysunek zawiera ${danger}; usuń to`;
}

/**
 * Reads what the platform must know of a file beside a text.
 * @param name one for which `isCompanionName` holds
 * @returns the file, or what keeps it out; a faulty file of a sound size comes with its fault
 */
export function readCompanionFile(
	name: string,
	path: string
): { file: FileOnDisk | null; digest: string; fault: string | null } {
	const type = typeOf(name)!;
	const bytes = statSync(path).size;
	const [limit, advice] = LIMITS[type.kind]!;
	if (bytes > limit * 1024 * 1024) return { file: null, digest: '', fault: advice };
	const digest = digestOf(path);
	const file: FileOnDisk = {
		...findSize(name, path),
		...{ kind: type.kind, name, bytes, path, version: digest.slice(0, 10), contentType: type.contentType }
	};
	return { file, digest, fault: findFault(name, path, type) };
}
