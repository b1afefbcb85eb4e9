import { createHash } from 'node:crypto';
import type { Picture } from './markdown-tokens.ts';

/** Kinds of pictures a course may hold, with the fixed type they are served as. */
export const PICTURE_TYPES: Record<string, string> = {
	svg: 'image/svg+xml',
	png: 'image/png',
	webp: 'image/webp',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif'
};

export const pictureType = (name: string): string | undefined => PICTURE_TYPES[name.split('.').at(-1) ?? ''];

/** The first ten digits of the content's SHA-256. */
export const versionOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 10);

type Size = Pick<Picture, 'width' | 'height'>;

function svgSize(text: string): Size | null {
	const tag = /<svg\b[^>]{0,4000}>/.exec(text)?.[0];
	const box = tag && /\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(tag);
	return box ? { width: Math.round(Number(box[1])), height: Math.round(Number(box[2])) } : null;
}

function pngSize(content: Buffer): Size | null {
	const isPng = content.length >= 24 && content.toString('latin1', 1, 4) === 'PNG';
	return isPng ? { width: content.readUInt32BE(16), height: content.readUInt32BE(20) } : null;
}

/** Width and height for the page to keep the place free; unknown for the other kinds. */
export function pictureSize(name: string, content: Buffer): Size {
	const size = name.endsWith('.svg') ? svgSize(content.toString('utf8')) : name.endsWith('.png') ? pngSize(content) : null;
	return size ?? { width: null, height: null };
}

/** What a drawing must not hold: it is part of a page, not a program, and asks no other server for anything. */
export function findDanger(svg: string): string | null {
	if (/<(?:script|foreignObject|iframe)\b/i.test(svg)) return 'skrypt albo obcą treść';
	if (/\son[a-z]+\s*=/i.test(svg)) return 'skrypt w atrybucie';
	if (/<!(?:DOCTYPE|ENTITY)/i.test(svg)) return 'deklarację DOCTYPE albo ENTITY';
	if (/(?:href\s*=\s*["']|url\(\s*["']?)\s*(?!#|["'\s)]|data:image\/)/i.test(svg)) return 'adres spoza pliku';
	return null;
}
