import { randomUUID } from 'node:crypto';
import { lessonPath, type Course } from '#lib/courses/course.ts';
import { openDatabase } from '#lib/server/db/db.ts';
import { benchLesson } from './course.ts';
import { ask } from './load.ts';
import { getAs, sendAs, submitAs } from './requests.ts';

export const QUESTIONS = 10;

/** What learners do at a test, request by request, each with its time. */
export class QuizFlow {
	readonly #port: number;
	readonly #testPage: string;

	constructor(port: number, course: Course) {
		this.#port = port;
		this.#testPage = lessonPath(course, benchLesson(course, 'sprawdzian'));
	}

	/** @returns the address of the attempt, once its page has come */
	async start(learner: number): Promise<string> {
		const { head } = await this.#ask(submitAs(learner, `${this.#testPage}?/start`), 303);
		const path = /\r\nlocation: (\S+)/i.exec(head)?.[1] ?? '';
		if (!/^\/podejscia\/[^/]+$/.test(path)) throw new Error(`No attempt was started:\n${head}`);
		await this.#ask(getAs(learner, path), 200);
		return path;
	}

	/** @returns how long the answer took to be confirmed, in milliseconds */
	async answer(learner: number, path: string, position: number): Promise<number> {
		const changes = [{ position, value: position % 4, key: randomUUID() }];
		const startedAt = performance.now();
		await this.#ask(sendAs(learner, `/api${path}/odpowiedzi`, { changes }), 200);
		return performance.now() - startedAt;
	}

	/** Hands the attempt in and reads its result. */
	async finish(learner: number, path: string): Promise<void> {
		await this.#ask(submitAs(learner, `${path}?/finish`), 303);
		await this.#ask(getAs(learner, path), 200);
	}

	async #ask(request: Buffer, status: number) {
		const reply = await ask(this.#port, request);
		if (reply.status !== status) throw new Error(`A reply had status ${reply.status}, not ${status}:\n${reply.body}`);
		return reply;
	}
}

/** Learners who have not started the test yet. */
export async function takeAttemptsAway(address: string): Promise<void> {
	const db = openDatabase(address);
	await db.deleteFrom('attempt').execute();
	await db.destroy();
}
