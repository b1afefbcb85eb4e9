import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/db.ts';
import type { Visitor } from '../support/http.ts';
import { enrollment, oneRosterZip, schoolClass, user } from '../support/one-roster.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';

let served: ServedWorld;
let db: Db;
let anna: Visitor;
let group: string;

beforeAll(async () => {
	served = await serveWorld();
	({ db } = served);
	anna = await served.world.as('teacher');
	group = `/grupy/${served.world.params.groupId}`;
});
afterAll(() => served.end());

function send(visitor: Visitor, path: string, bytes: Uint8Array | string, name = 'lista.csv'): Promise<Response> {
	const body = new FormData();
	body.set('plik', new File([new Uint8Array(Buffer.from(bytes))], name));
	return visitor.send(path, { method: 'POST', body, headers: { accept: 'text/html' } });
}

const textOf = async (answer: Response) => (await answer.text()).replaceAll(/&nbsp;|\u00a0/g, ' ');

test('a list sent as a form is shown, read in after a yes, and taken back', async () => {
	const sent = await send(anna, `${group}/import`, 'Imię;Telefon\nŻaneta <b>;600 100 200\nKuba;\n');
	expect(sent.status).toBe(303);
	const path = sent.headers.get('location') ?? '';
	const page = await textOf(await anna.get(path));
	expect(page).toContain('Żaneta &lt;b>');
	expect(page).not.toContain('600 100 200');
	expect(page).toContain('Tych kolumn nie czytamy');
	const stan = /name="stan" value="(\w+)"/.exec(page)?.[1] ?? '';

	const done = await textOf(await anna.submit(`${path}?/wczytaj`, { stan }));
	expect(done).toContain('Lista wczytana');
	expect(await textOf(await anna.submit(`${path}?/wczytaj`, { stan }))).toContain('Lista wczytana');
	const exported = await textOf(await anna.get(`${group}/osoby.csv`));
	expect(exported.match(/Kuba/g)).toHaveLength(1);
	expect(await textOf(await anna.submit(`${path}?/cofnij`))).toContain('Lista została cofnięta');
	expect(await textOf(await anna.get(`${group}/osoby.csv`))).not.toContain('Kuba');
});

test('columns nobody can guess are asked for, then remembered', async () => {
	const file = 'Ksywa;Drużyna 2\nOla;Lisy\n';
	const asked = (await send(anna, `${group}/import`, file)).headers.get('location') ?? '';
	expect(asked).toMatch(/\/kolumny$/);
	expect((await anna.post(asked, { naglowki: 'on' })).status).toBe(400);
	const answer = await anna.submit(asked, { naglowki: 'on', 'kolumna-0': 'name', 'kolumna-1': 'team' });
	expect(await textOf(answer)).toContain('Ola');
	expect((await send(anna, `${group}/import`, file)).headers.get('location')).not.toMatch(/\/kolumny$/);
});

describe('a hostile file is refused at the field, in words', () => {
	const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(60_000_000) });
	test.each([
		['none at all', '', 400, 'Wybierz plik z listą.'],
		['over the limit of the server', 'x'.repeat(600 * 1024), 413, 'Ten plik ma ponad 500 kB'],
		['more rows than a list may have', 'Imię\n'.repeat(20_000), 400, 'więcej niż 2000 wierszy'],
		['a bomb', bomb, 400, 'o wiele za duży'],
		['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0), 400, 'To jest obraz'],
		['bytes that mean nothing', Uint8Array.of(0, 1, 2, 3), 400, 'nie jest arkusz']
	])('%s', async (_, bytes, status, said) => {
		const answer = await send(anna, `${group}/import`, bytes);
		expect(answer.status).toBe(status);
		expect(await textOf(answer)).toContain(said);
	});
});

test('a name of a file is text', async () => {
	const sent = await send(anna, `${group}/import`, 'Imię\nOla\n', '"><script>alert(1)</script>.csv');
	const page = await textOf(await anna.get(sent.headers.get('location') ?? ''));
	expect(page).not.toContain('<script>alert');
});

test('Darek sees neither the list of another school nor what was read in', async () => {
	const darek = await served.world.as('otherTeacher');
	const path = (await send(anna, `${group}/import`, 'Imię\nOla\n')).headers.get('location') ?? '';
	for (const address of [`${group}/import`, path, `${path}/kolumny`, `${group}/osoby.csv`]) {
		expect((await darek.get(address)).status, address).toBe(404);
	}
	expect((await send(darek, `${group}/import`, 'Imię\nOla\n')).status).toBe(404);
	expect((await darek.post(`${path}?/wczytaj`, {})).status).toBe(404);
});

test('a coordinator reads a OneRoster set in for the organization; a teacher cannot', async () => {
	const set = oneRosterZip({
		users: [user('u-77', 'Nadia', 'Lis')],
		classes: [schoolClass('k-77', '3c')],
		enrollments: [enrollment('k-77', 'u-77', 'student')]
	});
	expect((await send(anna, '/grupy/import', set)).status).toBe(403);
	const celina = await served.world.as('coordinator');
	const path = (await send(celina, '/grupy/import', set)).headers.get('location') ?? '';
	const stan = /name="stan" value="(\w+)"/.exec(await (await celina.get(path)).text())?.[1] ?? '';
	expect(await textOf(await celina.submit(`${path}?/wczytaj`, { stan }))).toContain('Lista wczytana');
	const made = await db.selectFrom('learnerGroup').select('name').where('externalId', '=', 'k-77').execute();
	expect(made).toEqual([{ name: '3c' }]);
});
