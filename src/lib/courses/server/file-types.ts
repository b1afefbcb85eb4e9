import type { FileKind } from './markdown-tokens.ts';

export interface FileType {
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
export const LIMITS: Partial<Record<FileKind, [number, string]>> = {
	picture: [5, 'obrazek ma ponad 5 MiB; zmniejsz go'],
	attachment: [20, 'załącznik ma ponad 20 MiB; zmniejsz go albo podziel'],
	film: [200, 'film ma ponad 200 MiB; skróć go albo zapisz w mniejszej rozdzielczości'],
	sound: [200, 'nagranie ma ponad 200 MiB; skróć je albo zapisz w niższej jakości'],
	captions: [1, 'plik z napisami ma ponad 1 MiB; zostaw w nim same napisy']
};

export const endingOf = (name: string) => name.split('.').at(-1) ?? '';
export const typeOf = (name: string): FileType | undefined =>
	/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+$/.test(name) ? FILE_TYPES[endingOf(name)] : undefined;

export const isCompanionName = (name: string) => typeOf(name) !== undefined;
/** What kind of file has such a name, whether or not it is there. */
export const kindOf = (name: string): FileKind | undefined => typeOf(name)?.kind;
export const isAttachmentName = (name: string) => kindOf(name) === 'attachment';
/** Whether this text tells what is said in a recording beside it: `film.md` of `film.mp4`. */
export const isTranscriptName = (name: string, names: readonly string[]) =>
	endingOf(name) === 'md' &&
	names.some((other) => ['film', 'sound'].includes(kindOf(other) ?? '') && name === siblingOf(other, 'md'));

/** `film.mp4` and `vtt` → `film.vtt` */
export const siblingOf = (name: string, ending: string) => `${name.slice(0, name.lastIndexOf('.'))}.${ending}`;

/** Endings by kind, for messages: `svg, png, webp`. */
export const endingsOf = (...kinds: FileKind[]) =>
	Object.keys(FILE_TYPES)
		.filter((ending) => kinds.includes(FILE_TYPES[ending]!.kind))
		.join(', ');
