import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A chunk of a PNG with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	checksum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, checksum]);
}

export interface PngOptions {
	width?: number;
	height?: number;
	/** 6: RGBA. */
	colorType?: number;
	bitDepth?: number;
	interlace?: number;
	/** Instead of as many bytes as the header promises. */
	pixels?: Buffer;
	/** Between header and pixels. */
	extra?: Buffer[];
	after?: Buffer;
}

/** A PNG, sound unless the options say otherwise: a half-transparent green square. */
export function png(options: PngOptions = {}): Buffer {
	const { width = 8, height = 8, colorType = 6, bitDepth = 8, interlace = 0, extra = [] } = options;
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([bitDepth, colorType, 0, 0, interlace], 8);
	const row = Buffer.concat([
		Buffer.from([0]),
		...Array.from({ length: Math.min(width, 2000) }, () => Buffer.from([20, 84, 63, 128]))
	]);
	const pixels = options.pixels ?? Buffer.concat(Array.from({ length: Math.min(height, 2000) }, () => row));
	return Buffer.concat([
		SIGNATURE,
		pngChunk('IHDR', header),
		...extra,
		pngChunk('IDAT', deflateSync(pixels)),
		pngChunk('IEND', Buffer.alloc(0)),
		options.after ?? Buffer.alloc(0)
	]);
}

/** A marker of a JPEG with its length and what it says. */
export const jpegSegment = (marker: number, data: Buffer): Buffer =>
	Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data]);

/** The frame header of a JPEG. */
export function jpegFrame({ width = 8, height = 8, colors = 3 } = {}): Buffer {
	const data = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, colors]);
	const components = Array.from({ length: colors }, (_, i) => Buffer.from([i + 1, 0x11, 0]));
	return jpegSegment(0xc0, Buffer.concat([data, ...components]));
}

/** A JPEG whose parts are where they belong; its pixels are not worth decoding. */
export function jpeg({
	frame = jpegFrame(),
	notes = [] as Buffer[],
	after = Buffer.alloc(0),
	end = [0xff, 0xd9]
} = {}) {
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		...notes,
		jpegSegment(0xdb, Buffer.alloc(65, 1)),
		frame,
		jpegSegment(0xc4, Buffer.alloc(20)),
		jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
		Buffer.from(end),
		after
	]);
}
