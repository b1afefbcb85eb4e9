import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnswer } from '#lib/quizzes/answer-value.ts';
import { listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { someAnswer } from '../support/answers.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const LEARNERS = 30;
/** The server dies once so many answers are confirmed, with more on their way. */
const CONFIRMED_BEFORE_KILL = 1_000;

interface Sent {
	attemptId: string;
	position: number;
	key: string;
	value: unknown;
	isConfirmed: boolean;
}

interface Learner {
	visitor: Visitor;
	attemptId: string;
	items: AttemptItem[];
	sent: Sent[];
}

const env = { COURSES_DIR: resolve('tests/courses') };
let server: RunningServer;
let db: Db;
let learners: Learner[];

beforeAll(async () => {
	server = await startServer({ env });
	db = openDatabase(server.databaseAddress);
	learners = await Promise.all(Array.from({ length: LEARNERS }, (_, index) => begin(`Uczeń ${index + 1}`)));
});

afterAll(async () => {
	await db.destroy();
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
});

async function begin(name: string): Promise<Learner> {
	const visitor = await new Visitor(server.origin).signInAs(db, await createPerson(db, name));
	const started = await visitor.post('/kursy/dobry-kurs/sprawdzian/test-koncowy?/start');
	const attemptId = (started.headers.get('location') ?? '').split('/').at(-1) ?? '';
	return { visitor, attemptId, items: await listItems(db, attemptId), sent: [] };
}

async function send({ visitor, attemptId }: Learner, sent: Sent): Promise<void> {
	const { position, value, key } = sent;
	const answer = await visitor.postJson(`/api/podejscia/${attemptId}/odpowiedzi`, {
		changes: [{ position, value, key }]
	});
	const { saved } = (await answer.json()) as { saved: { key: string; state: string }[] };
	sent.isConfirmed = answer.ok && saved[0]?.key === key && saved[0].state === 'saved';
}

/** Answers one question after another until the server is gone. */
async function answerUntilDeath(learner: Learner, onConfirmed: () => void): Promise<void> {
	for (let turn = 0; ; turn++) {
		const item = learner.items[turn % learner.items.length] as AttemptItem;
		const { attemptId } = learner;
		const sent = {
			attemptId,
			position: item.position,
			key: randomUUID(),
			value: someAnswer(item, turn),
			isConfirmed: false
		};
		learner.sent.push(sent);
		try {
			await send(learner, sent);
		} catch {
			return;
		}
		if (sent.isConfirmed) onConfirmed();
	}
}

const stored = async () => {
	const rows = await db.selectFrom('answerChange').selectAll().execute();
	return { rows, byKey: new Map(rows.map((row) => [row.changeKey, row])) };
};

test('a server killed while thirty people answer loses no confirmed answer and doubles none', async () => {
	let confirmed = 0;
	const killing: Promise<void>[] = [];
	await Promise.all(
		learners.map((learner) =>
			answerUntilDeath(learner, () => {
				if (++confirmed === CONFIRMED_BEFORE_KILL) killing.push(server.kill());
			})
		)
	);
	await Promise.all(killing);
	expect(confirmed).toBeGreaterThanOrEqual(CONFIRMED_BEFORE_KILL);

	server = await startServer({ env, dataDir: server.dataDir, port: server.port });
	const { byKey } = await stored();
	for (const learner of learners) {
		const last = new Map<number, Sent>();
		for (const sent of learner.sent) {
			if (!sent.isConfirmed) continue;
			last.set(sent.position, sent);
			const item = learner.items[sent.position] as AttemptItem;
			const { value } = readAnswer(item.content, item.optionOrder, sent.value);
			expect(byKey.get(sent.key)).toMatchObject({
				attemptId: learner.attemptId,
				position: sent.position,
				value: JSON.stringify(value),
				isLate: 0
			});
		}
		// The answer that counts is the last confirmed one, or one on its way when the server died.
		const inTheAir = new Set(learner.sent.filter((sent) => !sent.isConfirmed).map(({ key }) => key));
		for (const item of await listItems(db, learner.attemptId)) {
			const counts = item.changeKey ?? '';
			expect(counts === last.get(item.position)?.key || inTheAir.has(counts)).toBe(true);
		}
	}
});

test('what was not confirmed is sent again with its key and counts once', async () => {
	for (const learner of learners) {
		for (const sent of learner.sent.filter(({ isConfirmed }) => !isConfirmed)) await send(learner, sent);
		const replayed = learner.sent.at(-2);
		if (replayed) await send(learner, replayed);
	}
	const { rows, byKey } = await stored();
	const everything = learners.flatMap((learner) => learner.sent);
	expect(everything.every(({ isConfirmed }) => isConfirmed)).toBe(true);
	expect(rows.length).toBe(everything.length);
	expect(byKey.size).toBe(everything.length);

	for (const learner of learners) {
		await learner.visitor.post(`/podejscia/${learner.attemptId}?/finish`);
		await learner.visitor.post(`/podejscia/${learner.attemptId}?/finish`);
	}
	const results = await db.selectFrom('quizResult').select(['userAccountId', 'gradedCount']).execute();
	expect(results.map(({ gradedCount }) => gradedCount)).toEqual(Array.from({ length: LEARNERS }, () => 1));
});
