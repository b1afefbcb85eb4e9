import { readFileSync } from 'node:fs';

/** Of one record in the log of `tests/support/faulty-disk.c`. */
const HEAD_BYTES = 15;
export const SECTOR_BYTES = 4_096;

/** One thing that happened to the disk. */
export interface DiskEvent {
	kind: 'written' | 'cut' | 'synced';
	path: string;
	/** In the file, in bytes; of a cut: the new length. */
	offset: number;
	data: Buffer;
	/** Where its record ends in the log. */
	end: number;
}

const KINDS: Record<string, DiskEvent['kind']> = { w: 'written', t: 'cut', s: 'synced' };

/** Reads what the disk was told, in order, from a place in the log on. */
export function readDiskLog(path: string, from: number): DiskEvent[] {
	const log = readFileSync(path);
	const events: DiskEvent[] = [];
	for (let at = from; at + HEAD_BYTES <= log.length;) {
		const kind = KINDS[String.fromCharCode(log.readUInt8(at))];
		if (!kind) throw new Error(`The log of the disk cannot be read at ${at}.`);
		const dataAt = at + HEAD_BYTES + log.readUInt16LE(at + 1);
		const end = dataAt + log.readUInt32LE(at + 11);
		events.push({
			...{ kind, end, offset: Number(log.readBigUInt64LE(at + 3)) },
			path: log.toString('utf8', at + HEAD_BYTES, dataAt),
			data: log.subarray(dataAt, end)
		});
		at = end;
	}
	return events;
}

/** What of the changes since the last sync reached the disk when the power failed: any of this can happen. */
export type Fate = 'none' | 'all' | 'scattered' | 'torn';
export const FATES: Fate[] = ['none', 'all', 'scattered', 'torn'];

/** A file as it is on the disk for certain, and what was written since its last sync. */
export class FileOnDisk {
	readonly #certain: Content;
	#unsynced: DiskEvent[] = [];

	constructor(content: Buffer) {
		this.#certain = new Content(content);
	}

	take(event: DiskEvent): void {
		if (event.kind !== 'synced') this.#unsynced.push(event);
		else for (const change of this.#unsynced.splice(0)) this.#certain.apply(change);
	}

	/** The file as it may be found after the power has failed now. */
	afterPowerCut(fate: Fate): Buffer {
		const found = new Content(Buffer.from(this.#certain.bytes));
		for (const change of survivors(this.#unsynced, fate)) found.apply(change);
		return found.bytes;
	}
}

/** Bytes that grow without being copied each time. */
class Content {
	#room: Buffer;
	#length: number;

	constructor(bytes: Buffer) {
		this.#room = bytes;
		this.#length = bytes.length;
	}

	get bytes(): Buffer {
		return this.#room.subarray(0, this.#length);
	}

	apply({ kind, offset, data }: DiskEvent): void {
		if (kind === 'cut') {
			this.#room.fill(0, Math.min(offset, this.#length));
			this.#reach(offset);
			this.#length = offset;
			return;
		}
		this.#reach(offset + data.length);
		data.copy(this.#room, offset);
		this.#length = Math.max(this.#length, offset + data.length);
	}

	/** What lies between the old end and a later place is zero. */
	#reach(length: number): void {
		if (length > this.#room.length) this.#room = Buffer.concat([this.bytes, Buffer.alloc(length)]);
	}
}

function survivors(events: DiskEvent[], fate: Fate): DiskEvent[] {
	if (fate === 'none') return [];
	if (fate === 'all') return events;
	if (fate === 'scattered') return events.flatMap(inSectors).filter(() => Math.random() < 0.5);
	const kept = events.slice(0, Math.ceil(Math.random() * events.length));
	const last = kept.pop();
	return last ? [...kept, { ...last, data: last.data.subarray(0, Math.floor(Math.random() * last.data.length)) }] : [];
}

/** A disk writes sectors whole, in the order it likes. */
function inSectors(event: DiskEvent): DiskEvent[] {
	if (event.kind === 'cut') return [event];
	const parts: DiskEvent[] = [];
	for (let from = 0; from < event.data.length;) {
		const offset = event.offset + from;
		const to = Math.min(event.data.length, from + SECTOR_BYTES - (offset % SECTOR_BYTES));
		parts.push({ ...event, offset, data: event.data.subarray(from, to) });
		from = to;
	}
	return parts;
}
