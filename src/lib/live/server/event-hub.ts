import { AppError } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';

const POLL_MS = 1_000;
/** How often a listener hears that the line is open, and is asked whether it still may. */
const BEAT_MS = 20_000;
const LONGEST_MS = 2 * 3_600_000;
const PER_PERSON = 5;
const PER_PROCESS = 2_000;

/** What has changed in a session. */
export interface LiveNews {
	version: number;
	/** To the question of the moment. */
	answered: number;
	isEnded: boolean;
}

export interface LiveListener {
	sessionId: string;
	personId: string;
	/** What it wants to hear of the news; the same text twice is sent once. */
	tell(news: LiveNews): string;
	/** Whether this person may still listen: looked at again and again. */
	isAllowed(): Promise<boolean>;
}

interface Open extends LiveListener {
	send(text: string): void;
	close(): void;
	last: string;
	since: number;
}

const hubs = new WeakMap<Db, EventHub>();

/** The hub of a database: one a process. */
export function eventHubOf(db: Db): EventHub {
	let hub = hubs.get(db);
	if (!hub) hubs.set(db, (hub = new EventHub(db)));
	return hub;
}

/**
 * Tells listeners what changes in sessions. Each session that anybody listens to is looked at once a second, however
 * many listen; other processes do the same, so it does not matter which of them changed it.
 */
export class EventHub {
	readonly #db: Db;
	readonly #sessions = new Map<string, { listeners: Set<Open>; timer: NodeJS.Timeout; beatAt: number }>();
	readonly #perPerson = new Map<string, number>();
	#count = 0;

	constructor(db: Db) {
		this.#db = db;
	}

	get listenerCount(): number {
		return this.#count;
	}

	/**
	 * A stream of server-sent events.
	 * @throws AppError 429 when the person or the process listens to too much already
	 */
	listen(listener: LiveListener): ReadableStream<Uint8Array> {
		const ofPerson = this.#perPerson.get(listener.personId) ?? 0;
		if (ofPerson >= PER_PERSON || this.#count >= PER_PROCESS) throw tooMany();
		this.#perPerson.set(listener.personId, ofPerson + 1);
		this.#count++;
		const encoder = new TextEncoder();
		let open: Open;
		return new ReadableStream<Uint8Array>({
			start: (controller) => {
				open = {
					...listener,
					last: '',
					since: Date.now(),
					send: (text) => controller.enqueue(encoder.encode(text)),
					close: () => {
						if (!this.#remove(open)) return;
						controller.close();
					}
				};
				open.send('retry: 3000\n\n');
				this.#add(open);
			},
			cancel: () => void this.#remove(open)
		});
	}

	#add(open: Open) {
		const watched = this.#sessions.get(open.sessionId);
		if (watched) {
			watched.listeners.add(open);
			return;
		}
		const turn = () => void this.#look(open.sessionId);
		const timer = setTimeout(turn, 0).unref();
		this.#sessions.set(open.sessionId, { listeners: new Set([open]), timer, beatAt: Date.now() + BEAT_MS });
	}

	/** @returns false when it was gone already */
	#remove(open: Open): boolean {
		const watched = this.#sessions.get(open.sessionId);
		if (!watched?.listeners.delete(open)) return false;
		this.#count--;
		const rest = (this.#perPerson.get(open.personId) ?? 1) - 1;
		if (rest === 0) this.#perPerson.delete(open.personId);
		else this.#perPerson.set(open.personId, rest);
		if (watched.listeners.size === 0) {
			clearTimeout(watched.timer);
			this.#sessions.delete(open.sessionId);
		}
		return true;
	}

	async #look(sessionId: string): Promise<void> {
		try {
			const news = await readNews(this.#db, sessionId);
			const watched = this.#sessions.get(sessionId);
			if (!watched) return;
			for (const open of [...watched.listeners]) tell(open, news);
			if (Date.now() >= watched.beatAt) {
				watched.beatAt = Date.now() + BEAT_MS;
				for (const open of [...watched.listeners]) await beat(open);
			}
		} catch (error) {
			console.error('A live session could not be read:', error instanceof Error ? error.message : error);
		}
		const watched = this.#sessions.get(sessionId);
		if (watched) watched.timer = setTimeout(() => void this.#look(sessionId), POLL_MS).unref();
	}
}

function tell(open: Open, news: LiveNews | null) {
	if (!news) return open.close();
	const text = open.tell(news);
	if (text !== open.last) open.send(`data: ${text}\n\n`);
	open.last = text;
	// Said once more under its own name, so that the browser does not come back.
	if (news.isEnded) {
		open.send('event: ended\ndata: \n\n');
		open.close();
	}
}

async function beat(open: Open) {
	const isOver = Date.now() - open.since > LONGEST_MS;
	if (isOver || !(await open.isAllowed())) open.close();
	else open.send(': \n\n');
}

/** By primary key only: the cost does not follow from how many people there are. */
async function readNews(db: Db, sessionId: string): Promise<LiveNews | null> {
	const row = await db
		.selectFrom('liveSession as s')
		.select(['s.version', 's.state'])
		.select((eb) =>
			eb
				.selectFrom('liveAnswer as a')
				.select((inner) => inner.fn.countAll().as('answered'))
				.whereRef('a.liveSessionId', '=', 's.id')
				.whereRef('a.position', '=', 's.position')
				.as('answered')
		)
		.where('s.id', '=', sessionId)
		.executeTakeFirst();
	if (!row) return null;
	return { version: row.version, answered: Number(row.answered), isEnded: row.state === 'ended' };
}

const tooMany = () =>
	new AppError(429, 'too_many_listeners', 'Ta strona jest już otwarta w wielu miejscach. Zamknij niektóre z nich.');
