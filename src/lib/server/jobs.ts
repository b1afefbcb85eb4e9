import type { Db } from './db/db.ts';
import { createMailCarrier, type MailCarrier } from './mail.ts';
import { claim, countWaiting, deleteOldWork, finish, postpone, type OutboxItem, type OutboxKind } from './outbox.ts';
import type { Settings } from './settings.ts';

const POLL_MS = 2_000;
const BATCH = 5;
const HOUR = 3_600_000;

/** Work that comes round again. It must stand being done by several processes at the same time. */
export interface Job<A> {
	name: string;
	everyMs: number;
	/** How long after the start it runs first; absent: at once. */
	firstAfterMs?: number;
	run(app: A, now: Date): Promise<unknown>;
}

export interface RunningJobs {
	/** Starts nothing new and waits for what is running. */
	stop(): Promise<void>;
}

interface JobApp {
	db: Db;
	settings: Settings;
}

const nudges = new WeakMap<Db, () => void>();

/** Says that there is work in the outbox, so that it is done at once and not at the next look. */
export function nudgeJobs(db: Db): void {
	nudges.get(db)?.();
}

const cleanOutbox: Job<JobApp> = {
	name: 'outbox clean-up',
	everyMs: HOUR,
	run: ({ db }, now) => deleteOldWork(db, now)
};

/** Empties the outbox and runs the recurring jobs until stopped. */
export function startJobs<A extends JobApp>(app: A, jobs: Job<A>[] = []): RunningJobs {
	const carrier = createMailCarrier(app.settings);
	if (!carrier) warnAboutMail(app.db);
	const loops = [
		startLoop('outbox', POLL_MS, () => emptyOutbox(app.db, carrier)),
		...[cleanOutbox, ...jobs].map((job) =>
			startLoop(job.name, job.everyMs, () => job.run(app, new Date()), job.firstAfterMs)
		)
	];
	nudges.set(app.db, () => loops[0]?.nudge());
	return {
		async stop() {
			nudges.delete(app.db);
			await Promise.all(loops.map((loop) => loop.stop()));
			carrier?.close();
		}
	};
}

/** Runs first when told, then again after each pause; never twice at the same time, and a failure does not stop it. */
function startLoop(name: string, everyMs: number, run: () => Promise<unknown>, firstAfterMs = 0) {
	let timer: NodeJS.Timeout | undefined;
	let isStopped = false;
	let isNudged = false;
	let current: Promise<void> | null = null;

	const turn = async () => {
		do {
			isNudged = false;
			try {
				await run();
			} catch (error) {
				console.error(`Job ${name} failed:`, error);
			}
		} while (isNudged && !isStopped);
		current = null;
		if (!isStopped) timer = setTimeout(begin, everyMs).unref();
	};
	const begin = () => {
		clearTimeout(timer);
		current = turn();
	};
	timer = setTimeout(begin, firstAfterMs).unref();

	return {
		nudge() {
			if (current) isNudged = true;
			else if (!isStopped) begin();
		},
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			await current;
		}
	};
}

/** Does everything that is due, a few pieces at a time. */
export async function emptyOutbox(db: Db, carrier: MailCarrier | null): Promise<void> {
	const kinds: OutboxKind[] = carrier ? ['mail'] : [];
	for (;;) {
		const items = await claim(db, kinds, BATCH);
		if (items.length === 0) return;
		await Promise.all(items.map((item) => work(db, item, carrier!)));
	}
}

async function work(db: Db, item: OutboxItem, carrier: MailCarrier) {
	try {
		await carrier.carry(item);
	} catch (error) {
		console.error(
			`Mail ${item.id} was not sent (try ${item.tryCount}):`,
			error instanceof Error ? error.message : error
		);
		await postpone(db, item, error);
		return;
	}
	await finish(db, item, carrier.keepsMail);
}

function warnAboutMail(db: Db) {
	countWaiting(db, 'mail').then(
		(count) =>
			console.warn(`Brak SMTP_URL: poczta nie jest wysyłana, tylko czeka w bazie (teraz wiadomości: ${count}).`),
		() => {}
	);
}
