import type { CleanPicture, Refusal } from './logo-file.ts';
import { BROKEN, sizeProblem } from './logo-problems.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Tables the picture is decoded with. */
const TABLES = [0xc4, 0xdb, 0xdd];
/** Baseline, extended and progressive pictures; the other kinds no browser shows. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Notes of programs and cameras, where a photo was taken among them. */
const isNote = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

export const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff;

/** A JPEG without notes and without anything after its end. Nothing is decoded; its size is read from the header. */
export function cleanJpeg(bytes: Buffer): CleanPicture | Refusal {
	const kept: Buffer[] = [bytes.subarray(0, 2)];
	let frame: { width: number; height: number } | null = null;
	let hasPixels = false;
	for (let at = 2; at + 2 <= bytes.length;) {
		const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined;
		if (marker === undefined) return BROKEN;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === EOI) {
			if (frame === null || !hasPixels) return BROKEN;
			kept.push(bytes.subarray(at, at + 2));
			return { content: Buffer.concat(kept), mediaType: 'image/jpeg', ...frame };
		}
		const segment = readSegment(bytes, at);
		if (!segment) return BROKEN;
		let end = at + segment.length;
		if (FRAMES.includes(marker)) {
			if (frame !== null || segment.length < 12) return BROKEN;
			const read = readFrame(segment);
			if ('problem' in read) return read;
			frame = read;
		} else if (marker === SOS) {
			if (frame === null) return BROKEN;
			end = endOfPixels(bytes, end);
			hasPixels = true;
		} else if (!TABLES.includes(marker) && !isNote(marker)) return BROKEN;
		if (!isNote(marker)) kept.push(bytes.subarray(at, end));
		at = end;
	}
	return BROKEN;
}

/** Marker, length and what follows; null when it is cut short. */
function readSegment(bytes: Buffer, at: number): Buffer | null {
	if (at + 4 > bytes.length) return null;
	const length = bytes.readUInt16BE(at + 2);
	return length >= 2 && at + 2 + length <= bytes.length ? bytes.subarray(at, at + 2 + length) : null;
}

function readFrame(segment: Buffer): { width: number; height: number } | Refusal {
	const height = segment.readUInt16BE(5);
	const width = segment.readUInt16BE(7);
	const colors = segment.readUInt8(9);
	const problem = sizeProblem(width, height);
	if (problem) return problem;
	return segment.readUInt8(4) === 8 && (colors === 1 || colors === 3) ? { width, height } : FOR_PRINT;
}

const FOR_PRINT: Refusal = {
	problem: 'To zdjęcie jest przygotowane do druku (CMYK). Zapisz logo w kolorach RGB, najlepiej jako PNG.'
};

/** Compressed pixels go on to the next marker that is neither a stuffed byte nor a restart. */
function endOfPixels(bytes: Buffer, start: number): number {
	for (let at = start; at + 1 < bytes.length; at++) {
		const next = bytes[at + 1] ?? 0;
		if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return bytes.length;
}
