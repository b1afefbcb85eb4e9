import { describe, expect, test } from 'vitest';
import { zip } from '#lib/spreadsheets/server/zip.ts';
import { jpeg, jpegFrame, jpegSegment, png, pngChunk } from '../../../../tests/support/pictures.ts';
import { FILE_TYPES } from '../file-types.ts';
import { readHandedFile } from './read-handed-file.ts';

const everything = { accept: Object.keys(FILE_TYPES), megabytes: 10 };
const read = (bytes: Uint8Array, allowed = everything) => readHandedFile(new Blob([new Uint8Array(bytes)]), allowed);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF\n');
const docx = (extra: { name: string; text: string }[] = []) =>
	zip([
		{ name: '[Content_Types].xml', text: '<Types/>' },
		{ name: 'word/document.xml', text: '<w:document/>' },
		...extra
	]);
const odt = () =>
	zip([
		{ name: 'mimetype', text: FILE_TYPES.odt.mediaType, isStored: true },
		{ name: 'content.xml', text: '<office:document-content/>' }
	]);
const SECRET = Buffer.from('GPS 50.06 19.94');

/** Writes over bytes of the directory entry of a file in a zip. */
async function tampered(change: (bytes: Buffer, entry: number) => void): Promise<Buffer> {
	const bytes = Buffer.from(await docx());
	change(bytes, bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')));
	return bytes;
}

describe('taken for what it is, whatever its name says', () => {
	test('a PDF and documents are kept as they came', async () => {
		expect(await read(pdf)).toMatchObject({ type: 'pdf', mediaType: 'application/pdf', content: pdf });
		const word = Buffer.from(await docx());
		expect(await read(word)).toMatchObject({ type: 'docx', content: word });
		expect(await read(await odt())).toMatchObject({ type: 'odt' });
	});

	test('a photo loses place, time and whatever follows its end, but not which way is up', async () => {
		const tiff = Buffer.from(
			'49492a0008000000' + '0200' + '1201030001000000' + '06000000' + '2588040001000000' + '00000000',
			'hex'
		);
		const exif = jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, SECRET]));
		const photo = jpeg({ notes: [exif, jpegSegment(0xed, SECRET), jpegSegment(0xfe, SECRET)], after: SECRET });
		const clean = await read(photo);
		if ('problem' in clean) throw new Error(clean.problem);
		expect(clean.type).toBe('jpg');
		expect(clean.content.includes('GPS')).toBe(false);
		expect(clean.content.includes(Buffer.from('011200030000000100060000', 'hex'))).toBe(true);
	});

	test('a PNG loses its notes', async () => {
		const clean = await read(png({ extra: [pngChunk('tEXt', SECRET), pngChunk('eXIf', SECRET)], after: SECRET }));
		expect(clean).toMatchObject({ type: 'png', content: png() });
	});
});

describe('refused, with a sentence about what to do', () => {
	test.each([
		['nothing', Buffer.alloc(0), /pusty/],
		['a page', Buffer.from('<!doctype html><script>1</script>'), /Zapisz pracę jako PDF/],
		['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /Zapisz pracę jako PDF/],
		['a program', Buffer.from('MZ\x90\x00'), /Zapisz pracę jako PDF/],
		['a PDF cut short', pdf.subarray(0, 12), /uszkodzony/],
		['a JPEG cut short', jpeg().subarray(0, -3), /uszkodzony/],
		['a huge PNG in a few bytes', png({ width: 60_000, height: 60_000 }), /za dużo pikseli/],
		['a huge JPEG in a few bytes', jpeg({ frame: jpegFrame({ width: 60_000, height: 60_000 }) }), /za dużo pikseli/],
		['a zip cut short', Buffer.from('PK\x03\x04'), /uszkodzony/]
	])('%s', async (_, bytes, problem) => {
		expect(await read(bytes)).toMatchObject({ problem: expect.stringMatching(problem) as string });
	});

	test('more than the question takes, and a kind it does not', async () => {
		const large = Buffer.concat([pdf, Buffer.alloc(1_000_000), pdf]);
		expect(await read(large, { accept: ['pdf'], megabytes: 1 })).toMatchObject({
			problem: expect.stringContaining('najwyżej 1\u00a0MB') as string
		});
		expect(await read(png(), { accept: ['pdf'], megabytes: 1 })).toMatchObject({
			problem: expect.stringContaining('można przesłać: pdf') as string
		});
	});

	test.each([
		['an archive of anything', () => zip([{ name: 'a.txt', text: 'a' }]), /archiwum/],
		['macros', () => docx([{ name: 'word/vbaProject.bin', text: 'x' }]), /makra/],
		['a name that leads out', () => docx([{ name: '../../etc/passwd', text: 'x' }]), /uszkodzony/],
		['a name from the root', () => docx([{ name: '/etc/passwd', text: 'x' }]), /uszkodzony/],
		['a name for Windows', () => docx([{ name: 'C:\\a', text: 'x' }]), /uszkodzony/],
		['the same name twice', () => docx([{ name: 'word/Document.xml', text: 'x' }]), /uszkodzony/],
		['a bomb', () => docx([{ name: 'word/a.xml', text: '0'.repeat(20_000_000) }]), /po rozpakowaniu/],
		[
			'more files than a document has',
			() => docx(Array.from({ length: 2_001 }, (_, i) => ({ name: `a${i}`, text: '' }))),
			/po rozpakowaniu/
		],
		['a password', () => tampered((bytes, at) => bytes.writeUInt16LE(1, at + 8)), /hasłem/],
		[
			'a link',
			() =>
				tampered((bytes, at) => {
					bytes.writeUInt8(3, at + 5);
					bytes.writeUInt32LE(0o120777 * 65_536, at + 38);
				}),
			/uszkodzony/
		],
		['a size that lies', () => tampered((bytes, at) => bytes.writeUInt32LE(3, at + 24)), /uszkodzony/],
		['a directory that names it otherwise', () => tampered((bytes, at) => bytes.write('W', at + 46)), /uszkodzony/],
		['a packing nobody uses', () => tampered((bytes, at) => bytes.writeUInt16LE(12, at + 10)), /uszkodzony/]
	] as const)('a document with %s', async (_, make, problem) => {
		expect(await read(await make())).toMatchObject({ problem: expect.stringMatching(problem) as string });
	});

	test('whatever is flipped in a sound file, the answer is a file or a sentence', async () => {
		for (const whole of [Buffer.from(await docx()), jpeg(), png()]) {
			for (let at = 4; at < whole.length; at += 3) {
				const bytes = Buffer.from(whole);
				bytes.writeUInt8(bytes.readUInt8(at) ^ 128, at);
				const answer = await read(bytes);
				expect('problem' in answer || answer.content.length > 0).toBe(true);
			}
		}
	});
});
