import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { CANARY_COURSE, CANARY_MODULE, writeCanaryCourse } from '../support/canary-course.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import { worldCourses } from '../support/world.ts';

const START = `/kursy/${CANARY_COURSE}/${CANARY_MODULE}/submit?/start`;
let coursesDir: string;
let served: ServedWorld;

beforeAll(async () => {
	coursesDir = mkdtempSync(join(tmpdir(), 'kanarki-'));
	for (const own of ['dobry-kurs', 'published.json'])
		cpSync(join(worldCourses, own), join(coursesDir, own), { recursive: true });
	writeCanaryCourse(coursesDir);
	served = await serveWorld(coursesDir);
});

afterAll(async () => {
	await served.end();
	rmSync(coursesDir, { recursive: true, force: true });
});

interface Begun {
	visitor: Visitor;
	path: string;
	id: string;
	items: AttemptItem[];
}

async function begin(name: string): Promise<Begun> {
	const visitor = await new Visitor(served.server.origin).signInAs(served.db, await createPerson(served.db, name));
	const path = (await visitor.post(START)).headers.get('location') ?? '';
	const id = path.split('/').at(-1) ?? '';
	return { visitor, path, id, items: await listItems(served.db, id) };
}

const placeOf = ({ items }: Begun, type: string) => items.findIndex(({ content }) => content.type === type);

async function save({ visitor, id }: Begun, values: [position: number, value: unknown][], key: string = randomUUID()) {
	const changes = values.map(([position, value], index) => ({ position, value, key: index ? randomUUID() : key }));
	const answer = await visitor.postJson(`/api/podejscia/${id}/odpowiedzi`, { changes });
	expect(answer.status).toBe(200);
	return ((await answer.json()) as { saved: { state: string }[] }).saved.map(({ state }) => state);
}

test('no value breaks a page, the end of the attempt or the copy of one’s data, whatever its question', async () => {
	const begun = await begin('Kasia');
	const strange = [
		...[null, true, -0, 1e308, -1, 0.5, 'NaN', 'Infinity', '1e999', '__proto__', 'constructor', '\u0000', '\ud800'],
		...['\u202e12', '１２', '<script>alert(1)</script>', '{{sztuki}}', 'ż'.repeat(499), {}, { length: 2, 0: 0 }],
		...[{ __proto__: [0] }, [], [[]], [null], [-1], [0.1], ['0'], [1e9], ['__proto__'], Array(101).fill(0)],
		...[Array(300).fill(null), [0, 0, 0], ['a', 'b'], ['\ud800', '\u0000'], [{}, {}]]
	];
	for (const value of strange) {
		const states = await save(
			begun,
			begun.items.map(({ position }) => [position, value])
		);
		for (const state of states) expect(['saved', 'refused']).toContain(state);
		expect((await begun.visitor.get(begun.path)).status, JSON.stringify(value)).toBe(200);
	}
	const page = await (await begun.visitor.get(begun.path)).text();
	expect(page).not.toContain('<script>alert');
	expect((await begun.visitor.post(`${begun.path}?/finish`)).status).toBe(303);
	expect((await begun.visitor.get(begun.path)).status).toBe(200);
	expect((await begun.visitor.get('/konto/moje-dane.json')).status).toBe(200);
});

test('of decisions sent at once one counts; none is taken back, jumped over or replayed into another', async () => {
	const begun = await begin('Tomek');
	const position = placeOf(begun, 'case');
	const paths = [[0], [1], [2], [1, 0], [1, 1], [2, 0]];
	const keys = paths.map(() => randomUUID());
	const sent = await Promise.all(paths.map((path, at) => save(begun, [[position, path]], keys[at])));
	const stored = (await listItems(served.db, begun.id))[position]?.value as number[];
	for (const [at, path] of paths.entries()) {
		// What led to the stored path was taken on the way; whatever leads elsewhere never was.
		const isOnTheWay = path.every((choice, step) => stored[step] === choice);
		if (!isOnTheWay) expect(sent[at], String(path)).toEqual(['refused']);
	}
	for (const [at, path] of [[], ...paths].entries()) {
		if (JSON.stringify(path) === JSON.stringify(stored)) continue;
		await save(begun, [[position, path]]);
		await save(begun, [[position, path]], keys[at]);
		await begun.visitor.post(`${begun.path}?/save`, { [`q${position}-od-nowa`]: '1', [`q${position}-0`]: '2' });
	}
	const after = (await listItems(served.db, begun.id))[position]?.value as number[];
	expect(after.slice(0, stored.length)).toEqual(stored);
});

