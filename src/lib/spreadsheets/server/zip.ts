import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

export interface ZipEntry {
	name: string;
	text: string;
	/** Kept as it is, as a format may ask of its first file. */
	isStored?: boolean;
}

/** 1 January 2000, midnight, as ZIP counts days: the bytes must not depend on the clock. */
const DAY = ((2000 - 1980) << 9) | (1 << 5) | 1;
const UTF8_NAME = 1 << 11;

/** A ZIP archive of a few texts; packing happens off the main thread. The same texts give the same bytes. */
export async function zip(entries: ZipEntry[]): Promise<Uint8Array> {
	const pieces: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, text, isStored = false } of entries) {
		const plain = Buffer.from(text);
		const packed = isStored ? plain : await deflate(plain);
		const fileName = Buffer.from(name);
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE(UTF8_NAME, 2);
		facts.writeUInt16LE(isStored ? 0 : 8, 4);
		facts.writeUInt16LE(DAY, 8);
		facts.writeUInt32LE(crc32(plain), 10);
		facts.writeUInt32LE(packed.length, 14);
		facts.writeUInt32LE(plain.length, 18);
		facts.writeUInt16LE(fileName.length, 22);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, fileName);
		pieces.push(Buffer.from('PK\x03\x04', 'latin1'), facts, fileName, packed);
		offset += 4 + facts.length + fileName.length + packed.length;
	}
	const index = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(index.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...pieces, index, end]);
}

/** A text inside XML, in an element or a quoted attribute. */
export function xmlText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
