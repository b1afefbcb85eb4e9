import { gunzipSync, inflateRawSync } from 'node:zlib';
import { readZipDirectory } from '#lib/handins/server/zip-directory.ts';
import { pdfTexts } from './pdf-text.ts';

/** What `canary-course.ts` writes: words that begin alike, and numbers of one shape. */
const CANARY = /kanarek[a-z]+|7300\d{3}[.,]25/gi;
const BASE64 = /[\w+/-]{24,}/g;

/** Every canary in an answer, as it was written: in the text, escaped, encoded, or packed. */
export function canariesIn(bytes: Buffer): Set<string> {
	const found = new Set<string>();
	for (const text of readings(bytes)) {
		for (const [canary] of text.matchAll(CANARY)) found.add(canary.toLowerCase().replace('.', ','));
	}
	return found;
}

function* readings(bytes: Buffer): Generator<string> {
	if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) yield* readings(gunzipSync(bytes));
	if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') for (const said of pdfTexts(bytes)) yield unescaped(said);
	if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
		for (const { start, packedSize, method } of readZipDirectory(bytes) ?? []) {
			const packed = bytes.subarray(start, start + packedSize);
			yield* readings(method === 'stored' ? packed : inflateRawSync(packed));
		}
	}
	const text = unescaped(bytes.toString('utf8'));
	yield text;
	for (const [run] of text.matchAll(BASE64)) {
		for (let offset = 0; offset < 4; offset++) yield Buffer.from(run.slice(offset), 'base64').toString('latin1');
	}
}

/** Without escapes of HTML, JSON and addresses, soft hyphens, and spaces between digits. */
const unescaped = (text: string) =>
	text
		.replace(/&nbsp;/g, '\u00a0')
		.replace(/&#x([\da-f]+);|\\u([\da-f]{4})|%([\da-f]{2})/gi, (_, ...codes: (string | undefined)[]) =>
			String.fromCharCode(Number.parseInt(codes.find((code) => typeof code === 'string') ?? '', 16))
		)
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/\u00ad|(?<=\d)[\s\u00a0\u202f](?=\d)/g, '');
