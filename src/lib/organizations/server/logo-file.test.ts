import { describe, expect, test } from 'vitest';
import { jpeg, jpegFrame, jpegSegment, png, pngChunk } from '../../../../tests/support/pictures.ts';
import { readLogo } from './logo-file.ts';

const read = (bytes: Buffer) => readLogo(new Blob([new Uint8Array(bytes)]));
const SECRET = Buffer.from('GPS 50.06 19.94');

describe('a logo is kept without anything but its picture', () => {
	test('a PNG loses notes, dates and whatever follows its end', async () => {
		const extra = [pngChunk('tEXt', SECRET), pngChunk('eXIf', SECRET), pngChunk('tIME', Buffer.alloc(7))];
		const clean = await read(png({ extra, after: Buffer.from('<script>alert(1)</script>') }));
		expect(clean).toEqual({ content: png(), mediaType: 'image/png', width: 8, height: 8 });
	});

	test('a JPEG loses what cameras and programs write, and whatever follows its end', async () => {
		const notes = [jpegSegment(0xe1, SECRET), jpegSegment(0xed, SECRET), jpegSegment(0xfe, SECRET)];
		const clean = await read(jpeg({ notes, after: Buffer.from('PK\u0003\u0004 a zip') }));
		expect(clean).toEqual({ content: jpeg(), mediaType: 'image/jpeg', width: 8, height: 8 });
	});

	test('every kind of PNG that logos come in', async () => {
		const palette = [pngChunk('PLTE', Buffer.alloc(6)), pngChunk('tRNS', Buffer.from([0]))];
		const rows = (length: number) => Buffer.alloc(8 * (1 + length));
		for (const made of [
			png({ colorType: 0, pixels: rows(8) }),
			png({ colorType: 0, bitDepth: 1, pixels: rows(1) }),
			png({ colorType: 2, pixels: rows(24) }),
			png({ colorType: 3, bitDepth: 4, extra: palette, pixels: rows(4) }),
			png({ colorType: 4, pixels: rows(16) })
		]) {
			expect(await read(made)).toMatchObject({ content: made });
		}
	});
});

describe('refused, with a sentence about what to do', () => {
	test.each([
		['more than 200 kB', png({ after: Buffer.alloc(200_001) }), /200 kB/],
		['a huge PNG in a few bytes', png({ width: 60_000, height: 60_000 }), /60000 × 60000/],
		['a PNG one pixel too wide', png({ width: 1201, height: 10 }), /1201 × 10/],
		['a huge JPEG', jpeg({ frame: jpegFrame({ width: 40_000, height: 9 }) }), /40000 × 9/],
		['a PNG that unpacks to more than it says', png({ pixels: Buffer.alloc(50_000_000) }), /uszkodzony/],
		['a PNG that unpacks to less', png({ pixels: Buffer.alloc(5) }), /uszkodzony/],
		['a PNG of no size', png({ width: 0 }), /uszkodzony/],
		['a PNG cut short', png().subarray(0, -20), /uszkodzony/],
		['a PNG without its palette', png({ colorType: 3, pixels: Buffer.alloc(72) }), /uszkodzony/],
		['an interlaced PNG', png({ interlace: 1 }), /nietypowy/],
		['a colour type there is not', png({ colorType: 5 }), /nietypowy/],
		['a JPEG cut short', jpeg().subarray(0, -3), /uszkodzony/],
		['a JPEG without an end', jpeg({ end: [] }), /uszkodzony/],
		['a JPEG with two frames', jpeg({ frame: Buffer.concat([jpegFrame(), jpegFrame()]) }), /uszkodzony/],
		['a JPEG of a kind nobody shows', jpeg({ frame: jpegSegment(0xc9, Buffer.alloc(15)) }), /uszkodzony/],
		['a JPEG for print', jpeg({ frame: jpegFrame({ colors: 4 }) }), /CMYK/],
		['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /PNG ani JPEG/],
		['a page that calls itself a picture', Buffer.from('<!doctype html><script>1</script>'), /PNG ani JPEG/],
		['a GIF', Buffer.from('GIF89a'), /PNG ani JPEG/],
		['two bytes', Buffer.from([0xff, 0xd8]), /PNG ani JPEG/],
		['a JPEG that is nothing but its first bytes', Buffer.from([0xff, 0xd8, 0xff]), /uszkodzony/]
	])('%s', async (_, bytes, problem) => {
		const answer = await read(bytes);
		expect('problem' in answer ? answer.problem : 'taken').toMatch(problem);
	});

	test('a PNG with a wrong checksum', async () => {
		const bytes = png();
		bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
		expect(await read(bytes)).toHaveProperty('problem');
	});

	test('whatever is flipped in a sound file, the answer is a picture or a sentence', async () => {
		for (const whole of [png(), jpeg()]) {
			for (let at = 0; at < whole.length; at++) {
				for (const bit of [1, 128]) {
					const bytes = Buffer.from(whole);
					bytes.writeUInt8(bytes.readUInt8(at) ^ bit, at);
					const answer = await read(bytes);
					expect('problem' in answer || answer.content.length > 0).toBe(true);
				}
			}
		}
	});
});
