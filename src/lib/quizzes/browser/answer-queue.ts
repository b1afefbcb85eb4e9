import type { Confidence } from '../../confidence/confidence.ts';
import type { Change, SendResult } from './send-answers.ts';
import type { WaitingAnswers } from './waiting-answers.ts';

export interface QueueParts {
	waiting: WaitingAnswers;
	send(changes: Change[]): Promise<SendResult>;
	/** Milliseconds; only differences count. */
	now(): number;
	/** Runs `work` later; gives what cancels it. */
	later(work: () => void, afterMs: number): () => void;
	/** Runs `work` while no other tab of this browser sends answers of the same attempt. */
	alone<T>(work: () => Promise<T>): Promise<T>;
	newKey(): string;
	/** Something to show has changed. */
	onChange(): void;
	/** Another tab has changed an answer. */
	onRemoteChange(change: Change): void;
	/** Said once for each batch that was confirmed. */
	onSaved(positions: number[]): void;
}

export type SaveState = 'saved' | 'waiting' | 'failed';

export const SAVE_STATES: Record<SaveState, string> = {
	saved: 'Zapisano',
	waiting: 'Czeka na wysłanie',
	failed: 'Nie zapisano'
};

export interface QuestionState {
	state: SaveState;
	/** What to do, for what was not saved. */
	message: string | null;
}

const QUIET_MS = 800;
const LONGEST_WAIT_MS = 1_500;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const BATCH = 50;

/**
 * Brings answers to the server: each change is sent 0.8 s after the last keystroke, at the latest 1.5 s after the first,
 * and stays with the browser until the server has it on disk. Without a network, with a full server or an ended sign-in
 * it keeps trying; the same key makes a change that arrives twice count once.
 */
export class AnswerQueue {
	readonly #parts: QueueParts;
	readonly #states = new Map<number, QuestionState>();
	#known = new Map<number, string>();
	#firstUnsentAt: number | null = null;
	#cancelTimer: (() => void) | null = null;
	#retryMs = FIRST_RETRY_MS;
	#sending: Promise<void> | null = null;
	#trouble: string | null = null;
	isSignedOut = false;

	constructor(parts: QueueParts) {
		this.#parts = parts;
		for (const change of parts.waiting.list()) this.#takeNote(change);
	}

	/** What to say about a question; undefined: nothing has happened to it on this page. */
	stateOf(position: number): QuestionState | undefined {
		return this.#states.get(position);
	}

	/** What to say about all of them. */
	get overall(): QuestionState {
		const failed = [...this.#states].find(([, { state }]) => state === 'failed');
		if (failed) return { state: 'failed', message: `Pytanie ${failed[0] + 1}: ${failed[1].message ?? ''}` };
		if (this.#trouble !== null) return { state: 'failed', message: this.#trouble };
		const isWaiting = [...this.#states.values()].some(({ state }) => state === 'waiting');
		return { state: isWaiting ? 'waiting' : 'saved', message: null };
	}

	/** Questions whose last change is not on the server. */
	get unsaved(): number[] {
		return [...this.#states].filter(([, { state }]) => state !== 'saved').map(([position]) => position);
	}

	/** What waits from before a reload or in another tab. */
	get waiting(): Change[] {
		return this.#parts.waiting.list();
	}

	/** The person has changed an answer, or how sure they are of it. */
	change(position: number, value: unknown, confidence: Confidence | null = null): void {
		const change = { position, value, confidence, key: this.#parts.newKey() };
		this.#parts.waiting.put(change);
		this.#takeNote(change);
		this.#parts.onChange();
		const now = this.#parts.now();
		this.#firstUnsentAt ??= now;
		this.#flushIn(Math.max(0, Math.min(QUIET_MS, this.#firstUnsentAt + LONGEST_WAIT_MS - now)));
	}

	/** The person has begun an answer that cannot be sent yet, such as half an order. */
	hold(position: number, message: string): void {
		this.#states.set(position, { state: 'failed', message });
		this.#parts.onChange();
	}

	/** Sends what waits, now. Gives true when nothing is left to send. */
	async flush(): Promise<boolean> {
		this.#cancelTimer?.();
		this.#cancelTimer = null;
		while (this.#sending) await this.#sending;
		this.#sending = this.#parts.alone(() => this.#sendOnce()).finally(() => (this.#sending = null));
		await this.#sending;
		return this.unsaved.length === 0;
	}

	/** The network is back, or the person is back on the page: try at once. */
	wake(): void {
		this.#retryMs = FIRST_RETRY_MS;
		if (this.#parts.waiting.list().length > 0) void this.flush();
	}

	/** Another tab has written to the shared storage. */
	storageChanged(): void {
		const waiting = new Map(this.#parts.waiting.list().map((change) => [change.position, change]));
		for (const [position, change] of waiting) {
			if (this.#known.get(position) === change.key) continue;
			this.#takeNote(change);
			this.#parts.onRemoteChange(change);
		}
		for (const position of this.#known.keys()) {
			if (waiting.has(position)) continue;
			this.#known.delete(position);
			this.#states.set(position, { state: 'saved', message: null });
		}
		this.#parts.onChange();
	}

	async #sendOnce(): Promise<void> {
		const batch = this.#parts.waiting.list().slice(0, BATCH);
		this.#firstUnsentAt = null;
		if (batch.length === 0) {
			this.storageChanged();
			return;
		}
		const result = await this.#parts.send(batch);
		if (result.kind === 'answered') this.#settle(batch, result.saved);
		else this.#keep(batch, result);
		this.#parts.onChange();
	}

	#settle(batch: Change[], replies: Extract<SendResult, { kind: 'answered' }>['saved']): void {
		this.#trouble = null;
		this.isSignedOut = false;
		this.#retryMs = FIRST_RETRY_MS;
		const byKey = new Map(replies.map((reply) => [reply.key, reply]));
		this.#parts.waiting.remove(new Set(byKey.keys()));
		const saved: number[] = [];
		for (const { position, key } of batch) {
			const reply = byKey.get(key);
			if (!reply || this.#known.get(position) !== key) continue;
			this.#known.delete(position);
			const isSaved = reply.state === 'saved';
			this.#states.set(position, { state: isSaved ? 'saved' : 'failed', message: reply.message ?? null });
			if (isSaved) saved.push(position);
		}
		if (saved.length > 0) this.#parts.onSaved(saved);
		if (!this.#cancelTimer && this.#parts.waiting.list().length > 0) this.#flushIn(0);
	}

	#keep(batch: Change[], result: Exclude<SendResult, { kind: 'answered' }>): void {
		this.isSignedOut = result.kind === 'signedOut';
		this.#trouble =
			result.kind === 'signedOut' ? 'Zaloguj się ponownie: odpowiedzi czekają w przeglądarce.' : result.message;
		for (const { position, key } of batch) {
			if (this.#known.get(position) === key) this.#states.set(position, { state: 'waiting', message: null });
		}
		if (result.kind === 'refused') return;
		this.#flushIn(this.#retryMs);
		this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
	}

	#takeNote({ position, key }: Change): void {
		this.#known.set(position, key);
		this.#states.set(position, { state: 'waiting', message: null });
	}

	#flushIn(ms: number): void {
		this.#cancelTimer?.();
		this.#cancelTimer = this.#parts.later(() => {
			this.#cancelTimer = null;
			void this.flush();
		}, ms);
	}
}