test('begun again, at once or later, an attempt asks the same numbers in the same order', async () => {
	const begun = await begin('Ola');
	const again = await Promise.all(Array.from({ length: 6 }, () => begun.visitor.post(START)));
	expect(new Set(again.map((answer) => answer.headers.get('location')))).toEqual(new Set([begun.path]));
	expect(await listItems(served.db, begun.id)).toEqual(begun.items);
});

const pdf = '%PDF-1.7\n<script>alert(1)</script>\n%%EOF';

function handIn({ visitor, path }: Begun, position: number, content: string, name: string, type: string) {
	const body = new FormData();
	body.set(`file-${position}`, new File([content], name, { type }));
	return visitor.send(`${path}?/save`, { method: 'POST', body, headers: { accept: 'text/html' } });
}

test('a file is what its bytes say, is only ever downloaded, and only by whose it is', async () => {
	const begun = await begin('Ewa');
	const position = placeOf(begun, 'file');
	const refused: [content: string, name: string, type: string][] = [
		['<!doctype html><script>alert(1)</script>', 'praca.pdf', 'application/pdf'],
		['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'praca.pdf', 'image/svg+xml'],
		['MZ\u0090', 'praca.pdf.exe', 'application/pdf'],
		[`PK\u0003\u0004${pdf}`, 'praca.pdf', 'application/pdf'],
		['%PDF-1.7 cut', 'praca.pdf', 'application/pdf']
	];
	for (const [content, name, type] of refused)
		expect((await handIn(begun, position, content, name, type)).status, content).toBe(400);

	expect((await handIn(begun, position, pdf, '../../etc/pa\u202esswd\r\n<b>.html', 'text/html')).status).toBe(303);
	const file = await begun.visitor.get(`${begun.path}/${position}/plik`);
	expect(file.headers.get('content-type')).toBe('application/pdf');
	expect(file.headers.get('x-content-type-options')).toBe('nosniff');
	expect(file.headers.get('content-security-policy')).toContain('sandbox');
	const disposition = file.headers.get('content-disposition') ?? '';
	expect(disposition).toMatch(/^attachment/);
	expect(decodeURIComponent(disposition)).not.toMatch(/\.\.|[/\\<>\u202e]|\.html/);

	const other = await begin('Zosia');
	expect((await other.visitor.get(`${begun.path}/${position}/plik`)).status).toBe(404);
	const { value } = (await listItems(served.db, begun.id))[position]!;
	expect(await save(other, [[position, value]])).toEqual(['refused']);
	expect((await handIn({ ...begun, visitor: other.visitor }, position, pdf, 'a.pdf', 'application/pdf')).status).toBe(
		404
	);
});

test('of files sent at once only as many are taken as a day allows, and one is kept', async () => {
	const begun = await begin('Kuba');
	const position = placeOf(begun, 'file');
	const sent = await Promise.all(
		Array.from({ length: 40 }, (_, at) => handIn(begun, position, `${pdf}${at}`, `${at}.pdf`, 'application/pdf'))
	);
	const count = (status: number) => sent.filter((answer) => answer.status === status).length;
	expect(count(303)).toBeLessThanOrEqual(30);
	expect(count(303) + count(429)).toBe(40);
	const kept = await served.db.selectFrom('handedFile').select('id').where('attemptId', '=', begun.id).execute();
	expect(kept.length).toBe(1);
});
