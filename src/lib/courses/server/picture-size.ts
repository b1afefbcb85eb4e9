import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { CompanionFile } from './markdown-tokens.ts';

type Size = Pick<CompanionFile, 'width' | 'height'>;

function svgSize(text: string): Size | null {
	// Only the first one: a search that begins again at every other could take minutes.
	const start = text.search(/<svg\b/);
	const tag = start === -1 ? null : /^[^>]*>/.exec(text.slice(start, start + 4000))?.[0];
	const box = tag && /\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(tag);
	return box ? { width: Math.round(Number(box[1])), height: Math.round(Number(box[2])) } : null;
}

function pngSize(content: Buffer): Size | null {
	const isPng = content.length >= 24 && content.toString('latin1', 1, 4) === 'PNG';
	return isPng ? { width: content.readUInt32BE(16), height: content.readUInt32BE(20) } : null;
}

interface Box {
	type: string;
	start: number;
	end: number;
}

/** Far more than a film has before its size is known. */
const MAX_READS = 1000;

/** The boxes of an MP4 file between two places, by their headers alone. */
function* listBoxes(read: (at: number, size: number) => Buffer, from: number, to: number): Generator<Box> {
	for (let at = from; at + 8 <= to;) {
		const header = read(at, 16);
		if (header.length < 8) return;
		let size = header.readUInt32BE(0);
		if (size === 1 && header.length === 16) size = Number(header.readBigUInt64BE(8));
		if (size === 0) size = to - at;
		if (size < 8) return;
		yield { type: header.toString('latin1', 4, 8), start: at + 8, end: Math.min(at + size, to) };
		at += size;
	}
}

/** moov → trak → tkhd, whose last eight bytes are width and height in 16.16 numbers; a sound track has none. */
function mp4Size(read: (at: number, size: number) => Buffer): Size | null {
	for (const moov of listBoxes(read, 0, Number.MAX_SAFE_INTEGER)) {
		if (moov.type !== 'moov') continue;
		for (const trak of listBoxes(read, moov.start, moov.end)) {
			for (const tkhd of trak.type === 'trak' ? listBoxes(read, trak.start, trak.end) : []) {
				if (tkhd.type !== 'tkhd') continue;
				const end = read(tkhd.end - 8, 8);
				const [width, height] = end.length === 8 ? [end.readUInt32BE(0) >> 16, end.readUInt32BE(4) >> 16] : [0, 0];
				if (width > 0 && height > 0) return { width, height };
			}
		}
	}
	return null;
}

/** Width and height for the page to keep the place free; unknown for the other kinds. */
export function findSize(name: string, path: string): Size {
	const unknown = { width: null, height: null };
	if (name.endsWith('.svg')) return svgSize(readFileSync(path, 'utf8')) ?? unknown;
	if (!/\.(?:png|mp4)$/.test(name)) return unknown;
	const file = openSync(path, 'r');
	let left = MAX_READS;
	const read = (at: number, size: number) => {
		if ((left -= 1) < 0) return Buffer.alloc(0);
		const piece = Buffer.alloc(size);
		return piece.subarray(0, readSync(file, piece, 0, size, at));
	};
	try {
		return (name.endsWith('.png') ? pngSize(read(0, 24)) : mp4Size(read)) ?? unknown;
	} finally {
		closeSync(file);
	}
}
