interface Waiting {
	resolve: () => void;
	reject: (error: Error) => void;
}

/**
 * Transactions that are done and wait for one commit, and so for one sync of the disk: those that queued while the
 * commit before took its time. They hold together: all are stored, or none of them.
 */
export class SharedCommit {
	/** How many transactions have yet to begin. */
	expected = 0;
	#waiting: Waiting[] = [];
	#since = 0;
	#lastCommitMs = 0;

	get isAwaited(): boolean {
		return this.#waiting.length > 0;
	}

	/** Whether a transaction that is done now would not be alone in it. */
	get isShared(): boolean {
		return this.isAwaited || this.expected > 0;
	}

	/** Nobody else will share it, or they have been awaited for as long as a commit takes. */
	get isDue(): boolean {
		if (!this.isAwaited) return false;
		return this.expected === 0 || performance.now() - this.#since >= this.#lastCommitMs;
	}

	/** Resolves once it is on disk. */
	join(): Promise<void> {
		if (!this.isAwaited) this.#since = performance.now();
		return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
	}

	/** @param commit writes everything that waits to disk */
	async run(commit: () => Promise<unknown>): Promise<void> {
		const startedAt = performance.now();
		try {
			await commit();
			this.#lastCommitMs = performance.now() - startedAt;
			for (const { resolve } of this.#waiting.splice(0)) resolve();
		} catch (error) {
			this.fail(error as Error);
		}
	}

	fail(error: Error): void {
		for (const { reject } of this.#waiting.splice(0)) reject(error);
	}
}
