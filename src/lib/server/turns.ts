/** The longest that those who take turns keep everybody else waiting, in milliseconds. */
const SLICE_MS = 8;

/**
 * Keeps a crowd that comes at once, a class whose answers leave together, from being served before anybody else: after
 * each slice of time the rest of the crowd waits for the event loop to look at what has come meanwhile. Whoever is alone
 * waits for nothing.
 */
export class Turns {
	#sliceEndsAt: number | null = null;

	/** Resolves when it is the caller's turn; what it does until it next waits for something is its own business. */
	take(): Promise<void> {
		// Of those who ask in one go nobody has used any time yet: only the first may go on without coming again.
		if (this.#sliceEndsAt === null && this.#isOpen()) return Promise.resolve();
		return new Promise((resolve) => this.#queue(resolve));
	}

	/** Those who queue come again in the order they came; the first finds that a new slice has begun. */
	#queue(go: () => void) {
		setImmediate(() => {
			if (this.#isOpen()) go();
			else this.#queue(go);
		});
	}

	#isOpen(): boolean {
		const now = performance.now();
		if (this.#sliceEndsAt === null) {
			this.#sliceEndsAt = now + SLICE_MS;
			setImmediate(() => (this.#sliceEndsAt = null));
		}
		return now < this.#sliceEndsAt;
	}
}
