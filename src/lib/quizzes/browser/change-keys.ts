import { orderedKey } from '../change-key.ts';
import type { KeyValueStorage } from './waiting-answers.ts';

interface Kept {
	writer: string;
	last: number;
}

/**
 * Makes the keys of changes, in order over reloads and in all tabs of one browser. Where nothing can be kept, each page
 * has an order of its own.
 */
export class ChangeKeys {
	readonly #storage: KeyValueStorage | null;
	readonly #storageKey: string;
	#kept: Kept = { writer: randomHex(6), last: 0 };

	/** @param storageKey of the waiting answers: both are forgotten together */
	constructor(storage: KeyValueStorage | null, storageKey: string) {
		this.#storage = storage;
		this.#storageKey = `${storageKey}:klucze`;
	}

	next(): string {
		this.#read();
		// Counting alone could repeat a number while another tab counts, too; the clock alone may be put back.
		this.#kept.last = Math.max(Date.now(), this.#kept.last + 1);
		this.#write();
		return orderedKey(this.#kept.writer, this.#kept.last, randomHex(4));
	}

	#read(): void {
		try {
			const text = this.#storage?.getItem(this.#storageKey);
			const kept = text ? (JSON.parse(text) as Partial<Kept>) : {};
			if (typeof kept.writer !== 'string' || typeof kept.last !== 'number') return;
			this.#kept = { writer: kept.writer, last: kept.last };
		} catch {
			// What this page knows itself is good enough.
		}
	}

	#write(): void {
		try {
			this.#storage?.setItem(this.#storageKey, JSON.stringify(this.#kept));
		} catch {
			// As above.
		}
	}
}

/** `crypto.randomUUID` exists on https and localhost only; a school may serve plain http in its own network. */
function randomHex(bytes: number): string {
	const random = crypto.getRandomValues(new Uint8Array(bytes));
	return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
