import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRange, sendFile } from './send-file.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wspolnie-files-'));
	writeFileSync(join(folder, 'film.mp4'), '0123456789');
	writeFileSync(join(folder, 'pusty.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = async (headers: Record<string, string> = {}, { name = 'film.mp4', method = 'GET' } = {}) => {
	const request = new Request('http://localhost/', { headers, method });
	const answer = (await sendFile(join(folder, name), 'abc', request, { 'content-type': 'video/mp4' }))!;
	const { 'content-range': range, 'content-length': length } = Object.fromEntries(answer.headers);
	return { status: answer.status, range, length, text: await answer.text() };
};

test('a whole file says its size and that parts of it may be asked for', async () => {
	expect(await ask()).toEqual({ status: 200, range: undefined, length: '10', text: '0123456789' });
	expect(await ask({}, { name: 'pusty.txt' })).toMatchObject({ status: 200, length: '0', text: '' });
	expect(await ask({}, { method: 'HEAD' })).toMatchObject({ status: 200, length: '10', text: '' });
});

test('a part comes with its place', async () => {
	expect(await ask({ range: 'bytes=2-4' })).toEqual({ status: 206, range: 'bytes 2-4/10', length: '3', text: '234' });
	expect(await ask({ range: 'bytes=7-' })).toMatchObject({ status: 206, range: 'bytes 7-9/10', text: '789' });
	expect(await ask({ range: 'bytes=-2' })).toMatchObject({ status: 206, range: 'bytes 8-9/10', text: '89' });
});

test('a part that is not there is refused with the size', async () => {
	expect(await ask({ range: 'bytes=10-' })).toEqual({ status: 416, range: 'bytes */10', length: undefined, text: '' });
	expect(await ask({ range: 'bytes=-0' })).toMatchObject({ status: 416 });
});

test('a part of an older version is not mixed with this one', async () => {
	expect(await ask({ range: 'bytes=2-4', 'if-range': '"abc"' })).toMatchObject({ status: 206 });
	expect(await ask({ range: 'bytes=2-4', 'if-range': '"old"' })).toMatchObject({ status: 200, text: '0123456789' });
});

test('a file that is gone is no answer', async () => {
	expect(await sendFile(join(folder, 'nie-ma'), 'abc', new Request('http://localhost/'), {})).toBeNull();
});

test('an answer that nobody reads has opened nothing', async () => {
	const path = join(folder, 'nieczytany');
	writeFileSync(path, 'treść');
	const answer = await sendFile(path, 'abc', new Request('http://localhost/'), {});
	rmSync(path);
	await expect(answer!.text()).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('nonsense counts as the whole file', () => {
	test.each([
		'',
		'bytes=',
		'bytes=-',
		'bytes=4-2',
		'bytes=1-2,4-5',
		'lines=1-2',
		'bytes=a-b',
		`bytes=${'9'.repeat(40)}-`
	])('%s', (header) => {
		expect(parseRange(header, 10)).toBeNull();
	});
	test('the end may lie past the end', () => expect(parseRange('bytes=3-99', 10)).toEqual({ start: 3, end: 9 }));
	test('an empty file has no parts', () => expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable'));
});
