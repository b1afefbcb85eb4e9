import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import QRCode from 'qrcode';

export type Pdf = PDFKit.PDFDocument;

export const INK = '#1c2b26';
export const MUTED = '#4d5c55';
export const LINE = '#e2d9c6';
export const GREEN = '#14543f';
export const HONEY = '#e3a21a';
const CLAY = '#b2452a';

const FONT_FILES = {
	heading: '@expo-google-fonts/literata/600SemiBold/Literata_600SemiBold.ttf',
	text: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
	strong: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'
} as const;
export type Face = keyof typeof FONT_FILES;

const files = createRequire(import.meta.url);
const faces = new Map<Face, Buffer>();

/**
 * Makes the faces known to a document; their files are read once. Each document opens them anew, though that is most of
 * its work: an opened face remembers the letters its glyphs were drawn for, so that the next document, in another
 * alphabet, could no longer be read aloud or copied right.
 */
export function registerFaces(doc: Pdf): void {
	for (const face of Object.keys(FONT_FILES) as Face[]) {
		let bytes = faces.get(face);
		if (!bytes) {
			bytes = readFileSync(files.resolve(FONT_FILES[face]));
			faces.set(face, bytes);
		}
		doc.registerFont(face, bytes);
	}
}

/** Draws what is there for the eye only; reading programs skip it. */
export function decorate(doc: Pdf, draw: () => void): void {
	doc.markContent('Artifact', { type: 'Layout' });
	doc.save();
	draw();
	doc.restore();
	doc.endMarkedContent();
}

/** Three circles that join, a light dot where they all meet; `size` is the width. */
export function drawMark(doc: Pdf, x: number, y: number, size: number, opacity = 0.92): void {
	const r = size * 0.31;
	doc.save();
	doc.fillOpacity(opacity);
	doc.circle(x + r, y + r, r).fill(GREEN);
	doc.circle(x + size - r, y + r, r).fill(HONEY);
	doc.circle(x + size / 2, y + size - r, r).fill(CLAY);
	doc.restore();
}

/** A QR code as one filled path, without its quiet zone. */
export function drawQr(doc: Pdf, text: string, x: number, y: number, size: number): void {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
	const cell = size / modules.size;
	for (let row = 0; row < modules.size; row++) {
		for (let column = 0; column < modules.size;) {
			const start = column;
			while (column < modules.size && modules.get(row, column)) column++;
			if (column > start) doc.rect(x + start * cell, y + row * cell, (column - start) * cell, cell);
			else column++;
		}
	}
	doc.fill(INK);
}

const openedLogos = new WeakMap<Pdf, Map<Uint8Array, PDFKit.OpenedImage>>();

/** A picture ready to be drawn: a document holds each once, on however many pages it stands. */
export function openLogo(doc: Pdf, logo: Uint8Array): PDFKit.OpenedImage {
	const opened = openedLogos.get(doc) ?? new Map<Uint8Array, PDFKit.OpenedImage>();
	openedLogos.set(doc, opened);
	const picture = opened.get(logo) ?? doc.openImage(Buffer.from(logo));
	opened.set(logo, picture);
	return picture;
}

/** The first of the sizes at which a text keeps to the given number of lines; the last one if none does. */
export function fitSize(
	doc: Pdf,
	text: string,
	box: { face: Face; width: number },
	tries: readonly { size: number; lines: number }[]
): number {
	for (const { size, lines } of tries) {
		doc.font(box.face).fontSize(size);
		const height = doc.heightOfString(text, { width: box.width });
		if (height <= doc.currentLineHeight(true) * (lines + 0.5)) return size;
	}
	return tries.at(-1)?.size ?? 10;
}

/** The narrowest width that needs no further line: the lines of a heading come out about equally long. */
export function balancedWidth(doc: Pdf, text: string, box: { face: Face; size: number; width: number }): number {
	doc.font(box.face).fontSize(box.size);
	const height = doc.heightOfString(text, { width: box.width });
	let width = box.width;
	while (width > box.width / 2 && doc.heightOfString(text, { width: width - 8 }) <= height) width -= 8;
	return width;
}

/** Keeps a one-letter word with the next word, and a dash with the word before. */
export function tieShortWords(text: string): string {
	return text.replace(/(?<=^|[\s(„])(\p{L}) (?=\S)/gu, '$1\u00a0').replaceAll(' – ', '\u00a0– ');
}
