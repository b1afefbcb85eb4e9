import type { Change } from './send-answers.ts';

export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'wspolnie:odpowiedzi:';

/**
 * The answers not yet confirmed, one per question, shared by the tabs of one browser and kept over a reload. They hold
 * neither a name nor a mark. Where the browser refuses to keep anything, memory does, for as long as the page is open.
 */
export class WaitingAnswers {
	readonly storageKey: string;
	readonly #storage: KeyValueStorage | null;
	#inMemory = new Map<number, Change>();
	#isMemoryOnly = false;

	/** @param personDigest tells one person's answers from another's on a shared computer */
	constructor(storage: KeyValueStorage | null, attemptId: string, personDigest: string) {
		this.storageKey = `${PREFIX}${attemptId}:${personDigest}`;
		this.#storage = storage;
		this.#isMemoryOnly = storage === null;
	}

	/** What waits, in the order of the questions. */
	list(): Change[] {
		return [...this.#read().values()].sort((a, b) => a.position - b.position);
	}

	/** A later change of the same question takes the place of the earlier one. */
	put(change: Change): void {
		const waiting = this.#read();
		waiting.set(change.position, change);
		this.#write(waiting);
	}

	/** Removes confirmed changes; one that has been replaced meanwhile stays. */
	remove(keys: Set<string>): void {
		const waiting = this.#read();
		for (const [position, change] of waiting) if (keys.has(change.key)) waiting.delete(position);
		this.#write(waiting);
	}

	#read(): Map<number, Change> {
		if (this.#isMemoryOnly) return new Map(this.#inMemory);
		try {
			return parse(this.#storage?.getItem(this.storageKey) ?? null);
		} catch {
			this.#isMemoryOnly = true;
			return new Map(this.#inMemory);
		}
	}

	#write(waiting: Map<number, Change>): void {
		this.#inMemory = waiting;
		if (this.#isMemoryOnly) return;
		try {
			if (waiting.size === 0) this.#storage?.removeItem(this.storageKey);
			else this.#storage?.setItem(this.storageKey, JSON.stringify([...waiting.values()]));
		} catch {
			this.#isMemoryOnly = true;
		}
	}
}

/** Forgets every waiting answer of every person: for signing out. */
export function forgetWaitingAnswers(storage: Storage): void {
	const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
	for (const key of keys) if (key?.startsWith(PREFIX)) storage.removeItem(key);
}

function parse(text: string | null): Map<number, Change> {
	if (text === null) return new Map();
	try {
		const changes: unknown = JSON.parse(text);
		return new Map(Array.isArray(changes) ? changes.filter(isChange).map((change) => [change.position, change]) : []);
	} catch {
		return new Map();
	}
}

function isChange(value: unknown): value is Change {
	const change = value as Partial<Change> | null;
	return typeof change?.position === 'number' && typeof change.key === 'string' && 'value' in change;
}
