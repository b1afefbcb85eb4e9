import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOf } from '#lib/quizzes/question-view.ts';
import { listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { rightShown } from '../support/answers.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const coursesDir = resolve('tests/courses');
const TEST_PAGE = '/kursy/dobry-kurs/sprawdzian/test-koncowy';
let server: RunningServer;
let db: Db;
let bartek: Visitor;
let darek: Visitor;

beforeAll(async () => {
	server = await startServer({ env: { COURSES_DIR: coursesDir } });
	db = openDatabase(server.databaseAddress);
	bartek = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Bartek'));
	darek = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Darek'));
});

afterAll(async () => {
	await db.destroy();
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
});

async function begin(visitor: Visitor): Promise<{ path: string; id: string; items: AttemptItem[] }> {
	const started = await visitor.post(`${TEST_PAGE}?/start`);
	expect(started.status).toBe(303);
	const path = started.headers.get('location') ?? '';
	const id = path.split('/').at(-1) ?? '';
	return { path, id, items: await listItems(db, id) };
}

const save = (visitor: Visitor, id: string, changes: unknown) =>
	visitor.postJson(`/api/podejscia/${id}/odpowiedzi`, { changes }, { accept: 'application/json' });
const change = (position: number, value: unknown, key = randomUUID()) => ({ position, value, key });

test('practice answers at once, stored for a learner and shown once to a visitor', async () => {
	const lesson = '/kursy/dobry-kurs/01-podstawy/pierwsza-lekcja'.replace('01-', '');
	const checked = await darek.submit(`${lesson}?/check`, { position: '3', q3: '44,5' });
	const after = await checked.text();
	expect(after).toContain('Dobrze 1 z 4');
	expect(after).toContain('120 zł − 75,50 zł = 44,50 zł.'.replaceAll(' zł', '\u00a0zł'));
	expect(after).not.toContain('Jeden członek, jeden głos.');

	const visitor = new Visitor(server.origin);
	const shown = await visitor.post(`${lesson}?/check`, { position: '3', q3: '1' });
	expect(shown.status).toBe(200);
	expect(await shown.text()).toContain('Źle.');
	const refused = await visitor.post(`${lesson}?/check`, { position: '3', q3: 'sto' });
	expect(refused.status).toBe(400);
	expect(await refused.text()).toContain('Wpisz liczbę cyframi');
});

test('a whole test without JavaScript: save, come back, end, see the result', async () => {
	const celina = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Celina'));
	const { path, items } = await begin(celina);
	const fields = Object.assign(
		{},
		...items.slice(1).map((item) => fieldsOf(item.content, item.optionOrder, item.position, rightAnswer(item.content)))
	) as Record<string, string>;

	const saved = await (await celina.submit(`${path}?/save`, fields)).text();
	expect(saved).toContain('Odpowiedzi zapisane.');
	const asked = await (await celina.submit(`${path}?/review`, fields)).text();
	expect(asked).toContain('Bez odpowiedzi: 1 pytanie.'.replace('1 ', '1\u00a0'));
	expect((await listItems(db, path.split('/')[2] ?? '')).filter(({ value }) => value !== undefined).length).toBe(4);

	const result = await (await celina.submit(`${path}?/finish`)).text();
	expect(result).toContain('Test zaliczony.');
	expect(result).toContain('Bez odpowiedzi');
	const again = await celina.submit(`${path}?/finish`);
	expect(again.status).toBe(200);
	const late = await celina.submit(`${path}?/save`, fields);
	expect(late.status).toBe(400);
	expect(await late.text()).toContain('Zostały zachowane, ale się nie liczą.');
});

test('a form that comes in the seconds after the time is over is not called saved', async () => {
	const ewa = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Ewa'));
	const { path, id, items } = await begin(ewa);
	const secondAgo = new Date(Date.now() - 1000).toISOString();
	await db.updateTable('attempt').set({ deadlineAt: secondAgo }).where('id', '=', id).execute();
	const [item] = items as [AttemptItem];
	const fields = fieldsOf(item.content, item.optionOrder, 0, rightAnswer(item.content));
	const answer = await ewa.submit(`${path}?/save`, fields);
	expect(answer.status).toBe(400);
	const page = await answer.text();
	expect(page).not.toContain('Odpowiedzi zapisane.');
	expect(page).toContain('Pytanie 1: Ta odpowiedź dotarła po zakończeniu podejścia.');
});

test('an old page saved in another tab undoes nothing', async () => {
	const ewa = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Ewa'));
	const { path, id, items } = await begin(ewa);
	const [first] = items;
	if (!first) throw new Error('no question');
	const right = fieldsOf(first.content, first.optionOrder, 0, rightAnswer(first.content));
	await ewa.post(`${path}?/save`, { seen0: '', ...right });
	const [stored] = await listItems(db, id);
	await ewa.post(`${path}?/save`, { seen0: '' });
	expect((await listItems(db, id))[0]?.changeKey).toBe(stored?.changeKey);
});

test('an answer that makes no sense is kept on the page with a sentence beside it', async () => {
	const filip = await new Visitor(server.origin).signInAs(db, await createPerson(db, 'Filip'));
	const { path, items } = await begin(filip);
	const typed = items.find(({ content }) => content.type === 'number');
	const ordered = items.find(({ content }) => content.type === 'ordering');
	const position = (typed ?? ordered)?.position ?? -1;
	const fields: Record<string, string> = typed ? { [`q${position}`]: 'dużo' } : { [`q${position}-0`]: '1' };
	if (position === -1) return;
	const answer = await filip.post(`${path}?/save`, fields);
	expect(answer.status).toBe(400);
	const page = await answer.text();
	expect(page).toContain(`href="#q${position}"`);
	if (typed) expect(page).toContain('value="dużo"');
});

test('autosave answers in JSON, also when it refuses', async () => {
	const { id, items } = await begin(bartek);
	const key = randomUUID();
	const good = change(0, rightShown(items[0] as AttemptItem), key);
	for (const attempt of [1, 2]) {
		const answer = await save(bartek, id, [good]);
		expect(answer.status, `try ${attempt}`).toBe(200);
		expect(await answer.json()).toEqual({ saved: [{ position: 0, key, state: 'saved' }] });
	}
	const mixed = (await (await save(bartek, id, [change(0, { a: 1 }), change(77, 1), good])).json()) as {
		saved: { state: string; message?: string }[];
	};
	expect(mixed.saved.map(({ state }) => state)).toEqual(['refused', 'refused', 'saved']);

	const refusals: [Promise<Response>, number][] = [
		[save(bartek, id, []), 400],
		[save(bartek, id, [{ ...good, score: 100 }]), 400],
		[save(bartek, id, [{ ...good, key: 'x' }]), 400],
		[
			save(
				bartek,
				id,
				Array.from({ length: 51 }, () => change(0, 0))
			),
			400
		],
		[save(bartek, id, [change(0, 'x'.repeat(70_000))]), 413],
		[save(darek, id, [good]), 404],
		[save(bartek, randomUUID(), [good]), 404],
		[save(new Visitor(server.origin), id, [good]), 401]
	];
	for (const [answer, status] of refusals) {
		const { status: actual, headers } = await answer;
		expect(actual).toBe(status);
		expect(headers.get('content-type')).toContain('application/json');
		expect(((await (await answer).json()) as { message: string }).message).toMatch(/\.|\)$/);
	}
	const foreign = { origin: 'https://example.org', 'content-type': 'application/json' };
	const stolen = await bartek.send(`/api/podejscia/${id}/odpowiedzi`, {
		method: 'POST',
		headers: foreign,
		body: JSON.stringify({ changes: [good] })
	});
	expect(stolen.status).toBe(403);
});

test("somebody else's attempt is not there, in any way", async () => {
	const { path } = await begin(bartek);
	expect((await darek.get(path)).status).toBe(404);
	for (const action of ['save', 'review', 'finish']) {
		expect((await darek.post(`${path}?/${action}`)).status, action).toBe(404);
	}
	expect((await bartek.get(path)).status).toBe(200);
	const visitor = await new Visitor(server.origin).get(path);
	expect(visitor.headers.get('location')).toContain('/logowanie');
});
