import { describe, expect, test } from 'vitest';
import type { Confidence } from '../../confidence/confidence.ts';
import { AnswerQueue } from './answer-queue.ts';
import { sendAnswers, type Change, type SendResult } from './send-answers.ts';
import { forgetWaitingAnswers, WaitingAnswers, type KeyValueStorage } from './waiting-answers.ts';

/** A browser's storage, clock and server in the hands of the test. */
class Browser {
	readonly storage = new Map<string, string>();
	now = 0;
	timers: { at: number; work: () => void }[] = [];
	received: Change[][] = [];
	reply: (changes: Change[]) => SendResult = allSaved;
	#keys = 0;

	storageOf(): KeyValueStorage {
		return {
			getItem: (key) => this.storage.get(key) ?? null,
			setItem: (key, value) => void this.storage.set(key, value),
			removeItem: (key) => void this.storage.delete(key)
		};
	}

	open(storage: KeyValueStorage | null = this.storageOf(), person = 'bartek') {
		const remote: [number, unknown, Confidence | null][] = [];
		const said: number[][] = [];
		const queue = new AnswerQueue({
			waiting: new WaitingAnswers(storage, 'podejscie', person),
			send: (changes) => {
				this.received.push(changes);
				return Promise.resolve(this.reply(changes));
			},
			now: () => this.now,
			later: (work, ms) => {
				const timer = { at: this.now + ms, work };
				this.timers.push(timer);
				return () => (this.timers = this.timers.filter((each) => each !== timer));
			},
			alone: (work) => work(),
			newKey: () => `key-${this.#keys++}`,
			onChange: () => undefined,
			onRemoteChange: ({ position, value, confidence }) => remote.push([position, value, confidence]),
			onSaved: (positions) => said.push(positions)
		});
		return Object.assign(queue, { remote, said });
	}

	/** Lets time pass: timers run in their order, and what they began gets done. */
	async pass(ms: number) {
		const until = this.now + ms;
		for (;;) {
			await settled();
			const next = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
			if (!next) break;
			this.timers = this.timers.filter((each) => each !== next);
			this.now = next.at;
			next.work();
		}
		this.now = until;
	}

	get values() {
		return this.received.map((changes) => changes.map(({ position, value }) => [position, value]));
	}
}

