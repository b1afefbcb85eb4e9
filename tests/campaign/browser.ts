import type { SavedChange } from '#lib/quizzes/answer-changes.ts';
import { AnswerQueue } from '#lib/quizzes/browser/answer-queue.ts';
import { ChangeKeys } from '#lib/quizzes/browser/change-keys.ts';
import { sendAnswers, type Change } from '#lib/quizzes/browser/send-answers.ts';
import { WaitingAnswers, type KeyValueStorage } from '#lib/quizzes/browser/waiting-answers.ts';
import type { Visitor } from '../support/http.ts';
import type { Ledger } from './ledger.ts';

/** What lies between a browser and the server: a fault may drop, delay, repeat or cut what is sent. */
export type Network = (send: (signal?: AbortSignal) => Promise<Response>) => Promise<Response>;

export interface BrowserParts {
	visitor: Visitor;
	attemptId: string;
	ledger: Ledger;
	network: Network;
	/** How many times faster than real the queue's waits pass. */
	speed: number;
}

/** The tabs of one browser with the page of an attempt: the product's own queue, storage and sending in each. */
export class Browser {
	readonly tabs: AnswerQueue[] = [];
	readonly #parts: BrowserParts;
	readonly #kept = new Map<string, string>();
	#lastAlone: Promise<unknown> = Promise.resolve();
	#isClosed = false;

	constructor(parts: BrowserParts) {
		this.#parts = parts;
		this.openTab();
	}

	openTab(): AnswerQueue {
		const { speed, attemptId } = this.#parts;
		const storage = this.#storageOf(() => tab);
		const waiting = new WaitingAnswers(storage, attemptId, 'person');
		const keys = new ChangeKeys(storage, waiting.storageKey);
		const tab: AnswerQueue = new AnswerQueue({
			waiting,
			send: (changes) => this.#send(changes),
			now: () => performance.now() * speed,
			later: (work, ms) => {
				const timer = setTimeout(() => this.#isClosed || work(), ms / speed);
				return () => clearTimeout(timer);
			},
			alone: (work) => this.#alone(work),
			newKey: () => keys.next(),
			onChange: () => {},
			onRemoteChange: () => {},
			onSaved: () => {}
		});
		this.tabs.push(tab);
		return tab;
	}

	/** Nothing is sent by itself any more. */
	close(): void {
		this.#isClosed = true;
	}

	/** One storage for all tabs; those that did not write hear of it, as in a browser. */
	#storageOf(own: () => AnswerQueue): KeyValueStorage {
		const tell = () => {
			for (const tab of this.tabs) if (tab !== own()) setImmediate(() => tab.storageChanged());
		};
		return {
			getItem: (name) => this.#kept.get(name) ?? null,
			setItem: (name, text) => {
				this.#kept.set(name, text);
				tell();
			},
			removeItem: (name) => {
				this.#kept.delete(name);
				tell();
			}
		};
	}

	#alone<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#lastAlone.then(work);
		this.#lastAlone = turn.catch(() => {});
		return turn;
	}

	#send(changes: Change[]) {
		const { visitor, attemptId, ledger, network } = this.#parts;
		const path = `/api/podejscia/${attemptId}/odpowiedzi`;
		return sendAnswers(path, changes, async (_, init) => {
			ledger.noteSent(attemptId, changes);
			try {
				const answer = await network((signal) => {
					const signals = [init?.signal, signal].filter((one) => one !== null && one !== undefined);
					return visitor.send(path, { ...init, signal: AbortSignal.any(signals) });
				});
				if (answer.ok) ledger.noteReply(attemptId, await savedIn(answer.clone()));
				else ledger.failedCount++;
				return answer;
			} catch (error) {
				ledger.failedCount++;
				throw error;
			}
		});
	}
}

const savedIn = async (answer: Response) => ((await answer.json()) as { saved: SavedChange[] }).saved;
