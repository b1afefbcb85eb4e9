import { BROKEN, type Refusal } from './refusal.ts';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What a PNG is drawn from; everything else may tell where and by whom it was made. */
const PNG_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'sRGB', 'cHRM']);
/** A picture that is larger stops the program that opens it. */
const MOST_PIXELS = 100_000_000;
const TOO_LARGE: Refusal = { problem: 'Ten obraz ma za dużo pikseli. Zmniejsz go i prześlij ponownie.' };

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const isNote = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(PNG_SIGNATURE);
export const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff;

/** A PNG with nothing but its picture. Nothing is unpacked. */
export function cleanPng(bytes: Buffer): Buffer | Refusal {
	const kept: Buffer[] = [PNG_SIGNATURE];
	for (let at = 8; at + 12 <= bytes.length;) {
		const length = bytes.readUInt32BE(at);
		const type = bytes.toString('latin1', at + 4, at + 8);
		const end = at + 12 + length;
		if (end > bytes.length || (at === 8) !== (type === 'IHDR')) return BROKEN;
		if (type === 'IHDR') {
			if (length !== 13) return BROKEN;
			if (bytes.readUInt32BE(at + 8) * bytes.readUInt32BE(at + 12) > MOST_PIXELS) return TOO_LARGE;
		}
		if (PNG_CHUNKS.has(type)) kept.push(bytes.subarray(at, end));
		if (type === 'IEND') return Buffer.concat(kept);
		at = end;
	}
	return BROKEN;
}

/**
 * A JPEG without what cameras and programs write into it (place, time, device, preview) and without anything after its
 * end. Only which way is up is kept: phones turn photos by it.
 */
export function cleanJpeg(bytes: Buffer): Buffer | Refusal {
	const kept: Buffer[] = [bytes.subarray(0, 2)];
	let hasFrame = false;
	let hasPixels = false;
	for (let at = 2; at + 2 <= bytes.length;) {
		const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined;
		if (marker === undefined) return BROKEN;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === EOI) {
			if (!hasFrame || !hasPixels) return BROKEN;
			return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
		}
		const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : 0;
		if (length < 2 || at + 2 + length > bytes.length) return BROKEN;
		const segment = bytes.subarray(at, at + 2 + length);
		let end = at + 2 + length;
		if (isFrame(marker)) {
			if (segment.length < 9) return BROKEN;
			if (segment.readUInt16BE(5) * segment.readUInt16BE(7) > MOST_PIXELS) return TOO_LARGE;
			hasFrame = true;
		} else if (marker === SOS) {
			if (!hasFrame) return BROKEN;
			hasPixels = true;
			end = endOfPixels(bytes, end);
		}
		if (!isNote(marker)) kept.push(bytes.subarray(at, end));
		else if (marker === APP1 && kept.length === 1) kept.push(...onlyOrientation(segment));
		at = end;
	}
	return BROKEN;
}

/** Compressed pixels go on to the next marker that is neither a stuffed byte nor a restart. */
function endOfPixels(bytes: Buffer, start: number): number {
	for (let at = start; at + 1 < bytes.length; at++) {
		const next = bytes[at + 1] ?? 0;
		if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return bytes.length;
}

/** A new Exif segment that says which way is up, from one that says more; nothing when it does not say. */
function onlyOrientation(segment: Buffer): Buffer[] {
	if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return [];
	const tiff = segment.subarray(10);
	const isLittle = tiff.toString('latin1', 0, 2) === 'II';
	const word = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const start = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	const count = Math.min(word(start), 100);
	for (let entry = 0; entry < count; entry++) {
		const at = start + 2 + entry * 12;
		const orientation = word(at) === 0x0112 ? word(at + 8) : 0;
		if (orientation >= 1 && orientation <= 8) return [exifOf(orientation)];
	}
	return [];
}

function exifOf(orientation: number): Buffer {
	const tiff = Buffer.from('4d4d002a000000080001011200030000000100000000' + '00000000', 'hex');
	tiff.writeUInt16BE(orientation, 18);
	const head = Buffer.from([0xff, APP1, 0, 2 + 6 + tiff.length]);
	return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
