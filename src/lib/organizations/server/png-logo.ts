import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import type { CleanPicture, Refusal } from './logo-file.ts';
import { BROKEN, sizeProblem } from './logo-problems.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What the picture itself is made of; a table of transparent colours belongs to it, everything else is said about it. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
/** Samples of a pixel by colour type: grey, RGB, palette, grey and alpha, RGBA. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const inflateAsync = promisify(inflate);

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE);

/**
 * A PNG without anything but its picture: no text, no dates, nothing after its end. Its size is read from the header
 * before anything is unpacked, and what is unpacked must be exactly as long as the header says.
 */
export async function cleanPng(bytes: Buffer): Promise<CleanPicture | Refusal> {
	const chunks = readChunks(bytes);
	const header = chunks?.[0];
	if (!chunks || header?.type !== 'IHDR' || header.data.length !== 13) return BROKEN;
	const { width, height, bitDepth, colorType, interlace } = readHeader(header.data);
	const problem = sizeProblem(width, height);
	if (problem) return problem;
	const samples = SAMPLES[colorType];
	if (samples === undefined || bitDepth > 8 || interlace !== 0) return UNUSUAL;
	const kept = chunks.filter(({ type }) => KEPT.includes(type));
	if (!isWhole(kept, colorType)) return BROKEN;

	const pixels = Buffer.concat(kept.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
	const length = height * (1 + Math.ceil((width * samples * bitDepth) / 8));
	if (!(await inflatesTo(pixels, length))) return BROKEN;
	return { content: Buffer.concat([SIGNATURE, ...kept.map(({ raw }) => raw)]), mediaType: 'image/png', width, height };
}

/** What drawing programs do not need for a logo and PDF readers differ about. */
const UNUSUAL: Refusal = {
	problem: 'To nietypowy PNG (z przeplotem albo 16-bitowy). Zapisz logo jako zwykły PNG i dodaj je ponownie.'
};

interface Chunk {
	type: string;
	data: Buffer;
	/** With length and checksum. */
	raw: Buffer;
}

/** The chunks up to the end mark; null when one is cut short or its checksum is wrong. */
function readChunks(bytes: Buffer): Chunk[] | null {
	const chunks: Chunk[] = [];
	for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
		const end = at + 12 + bytes.readUInt32BE(at);
		if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
		const type = bytes.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: bytes.subarray(at + 8, end - 4), raw: bytes.subarray(at, end) });
		if (type === 'IEND') return chunks;
		at = end;
	}
	return null;
}

const readHeader = (data: Buffer) => ({
	width: data.readUInt32BE(0),
	height: data.readUInt32BE(4),
	bitDepth: data.readUInt8(8),
	colorType: data.readUInt8(9),
	interlace: data.readUInt8(12)
});

/** One header, a palette where colours are counted from one, and pixels. */
function isWhole(chunks: Chunk[], colorType: number): boolean {
	const count = (type: string) => chunks.filter((chunk) => chunk.type === type).length;
	const hasPalette = count('PLTE') === 1 || (colorType !== 3 && count('PLTE') === 0);
	return count('IHDR') === 1 && hasPalette && count('tRNS') <= 1 && count('IDAT') > 0;
}

/** Never unpacks more than the header promises. */
async function inflatesTo(pixels: Buffer, length: number): Promise<boolean> {
	try {
		return (await inflateAsync(pixels, { maxOutputLength: length })).length === length;
	} catch {
		return false;
	}
}
