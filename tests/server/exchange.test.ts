import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../support/http.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';

let served: ServedWorld;
let author: Visitor;
let path: string;

beforeAll(async () => {
	served = await serveWorld();
	author = await served.world.as('author');
	path = `/autor/${served.world.params.course}/wymiana`;
});
afterAll(() => served.end());

function preview(text: string): Promise<Response> {
	const body = new FormData();
	body.set('plik', new File([text], 'pytania.txt'));
	return author.send(`${path}?/podglad`, { method: 'POST', body, headers: { accept: 'text/html' } });
}

const textOf = async (answer: Response) => (await answer.text()).replaceAll(/&nbsp;|\u00a0/g, ' ');

test('a file is previewed in a process beside the built server, apart what people mark', async () => {
	const answer = await preview('Kto uchwala statut?{=walne ~zarząd ####Tak mówi prawo.}\n\nDlaczego?{}\n');
	expect(answer.status).toBe(200);
	const page = await textOf(answer);
	expect(page).toContain('Podgląd: GIFT');
	expect(page).toContain('## Kto uchwala statut? {#kto-uchwala-statut}');
	expect(page).toContain('kind: test');
	expect(page).toContain('Pobierz oba pliki (ZIP)');
});

test('what the author saves are the texts of the form', async () => {
	const saved = await author.post(`${path}/plik`, { markdown: '# bank\r\n', marked: '# test\n' });
	expect(saved.headers.get('content-type')).toBe('application/zip');
	const files = unzipSync(new Uint8Array(await saved.arrayBuffer()));
	expect(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
		['bank.md', '# bank\n'],
		['quiz.md', '# test\n']
	]);
	const alone = await author.post(`${path}/plik`, { marked: '# test\n' });
	expect(alone.headers.get('content-disposition')).toContain('quiz.md');
	expect(await alone.text()).toBe('# test\n');
});

test('after many files in a few minutes the author is told to wait', async () => {
	let answer = await preview('nic');
	for (let sent = 0; answer.status === 400 && sent < 60; sent += 1) answer = await preview('nic');
	expect(answer.status).toBe(429);
	expect(await textOf(answer)).toContain('Za dużo prób. Odczekaj');
});
