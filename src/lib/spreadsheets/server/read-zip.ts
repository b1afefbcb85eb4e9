import { unzipSync } from 'fflate';
import { AppError } from '#lib/errors.ts';
import { damaged, unreadable } from './read-limits.ts';

const MAX_ENTRIES = 2_000;
/** Bytes, unpacked: a file of ours with every limit reached takes a third of it. */
const MAX_UNPACKED = 24 * 1024 * 1024;
/** Text of tables packs to a thirtieth; a bomb to a thousandth. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM = 1024 * 1024;

/**
 * Unpacks the wanted files of a zip into memory; sizes are checked before anything is unpacked, and nothing is unpacked
 * beyond what was declared.
 * @returns contents by name
 * @throws AppError 400 for a bomb or a damaged archive
 */
export function readZip(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
	let count = 0;
	let total = 0;
	try {
		const files = unzipSync(bytes, {
			filter({ name, size, originalSize }) {
				if ((count += 1) > MAX_ENTRIES) throw tooLarge();
				if (!isWanted(name)) return false;
				total += originalSize;
				const isBomb = originalSize > RATIO_COUNTS_FROM && originalSize / Math.max(size, 1) > MAX_RATIO;
				if (total > MAX_UNPACKED || isBomb) throw tooLarge();
				return true;
			}
		});
		return new Map(Object.entries(files));
	} catch (error) {
		throw error instanceof AppError ? error : damaged();
	}
}

/** The names in a zip, without unpacking any. */
export function listZip(bytes: Uint8Array): string[] {
	const names: string[] = [];
	readZip(bytes, (name) => {
		names.push(name);
		return false;
	});
	return names;
}

const tooLarge = () =>
	unreadable(
		'Ten plik po rozpakowaniu jest o\u00a0wiele za duży. Zapisz na nowo sam arkusz z\u00a0listą, bez innych danych, i\u00a0wczytaj go jeszcze raz.'
	);
