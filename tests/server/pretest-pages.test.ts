import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOf } from '#lib/quizzes/question-view.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { listItems } from '#lib/quizzes/server/attempts.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const LESSON = '/kursy/przed-i-po/modul/na-start';
const TEST_PAGE = '/kursy/przed-i-po/modul/sprawdzian';
let server: RunningServer;
let db: Db;

beforeAll(async () => {
	server = await startServer({ env: { COURSES_DIR: resolve('tests/courses') } });
	db = openDatabase(server.databaseAddress);
});

afterAll(async () => {
	await db.destroy();
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
});

const signIn = async (name: string) => new Visitor(server.origin).signInAs(db, await createPerson(db, name));
const pathOf = (answer: Response) => answer.headers.get('location') ?? '';

async function finishRight(visitor: Visitor, path: string): Promise<string> {
	const items = await listItems(db, path.split('/').at(-1) ?? '');
	const fields = Object.assign(
		{},
		...items.map(({ content, optionOrder, position }) => fieldsOf(content, optionOrder, position, rightAnswer(content)))
	) as Record<string, string>;
	await visitor.submit(`${path}?/save`, fields);
	return (await visitor.submit(`${path}?/finish`)).text();
}

test('a visitor reads why it is there', async () => {
	const page = await (await new Visitor(server.origin).get(LESSON)).text();
	expect(page).toContain('Sprawdź, co już wiesz');
});

test('taken without JavaScript it says thank you and gives nothing away until the test is passed', async () => {
	const bartek = await signIn('Bartek');
	const starts = await Promise.all(Array.from({ length: 5 }, () => bartek.post(`${LESSON}?/start`)));
	const [path] = [...new Set(starts.map(pathOf))] as [string];
	expect(new Set(starts.map(pathOf)).size).toBe(1);

	const thanks = await finishRight(bartek, path);
	expect(thanks).toContain('Dziękujemy. Wynik poznasz po sprawdzianie');
	expect(thanks).not.toContain('100%');
	for (const page of [path, `${path}/__data.json`, LESSON, '/moje', TEST_PAGE, '/kursy/przed-i-po']) {
		const text = await (await bartek.get(page)).text();
		expect(text, page).not.toMatch(/niezaliczon|zaliczone/);
	}
	expect((await bartek.post(`${LESSON}?/start`)).status).toBe(409);

	const test = pathOf(await bartek.post(`${TEST_PAGE}?/start`));
	const result = await finishRight(bartek, test);
	expect(result).toContain('Test zaliczony.');
	expect(result).toContain('Przed nauką było 100%.');
	const after = await (await bartek.get(path)).text();
	expect(after).toContain('SEKRET: jedna osoba ma jeden głos.');
	expect(after).toContain('To wynik sprzed nauki.');
	expect(after).not.toMatch(/Test zaliczony|Test niezaliczony|Spróbuj jeszcze raz/);
});

test('after the test was begun it is kindly refused', async () => {
	const celina = await signIn('Celina');
	await celina.post(`${TEST_PAGE}?/start`);
	expect(await (await celina.get(LESSON)).text()).toContain('Niczego przez to nie tracisz');
	const refused = await celina.post(`${LESSON}?/start`);
	expect(refused.status).toBe(409);
	expect(await refused.text()).toContain('Na ten test przed nauką jest już za późno');
});
