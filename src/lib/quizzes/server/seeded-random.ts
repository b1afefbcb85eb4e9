import { createHash } from 'node:crypto';

export interface SeededRandom {
	/** A whole number from 0 up to, not including, `limit`, all equally likely. */
	below: (limit: number) => number;
	/** The same values in another order, all orders equally likely (Fisher and Yates). */
	shuffle: <T>(values: readonly T[]) => T[];
}

/** Chance that can be repeated: numbers come from SHA-256 of the seed and a counter. */
export function seededRandom(seed: string): SeededRandom {
	let counter = 0;
	let block = Buffer.alloc(0);
	let offset = 0;
	const next = () => {
		if (offset === block.length) {
			block = createHash('sha256').update(`${seed}:${counter++}`).digest();
			offset = 0;
		}
		offset += 4;
		return block.readUInt32BE(offset - 4);
	};
	const below = (limit: number) => {
		const fair = 2 ** 32 - (2 ** 32 % limit);
		let number = next();
		while (number >= fair) number = next();
		return number % limit;
	};
	const shuffle = <T>(values: readonly T[]) => {
		const shuffled = [...values];
		for (let last = shuffled.length - 1; last > 0; last--) {
			const other = below(last + 1);
			[shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
		}
		return shuffled;
	};
	return { below, shuffle };
}
