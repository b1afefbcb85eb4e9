import { setTimeout as wait } from 'node:timers/promises';
import { listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { someAnswer } from '../support/answers.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { Browser, type Network } from './browser.ts';
import type { Ledger } from './ledger.ts';

const TEST = '/kursy/dobry-kurs/sprawdzian/test-koncowy';
const LESSON = '/kursy/dobry-kurs/podstawy/pierwsza-lekcja';
/** Milliseconds between two changes of one learner, at most. */
const PACE_MS = 40;
const EMPTYING_LIMIT_MS = 60_000;

/** Somebody in the middle of a test, with one browser and its tabs. */
export interface Learner {
	personId: string;
	visitor: Visitor;
	attemptId: string;
	items: AttemptItem[];
	browser: Browser;
}

export interface ClassParts {
	origin: string;
	db: Db;
	ledger: Ledger;
	network: Network;
	speed: number;
}

/** People who answer as fast as they can until told to stop. */
export class LearnerClass {
	readonly learners: Learner[];
	#isStopped = false;
	#answering: Promise<unknown> = Promise.resolve();

	private constructor(learners: Learner[]) {
		this.learners = learners;
	}

	/** Signs so many people in and begins their tests. */
	static async open(size: number, parts: ClassParts): Promise<LearnerClass> {
		return new LearnerClass(
			await Promise.all(Array.from({ length: size }, (_, index) => begin(`Uczeń ${index + 1}`, parts)))
		);
	}

	start(): void {
		this.#answering = Promise.all(this.learners.map((learner, index) => this.#answer(learner, index)));
	}

	/** Nobody answers any more; what waits in the browsers is sent until nothing is left. */
	async finishSending(): Promise<void> {
		this.#isStopped = true;
		await this.#answering;
		const giveUpAt = Date.now() + EMPTYING_LIMIT_MS;
		for (const { browser } of this.learners) {
			for (const tab of browser.tabs) {
				while (tab.waiting.length > 0) {
					if (Date.now() > giveUpAt) throw new Error(`Answers still wait in a browser: ${tab.overall.message}`);
					tab.wake();
					await wait(20);
				}
			}
			browser.close();
		}
	}

	/** Everybody ends the test twice at once. */
	async endTests(): Promise<void> {
		for (const { visitor, attemptId } of this.learners) {
			const end = () => visitor.post(`/podejscia/${attemptId}?/finish`);
			for (const { status } of await Promise.all([end(), end()])) {
				if (status !== 303) throw new Error(`Ending a test was answered with ${status}.`);
			}
		}
	}

	/** The statuses of a lesson and of the page of one's open test. */
	async read(): Promise<number[]> {
		const { visitor, attemptId } = this.learners[0] as Learner;
		const answers = await Promise.all([LESSON, `/podejscia/${attemptId}`].map((path) => visitor.get(path)));
		return answers.map(({ status }) => status);
	}

	async #answer({ items, browser }: Learner, index: number): Promise<void> {
		for (let turn = index; !this.#isStopped; turn++) {
			const item = items[turn % items.length] as AttemptItem;
			const tab = browser.tabs[turn % browser.tabs.length];
			tab?.change(item.position, someAnswer(item, turn));
			await wait(Math.random() * PACE_MS);
		}
	}
}

async function begin(name: string, { origin, db, ledger, network, speed }: ClassParts): Promise<Learner> {
	const person = await createPerson(db, name);
	const visitor = await new Visitor(origin).signInAs(db, person);
	const started = await visitor.post(`${TEST}?/start`);
	const attemptId = (started.headers.get('location') ?? '').split('/').at(-1) ?? '';
	const items = await listItems(db, attemptId);
	const browser = new Browser({ visitor, attemptId, ledger, network, speed });
	return { personId: person.id, visitor, attemptId, items, browser };
}
