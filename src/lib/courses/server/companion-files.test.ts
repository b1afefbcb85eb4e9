import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_CAPTIONS, sampleFilm } from '../../../../tests/support/recordings.ts';
import { readCompanionFile } from './companion-files.ts';
import { NOT_UTF8 } from './file-faults.ts';
import { isCompanionName, isTranscriptName } from './file-types.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(name: string, content: string | Buffer, size?: number) {
	const path = join(folder, name);
	writeFileSync(path, content);
	if (size) truncateSync(path, size);
	return readCompanionFile(name, path);
}
const faultOf = (name: string, content: string | Buffer, size?: number) => read(name, content, size).fault;

const notWhatItSays = (ending: string) =>
	`plik nie jest tym, na co wskazuje końcówka „.${ending}”; zapisz go w tym formacie albo zmień końcówkę`;

test('a film tells its size and type, whatever it is called beside', () => {
	expect(read('film.mp4', sampleFilm(1280, 720))).toMatchObject({
		fault: null,
		file: {
			kind: 'film',
			contentType: 'video/mp4',
			width: 1280,
			height: 720,
			version: expect.stringMatching(/^[0-9a-f]{10}$/) as unknown
		}
	});
	expect(read('pusty.mp4', 'xxxxftypisom').file).toMatchObject({ width: null, height: null });
});

test.each([
	['film.mp4', 'tekst', notWhatItSays('mp4')],
	['karta.pdf', '<html>', notWhatItSays('pdf')],
	['karta.docx', 'PDF', notWhatItSays('docx')],
	['karta.odt', 'PK\x03\x04…', null],
	['mowa.mp3', Buffer.from([0xff, 0xfb, 0x90, 0]), null],
	['mowa.ogg', 'ID3', notWhatItSays('ogg')],
	['zdjecie.jpg', '<svg>', notWhatItSays('jpg')],
	['kasa.csv', 'dzień;kwota', null],
	['kasa.csv', Buffer.from([0x64, 0xba, 0xb3]), NOT_UTF8],
	['film.vtt', SAMPLE_CAPTIONS, null],
	['film.vtt', `\uFEFF${SAMPLE_CAPTIONS.replaceAll('\n', '\r\n')}`, null],
	[
		'film.vtt',
		'1\n00:00:00,000 --> 00:00:02,000\nSRT',
		'to nie są napisy WebVTT; plik zaczyna się od wiersza WEBVTT, a pod nim są czasy 00:01.000 --> 00:04.000'
	],
	['rysunek.svg', '<svg onload="x"/>', 'rysunek zawiera skrypt w atrybucie; usuń to']
])('%s with %j: %s', (name, content, fault) => expect(faultOf(name, content)).toBe(fault));

test('files have limits, and a large film is not read into memory', () => {
	const MiB = 1024 * 1024;
	expect(faultOf('karta.pdf', '%PDF-', 20 * MiB + 1)).toBe('załącznik ma ponad 20 MiB; zmniejsz go albo podziel');
	expect(faultOf('film.mp4', 'xxxxftyp', 200 * MiB + 1)).toBe(
		'film ma ponad 200 MiB; skróć go albo zapisz w mniejszej rozdzielczości'
	);
	expect(faultOf('mowa.mp3', 'ID3', 200 * MiB + 1)).toBe(
		'nagranie ma ponad 200 MiB; skróć je albo zapisz w niższej jakości'
	);
	const before = process.memoryUsage().rss;
	expect(faultOf('film.mp4', sampleFilm(4, 3), 150 * MiB)).toBeNull();
	expect(process.memoryUsage().rss - before).toBeLessThan(50 * MiB);
});

test('another content is another version', () => {
	const { file } = read('karta.txt', 'raz');
	expect(read('karta.txt', 'dwa!').file!.version).not.toBe(file!.version);
});

test('names are plain, and a transcript belongs to a recording', () => {
	expect(['a.pdf', 'karta-pracy.docx', 'film.mp4'].every(isCompanionName)).toBe(true);
	expect(
		['a.exe', 'A.pdf', 'a b.pdf', '../a.pdf', 'a.html', 'a.md', '.pdf', 'a.pdf.svg2', '__proto__.constructor'].some(
			isCompanionName
		)
	).toBe(false);
	expect(isTranscriptName('film.md', ['film.mp4'])).toBe(true);
	expect(isTranscriptName('karta.md', ['karta.pdf', 'film.mp4'])).toBe(false);
});
