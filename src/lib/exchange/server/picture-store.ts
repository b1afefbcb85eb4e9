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

/** Pictures of an imported file, each kept once under a name made from its bytes. */
export class PictureStore {
	readonly pictures: ImportedPicture[] = [];
	#bytes = 0;

	/** @returns the name of its file beside the questions; null for what is no picture, unsafe or too large */
	add(bytes: Uint8Array): string | null {
		if (bytes.length === 0 || bytes.length > MAX_PICTURE) return null;
		const text = Buffer.from(bytes).toString('latin1');
		const kind = KINDS.find(([start]) => start.test(text));
		if (!kind || (kind[1] === 'svg' && UNSAFE_SVG.test(text))) return null;
		const name = `obrazek-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${kind[1]}`;
		if (this.pictures.some((picture) => picture.name === name)) return name;
		if (this.#bytes + bytes.length > MAX_PICTURES) return null;
		this.#bytes += bytes.length;
		this.pictures.push({ name, contentType: kind[2], base64: Buffer.from(bytes).toString('base64') });
		return name;
	}

	/** A picture written in the address itself. */
	addDataAddress(address: string): string | null {
		const [, base64] = /^data:image\/[\w+.-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? [];
		return base64 === undefined ? null : this.add(Buffer.from(base64, 'base64'));
	}
}