const allSaved = (changes: Change[]): SendResult => ({
	kind: 'answered',
	saved: changes.map(({ position, key }) => ({ position, key, state: 'saved' }))
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('an answer', () => {
	test('is sent a moment after the last keystroke and leaves the browser once it is confirmed', async () => {
		const browser = new Browser();
		const queue = browser.open();
		for (const text of ['w', 'wa', 'wal']) {
			queue.change(4, text);
			await browser.pass(100);
		}
		expect(queue.stateOf(4)?.state).toBe('waiting');
		expect(browser.storage.size).toBe(1);
		await browser.pass(1000);
		expect(browser.values).toEqual([[[4, 'wal']]]);
		expect(queue.overall).toEqual({ state: 'saved', message: null });
		expect(browser.storage.size).toBe(0);
		expect(queue.said).toEqual([[4]]);
	});

	test('is sent within two seconds however long somebody types', async () => {
		const browser = new Browser();
		const queue = browser.open();
		for (let ms = 0; ms < 6000; ms += 100) {
			queue.change(0, `${ms}`);
			await browser.pass(100);
		}
		expect(browser.received.length).toBeGreaterThanOrEqual(3);
	});

	test('changed while the earlier one is on its way is sent after it', async () => {
		const browser = new Browser();
		const queue = browser.open();
		browser.reply = (changes) => {
			if (browser.received.length === 1) queue.change(0, 'b');
			return allSaved(changes);
		};
		queue.change(0, 'a');
		await browser.pass(800);
		expect(queue.stateOf(0)?.state).toBe('waiting');
		await browser.pass(2000);
		expect(browser.values).toEqual([[[0, 'a']], [[0, 'b']]]);
		expect(queue.overall.state).toBe('saved');
	});

	test('that the server refuses is said not to be saved, with what to mend', async () => {
		const browser = new Browser();
		browser.reply = ([change]) => ({
			kind: 'answered',
			saved: [{ position: 3, key: change?.key ?? '', state: 'refused', message: 'Wpisz liczbę.' }]
		});
		const queue = browser.open();
		queue.change(3, 'dwa');
		await browser.pass(1000);
		expect(queue.stateOf(3)).toEqual({ state: 'failed', message: 'Wpisz liczbę.' });
		expect(queue.unsaved).toEqual([3]);
		expect(await queue.flush()).toBe(false);
	});

	test('that is only begun is not sent and not called saved', async () => {
		const browser = new Browser();
		const queue = browser.open();
		queue.hold(5, 'Dokończ kolejność.');
		await browser.pass(5000);
		expect(browser.received).toEqual([]);
		expect(queue.overall).toEqual({ state: 'failed', message: 'Pytanie 6: Dokończ kolejność.' });
	});
});

describe('when something is wrong', () => {
	const down: SendResult = { kind: 'retry', message: 'Nie ma połączenia.' };

	test('without a network it keeps trying, ever more slowly, and at once when the network is back', async () => {
		const browser = new Browser();
		browser.reply = () => down;
		const queue = browser.open();
		queue.change(0, 1);
		await browser.pass(60_000);
		expect(browser.received.length).toBeGreaterThan(4);
		expect(browser.received.length).toBeLessThan(9);
		expect(queue.stateOf(0)?.state).toBe('waiting');
		expect(queue.overall).toEqual({ state: 'failed', message: 'Nie ma połączenia.' });

		browser.reply = allSaved;
		queue.wake();
		await browser.pass(0);
		expect(queue.overall).toEqual({ state: 'saved', message: null });
		expect(new Set(browser.received.flat().map(({ key }) => key)).size).toBe(1);
	});

	test('a reload loses nothing', async () => {
		const browser = new Browser();
		browser.reply = () => down;
		browser.open().change(2, [0, 3]);
		browser.timers = [];
		browser.reply = allSaved;
		const again = browser.open();
		expect(again.waiting).toMatchObject([{ position: 2, value: [0, 3] }]);
		expect(again.stateOf(2)?.state).toBe('waiting');
		expect(await again.flush()).toBe(true);
		expect(browser.storage.size).toBe(0);
	});

	test('an ended sign-in keeps answers and sends them after signing in again', async () => {
		const browser = new Browser();
		browser.reply = () => ({ kind: 'signedOut' });
		const queue = browser.open();
		queue.change(0, 1);
		await browser.pass(2000);
		expect(queue.isSignedOut).toBe(true);
		browser.reply = allSaved;
		queue.wake();
		await browser.pass(0);
		expect(queue.isSignedOut).toBe(false);
		expect(queue.unsaved).toEqual([]);
	});

	test('what the server will not take stays, untried until the person is back', async () => {
		const browser = new Browser();
		browser.reply = () => ({ kind: 'refused', message: 'Nie znaleziono.' });
		const queue = browser.open();
		queue.change(0, 1);
		await browser.pass(100_000);
		expect(browser.received.length).toBe(1);
		expect(queue.overall.message).toBe('Nie znaleziono.');
		queue.wake();
		await browser.pass(0);
		expect(browser.received.length).toBe(2);
	});

	test('a browser that keeps nothing still sends everything', async () => {
		const browser = new Browser();
		const broken: KeyValueStorage = {
			getItem: () => null,
			setItem: () => {
				throw new Error('QuotaExceededError');
			},
			removeItem: () => undefined
		};
		for (const storage of [null, broken]) {
			const queue = browser.open(storage);
			queue.change(0, 'a');
			queue.change(1, 'b');
			await browser.pass(1000);
			expect(queue.overall.state).toBe('saved');
		}
		expect(browser.values).toEqual([
			[
				[0, 'a'],
				[1, 'b']
			],
			[
				[0, 'a'],
				[1, 'b']
			]
		]);
	});

	test('damaged storage is taken as empty', () => {
		const browser = new Browser();
		browser.storage.set('wspolnie:odpowiedzi:podejscie:bartek', '{"not": "a list"');
		expect(browser.open().waiting).toEqual([]);
	});
});

describe('two tabs', () => {
	test('show the newest answer, send it once and agree that it is saved', async () => {
		const browser = new Browser();
		const [first, second] = [browser.open(), browser.open()];
		first.change(0, 'a');
		second.storageChanged();
		expect(second.remote).toEqual([[0, 'a', null]]);
		second.change(0, 'b');
		first.storageChanged();
		expect(first.remote).toEqual([[0, 'b', null]]);
		await second.flush();
		first.storageChanged();
		expect(first.stateOf(0)?.state).toBe('saved');
		await browser.pass(5000);
		expect(browser.values).toEqual([[[0, 'b']]]);
	});

	test('of two people on one computer keep their answers apart', () => {
		const browser = new Browser();
		browser.open().change(0, 'a');
		expect(browser.open(browser.storageOf(), 'darek').waiting).toEqual([]);
		expect([...browser.storage.keys()].join()).not.toContain('Bartek');
	});

	test('signing out leaves nothing behind, and touches nothing else', () => {
		const entries = new Map([
			['wspolnie:odpowiedzi:a:b', '[]'],
			['wspolnie:odpowiedzi:c:d', '[]'],
			['inne', '1']
		]);
		const storage = {
			get length() {
				return entries.size;
			},
			key: (index: number) => [...entries.keys()][index] ?? null,
			removeItem: (key: string) => entries.delete(key)
		};
		forgetWaitingAnswers(storage as unknown as Storage);
		expect([...entries.keys()]).toEqual(['inne']);
	});
});

describe('what an answer of the server means', () => {
	const meaning = async (status: number, body: unknown) =>
		(await sendAnswers('/x', [], () => Promise.resolve(new Response(JSON.stringify(body), { status })))).kind;

	test.each<[number, unknown, string]>([
		[200, { saved: [] }, 'answered'],
		[200, '<html>', 'retry'],
		[401, { message: 'Zaloguj się ponownie.' }, 'signedOut'],
		[404, { message: 'Nie znaleziono.' }, 'refused'],
		[413, null, 'refused'],
		[500, null, 'retry'],
		[503, { message: 'Baza danych nie odpowiada.' }, 'retry'],
		[507, null, 'retry']
	])('%i %j: %s', async (status, body, kind) => expect(await meaning(status, body)).toBe(kind));

	test('no connection: tried again', async () => {
		const result = await sendAnswers('/x', [], () => Promise.reject(new TypeError('Failed to fetch')));
		expect(result.kind).toBe('retry');
	});
});
