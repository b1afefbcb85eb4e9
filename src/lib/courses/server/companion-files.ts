import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { findFault } from './file-faults.ts';
import { LIMITS, typeOf } from './file-types.ts';
import type { CompanionFile } from './markdown-tokens.ts';
import { findSize } from './picture-size.ts';

/** A file as it lies on the disk beside a text. */
export interface FileOnDisk extends Pick<CompanionFile, 'kind' | 'name' | 'width' | 'height' | 'bytes'> {
	/** Absolute. */
	path: string;
	/** The first ten digits of the content's SHA-256. */
	version: string;
	contentType: string;
}

/** Reads a file piece by piece: a film does not fit in memory next to two hundred others. */
function digestFile(path: string): string {
	const hash = createHash('sha256');
	const piece = Buffer.allocUnsafe(256 * 1024);
	const file = openSync(path, 'r');
	try {
		for (let size; (size = readSync(file, piece)) > 0;) hash.update(piece.subarray(0, size));
	} finally {
		closeSync(file);
	}
	return hash.digest('hex');
}

const digests = new Map<string, string>();

/** The SHA-256 of a file; one that has not changed since is not read again. */
function digestOf(path: string): string {
	const { size, mtimeMs } = statSync(path);
	const key = `${path}\0${size}\0${mtimeMs}`;
	let digest = digests.get(key);
	if (digest === undefined) {
		if (digests.size >= 10_000) digests.clear();
		digests.set(key, (digest = digestFile(path)));
	}
	return digest;
}

/**
 * Reads what the platform must know of a file beside a text.
 * @param name one for which `isCompanionName` holds
 * @returns the file, or what keeps it out; a faulty file of a sound size comes with its fault
 */
export function readCompanionFile(
	name: string,
	path: string
): { file: FileOnDisk | null; digest: string; fault: string | null } {
	const type = typeOf(name)!;
	const bytes = statSync(path).size;
	const [limit, advice] = LIMITS[type.kind]!;
	if (bytes > limit * 1024 * 1024) return { file: null, digest: '', fault: advice };
	const digest = digestOf(path);
	const file: FileOnDisk = {
		...findSize(name, path),
		...{ kind: type.kind, name, bytes, path, version: digest.slice(0, 10), contentType: type.contentType }
	};
	return { file, digest, fault: findFault(name, path, type) };
}
