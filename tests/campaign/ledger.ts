import type { SavedChange } from '#lib/quizzes/answer-changes.ts';
import type { Change } from '#lib/quizzes/browser/send-answers.ts';

/** A change that has left a browser. */
export interface Entry {
	attemptId: string;
	key: string;
	position: number;
	/** As it was shown; the server keeps it in the content's terms. */
	value: unknown;
	/** Milliseconds of this process: when it was first sent, and when first confirmed. It took effect in between. */
	sentAt: number;
	confirmedAt: number | null;
	/** What the server promised: it counts, or it is kept but came too late. */
	state: 'saved' | 'late' | null;
	/** Where the campaign wanted to know: how much had happened to the disk when the promise arrived. */
	mark: number;
}

/** What was sent, and what was promised for it, as seen from outside the server. */
export class Ledger {
	readonly #entries = new Map<string, Entry>();
	readonly #watchers = new Set<() => void>();
	confirmedCount = 0;
	/** Requests that brought no promise: refused, unanswered, cut off. */
	failedCount = 0;
	/** Asked at each promise. */
	takeMark = () => 0;

	get entries(): Entry[] {
		return [...this.#entries.values()];
	}

	noteSent(attemptId: string, changes: Pick<Change, 'key' | 'position' | 'value'>[]): void {
		for (const { key, position, value } of changes) {
			const id = `${attemptId} ${key}`;
			if (this.#entries.has(id)) continue;
			const sent = { attemptId, key, position, value, sentAt: performance.now() };
			this.#entries.set(id, { ...sent, confirmedAt: null, state: null, mark: 0 });
		}
	}

	/** @throws Error when the server goes back on an earlier promise */
	noteReply(attemptId: string, replies: SavedChange[]): void {
		for (const { key, state } of replies) {
			const entry = this.#entries.get(`${attemptId} ${key}`);
			if (!entry || state === 'refused') continue;
			if (entry.state !== null && entry.state !== state) throw new Error(`${key} was ${entry.state}, now ${state}.`);
			if (entry.state !== null) continue;
			Object.assign(entry, { state, confirmedAt: performance.now(), mark: this.takeMark() });
			this.confirmedCount++;
		}
		for (const watch of this.#watchers) watch();
	}

	/** Waits until so many more answers are confirmed. */
	async untilMore(count: number, limitMs = 60_000): Promise<void> {
		const wanted = this.confirmedCount + count;
		let timer: NodeJS.Timeout | undefined;
		let watch: (() => void) | undefined;
		try {
			await new Promise<void>((done, failed) => {
				timer = setTimeout(() => failed(new Error(`Only ${this.confirmedCount} of ${wanted} confirmed.`)), limitMs);
				watch = () => this.confirmedCount >= wanted && done();
				this.#watchers.add(watch);
				watch();
			});
		} finally {
			clearTimeout(timer);
			if (watch) this.#watchers.delete(watch);
		}
	}
}
