import { inflateSync } from 'node:zlib';

const OBJECT = /(\d+) 0 obj\b([\s\S]*?)\bendobj/g;
const STREAM = /\bstream\r?\n([\s\S]*?)\r?\nendstream/;
const FONT = /\/(F\d+) (\d+) 0 R/g;
const TO_UNICODE = /\/ToUnicode (\d+) 0 R/;
/** What shows text: a font chosen, strings, and the ends of what belongs together. */
const SHOWN = /\/(F\d+) [\d.]+ Tf|<([\da-f\s]*)>|\(((?:\\[\s\S]|[^\\()])*)\)|\b(TJ|Tj)\b/gi;
const STRING = /<(feff[\da-f]*)>|\(((?:\\[\s\S]|[^\\()])*)\)/gi;

type Glyphs = Map<number, string>;

/**
 * Everything a PDF of ours says, as several readings: the text of its pages line by line and without breaks, and the
 * strings of its structure (title, headings, descriptions). It knows what pdfkit writes: no object streams, fonts that
 * tell by a ToUnicode map which glyph is which letter.
 */
export function* pdfTexts(bytes: Buffer): Generator<string> {
	const objects = new Map([...bytes.toString('latin1').matchAll(OBJECT)].map(([, id = '', body = '']) => [id, body]));
	const fonts = fontsOf(objects);
	const lines: string[] = [];
	for (const body of objects.values()) {
		const content = streamOf(body);
		if (content === null) yield [...body.matchAll(STRING)].map(stringIn).join('\n');
		else if (/\bT[Jj]\b/.test(content)) lines.push(...shownBy(content, fonts));
		else yield content;
	}
	yield lines.join('\n');
	yield lines.join('');
}

function fontsOf(objects: Map<string, string>): Map<string, Glyphs> {
	const fonts = new Map<string, Glyphs>();
	for (const body of objects.values())
		for (const [, name = '', id = ''] of body.matchAll(FONT)) {
			const map = TO_UNICODE.exec(objects.get(id) ?? '')?.[1];
			if (map) fonts.set(name, glyphsIn(streamOf(objects.get(map) ?? '') ?? ''));
		}
	return fonts;
}

/** Unpacked, as single bytes; null: an object without a stream. */
function streamOf(body: string): string | null {
	const packed = STREAM.exec(body)?.[1];
	if (packed === undefined) return null;
	const bytes = Buffer.from(packed, 'latin1');
	return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** `<0000> <00ff> [<0020> <0041> …]`: the letters of a run of glyphs. */
function glyphsIn(map: string): Glyphs {
	const glyphs: Glyphs = new Map();
	for (const [, from = '', letters = ''] of map.matchAll(/<([\da-f]+)>\s*<[\da-f]+>\s*\[([^\]]*)\]/gi))
		[...letters.matchAll(/<([\da-f\s]+)>/gi)].forEach(([, letter = ''], at) =>
			glyphs.set(Number.parseInt(from, 16) + at, utf16(letter))
		);
	return glyphs;
}

const utf16 = (hex: string): string =>
	String.fromCharCode(...(hex.replace(/\s/g, '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

function shownBy(content: string, fonts: Map<string, Glyphs>): string[] {
	const lines: string[] = [];
	let glyphs: Glyphs | undefined;
	let line = '';
	for (const [, font, hex, literal, end] of content.matchAll(SHOWN)) {
		if (font !== undefined) glyphs = fonts.get(font);
		else if (hex !== undefined) line += lettersOf(hex, glyphs);
		else if (literal !== undefined) line += unescaped(literal);
		else if (end !== undefined) {
			lines.push(line);
			line = '';
		}
	}
	return lines;
}

function lettersOf(hex: string, glyphs: Glyphs | undefined): string {
	if (!glyphs) return Buffer.from(hex, 'hex').toString('latin1');
	return (hex.match(/.{4}/g) ?? []).map((code) => glyphs.get(Number.parseInt(code, 16)) ?? '\ufffd').join('');
}

function stringIn([, hex, literal]: RegExpExecArray): string {
	if (hex !== undefined) return utf16(hex);
	const text = unescaped(literal ?? '');
	return text.startsWith('\u00fe\u00ff') ? utf16(Buffer.from(text.slice(2), 'latin1').toString('hex')) : text;
}

const unescaped = (literal: string): string =>
	literal.replace(/\\(\d{3}|[\s\S])/g, (_, code: string) =>
		/^\d{3}$/.test(code)
			? String.fromCharCode(Number.parseInt(code, 8))
			: ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }[code] ?? code)
	);
