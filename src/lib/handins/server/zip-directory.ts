/** A file in a zip, as its directory tells of it. */
export interface ZipFile {
	name: string;
	method: 'stored' | 'deflated';
	size: number;
	packedSize: number;
	/** Where its packed bytes begin. */
	start: number;
	isEncrypted: boolean;
	/** A symbolic link. */
	isLink: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const UNIX = 3;
const LINK_MODE = 0o120000;
const KIND_OF_MODE = 0o170000;

/** What a zip says is in it, nothing unpacked; null when it is damaged, split, or larger than documents are. */
export function readZipDirectory(bytes: Buffer): ZipFile[] | null {
	try {
		const end = findEnd(bytes);
		if (end === -1) return null;
		const count = bytes.readUInt16LE(end + 10);
		if (count === 0xffff || bytes.readUInt16LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count) return null;
		const files: ZipFile[] = [];
		let at = bytes.readUInt32LE(end + 16);
		for (let i = 0; i < count; i++) {
			const file = readEntry(bytes, at);
			if (!file) return null;
			if (!file.name.endsWith('/')) files.push(file);
			at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
		}
		return at <= end ? files : null;
	} catch (error) {
		// Reading beyond the end: cut short.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function findEnd(bytes: Buffer): number {
	const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
	for (let at = bytes.length - END_LENGTH; at >= first; at--) if (bytes.readUInt32LE(at) === END) return at;
	return -1;
}

function readEntry(bytes: Buffer, at: number): ZipFile | null {
	if (bytes.readUInt32LE(at) !== ENTRY) return null;
	const system = bytes.readUInt8(at + 5);
	const flags = bytes.readUInt16LE(at + 8);
	const method = bytes.readUInt16LE(at + 10);
	if (method !== 0 && method !== 8) return null;
	const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
	const name = bytes.toString('utf8', at + 46, nameEnd);
	const mode = bytes.readUInt32LE(at + 38) >>> 16;
	const local = bytes.readUInt32LE(at + 42);
	if (bytes.readUInt32LE(local) !== LOCAL) return null;
	const localName = bytes.toString('utf8', local + 30, local + 30 + bytes.readUInt16LE(local + 26));
	// Programs believe one or the other: they must agree.
	if (localName !== name) return null;
	return {
		...{ name, method: method === 0 ? 'stored' : 'deflated' },
		packedSize: bytes.readUInt32LE(at + 20),
		size: bytes.readUInt32LE(at + 24),
		start: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28),
		isEncrypted: (flags & 1) !== 0,
		isLink: system === UNIX && (mode & KIND_OF_MODE) === LINK_MODE
	};
}
