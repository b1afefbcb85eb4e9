import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { endingOf, type FileType } from './file-types.ts';

export const NOT_UTF8 =
	'plik nie jest zapisany w UTF-8 (polskie litery są zepsute); zapisz go ponownie: w VS Code kliknij nazwę kodowania na dole okna → Zapisz z kodowaniem → UTF-8';

/** The text of a file; null when it is not UTF-8, the only encoding in which Polish letters come out right. */
export const decodeText = (content: Buffer): string | null => {
	// A zero byte comes of UTF-16, a replacement character of letters that another program has already lost.
	const isText = isUtf8(content) && !content.includes(0) && !content.includes('\ufffd');
	return isText ? content.toString('utf8') : null;
};

/** What a drawing must not hold: it is part of a page, not a program, and asks no other server for anything. */
function findDanger(svg: string): string | null {
	if (/<(?:script|foreignObject|iframe)\b/i.test(svg)) return 'skrypt albo obcą treść';
	if (/\son[a-z]+\s*=/i.test(svg)) return 'skrypt w atrybucie';
	if (/<!(?:DOCTYPE|ENTITY)/i.test(svg)) return 'deklarację DOCTYPE albo ENTITY';
	if (/(?:href\s*=\s*["']|url\((?:\s*["'])?)\s*(?!#|["'\s)]|data:image\/)/i.test(svg)) return 'adres spoza pliku';
	return null;
}

function readBeginning(path: string, size: number): Buffer {
	const piece = Buffer.alloc(size);
	const file = openSync(path, 'r');
	try {
		return piece.subarray(0, readSync(file, piece));
	} finally {
		closeSync(file);
	}
}

/** What is wrong with the content of a file, in Polish with the cure; null for a sound one. */
export function findFault(name: string, path: string, { kind, signature }: FileType): string | null {
	if (signature) {
		const { at, oneOf } = signature;
		const beginning = readBeginning(path, 16).toString('latin1', at);
		if (oneOf.some((sign) => beginning.startsWith(sign))) return null;
		return `plik nie jest tym, na co wskazuje końcówka „.${endingOf(name)}”; zapisz go w tym formacie albo zmień końcówkę`;
	}
	const content = readFileSync(path);
	if (kind === 'attachment') return decodeText(content) === null ? NOT_UTF8 : null;
	const text = content.toString('utf8');
	if (kind === 'captions') {
		const isVtt = /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text) && /\d\d:\d\d\.\d{3} --> /.test(text);
		return isVtt
			? null
			: 'to nie są napisy WebVTT; plik zaczyna się od wiersza WEBVTT, a pod nim są czasy 00:01.000 --> 00:04.000';
	}
	const danger = findDanger(text);
	return danger && `rysunek zawiera ${danger}; usuń to`;
}
