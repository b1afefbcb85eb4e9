import { createHash } from 'node:crypto';
import type { ImportedPicture } from '../imported-question.ts';
import { MAX_PICTURE, MAX_PICTURES } from './exchange-limits.ts';

/** How files of pictures begin; what a file calls itself does not count. */
const KINDS: [start: RegExp, ending: string, contentType: string][] = [
	[/^\x89PNG\r\n\x1a\n/, 'png', 'image/png'],
	[/^\xff\xd8\xff/, 'jpg', 'image/jpeg'],
	[/^GIF8[79]a/, 'gif', 'image/gif'],
	[/^RIFF[^]{4}WEBP/, 'webp', 'image/webp'],
	[/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<svg[\s>]/, 'svg', 'image/svg+xml']
];

/** A drawing that could run or fetch something; the course checker would refuse it too. */
const UNSAFE_SVG =
	/<!DOCTYPE|<!ENTITY|<script|<foreignObject|\son[a-z]+\s*=|(?:href|src)\s*=\s*["'](?!#|data:image\/(?:png|jpeg|gif|webp);)/i;

/** The name of its file beside the questions, or, in words, why it is not kept. */
export type FoundPicture = { name: string } | { lost: string };

const NO_FILE: FoundPicture = { lost: 'nie ma go w\u00a0pliku' };

/** For an address that names nothing inside the file. */
export const notInside = (address: string): FoundPicture =>
	/^(?:https?:)?\/\//i.test(address.trim())
		? { lost: 'jest w\u00a0internecie, a\u00a0stamtąd niczego nie pobieramy; dołącz go sam' }
		: NO_FILE;

/** Pictures of an imported file, each kept once under a name made from its bytes. */
export class PictureStore {
	readonly pictures: ImportedPicture[] = [];
	#bytes = 0;

	/** Keeps what is a picture, safe and not too large. */
	add(bytes: Uint8Array): FoundPicture {
		if (bytes.length === 0) return NO_FILE;
		if (bytes.length > MAX_PICTURE) return { lost: `ma ponad ${MAX_PICTURE / 1024} kB; zmniejsz go i\u00a0dołącz sam` };
		const text = Buffer.from(bytes).toString('latin1');
		const kind = KINDS.find(([start]) => start.test(text));
		if (!kind) return { lost: 'nie jest w\u00a0formacie PNG, JPEG, GIF, WebP ani SVG' };
		if (kind[1] === 'svg' && UNSAFE_SVG.test(text)) return { lost: 'to SVG, które coś uruchamia albo pobiera' };
		const name = `obrazek-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${kind[1]}`;
		if (this.pictures.some((picture) => picture.name === name)) return { name };
		if (this.#bytes + bytes.length > MAX_PICTURES)
			return { lost: 'obrazki tego pliku mają razem ponad 3 MB; dołącz go sam' };
		this.#bytes += bytes.length;
		this.pictures.push({ name, contentType: kind[2], base64: Buffer.from(bytes).toString('base64') });
		return { name };
	}

	/** A picture written in the address itself. */
	addDataAddress(address: string): FoundPicture {
		const [, base64] = /^data:image\/[\w+.-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? [];
		return base64 === undefined ? notInside(address) : this.add(Buffer.from(base64, 'base64'));
	}
}
