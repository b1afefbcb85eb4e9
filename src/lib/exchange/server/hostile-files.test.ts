import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { MAX_QUESTIONS } from './exchange-limits.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { readInThread } from './read-in-thread.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const QUESTION =
	'<question type="shortanswer"><name><text>n</text></name><questiontext><text>Ile?</text></questiontext>';
const quiz = (inside: string, head = '') => bytes(`<?xml version="1.0"?>${head}<quiz>${inside}</quiz>`);
const item = (body: string) =>
	bytes(
		`<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="t"><itemBody>${body}</itemBody></assessmentItem>`
	);

const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

test.each([
	['an entity bomb', quiz('&l9;', `<!DOCTYPE quiz [<!ENTITY l0 "ha">${levels}]>`)],
	['an entity that names a file', quiz('&x;', '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
	['an entity that names an address', quiz('&x;', '<!DOCTYPE quiz [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>')],
	['a document type kept elsewhere', quiz('', '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/a.dtd">')],
	['a document type behind a comment', quiz('', '<!-- a --> <?a b?><!DOCTYPE quiz>')],
	['XML cut short', quiz(QUESTION).subarray(0, 90)],
	['XML a thousand levels deep', bytes('<quiz>'.repeat(1000))],
	['an unknown entity', quiz('&nobody;')],
	['nothing', new Uint8Array()],
	['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
	['QTI 1.2', bytes('<questestinterop/>')],
	['a page', bytes('<html><body>hej</body></html>')],
	['a zip cut short', zipSync({ 'a.xml': bytes('<a/>') }).subarray(0, 40)],
	['a zip without questions', zipSync({ 'a.txt': bytes('hej') })],
	['a zip whose names lead out of it', zipSync({ '../a.xml': item('') })],
	['a zip with a path from the root', zipSync({ '/etc/a.xml': item('') })],
	['a zip that unpacks a thousandfold', zipSync({ 'a.xml': new Uint8Array(30 * 1024 * 1024) })],
	['a hundred thousand questions', quiz(`${QUESTION}</question>`.repeat(100_000).slice(0, 9_000_000 - 100))]
])('%s is refused in Polish', (_, file) => {
	expect(() => readExchangeFile(file)).toThrow(
		expect.objectContaining({ status: 400, code: 'unreadable_exchange' }) as Error
	);
});

test('more questions than a file may hold are refused, as many as it may are read', () => {
	const one = `${QUESTION}<answer fraction="100"><text>dwa</text></answer></question>`;
	expect(readExchangeFile(quiz(one.repeat(MAX_QUESTIONS))).questions).toHaveLength(MAX_QUESTIONS);
	expect(() => readExchangeFile(quiz(one.repeat(MAX_QUESTIONS + 1)))).toThrow('więcej niż');
});

test('an inclusion of another file is left out and told', () => {
	const [question] = readExchangeFile(
		item(
			'<p>Ile?</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><extendedTextInteraction responseIdentifier="R"/>'
		)
	).questions;
	expect(question?.notes.map(({ text }) => text)).toContain('Usunięto: dołączenie innego pliku (XInclude).');
	expect(JSON.stringify(question)).not.toContain('root:');
});

test('scripts, frames and links that run are left out and told', () => {
	const html =
		'<p>Ile <script>alert(1)</script><a href="javascript:alert(2)">tu</a><iframe src="https://x"></iframe><img src="x" onerror="alert(3)"></p>';
	const [question] = readExchangeFile(
		quiz(
			`<question type="essay"><questiontext format="html"><text><![CDATA[${html}]]></text></questiontext></question>`
		)
	).questions;
	expect(question?.title).toBe('Ile tu');
	expect(question?.notes.filter(({ kind }) => kind === 'dropped').length).toBeGreaterThanOrEqual(4);
});

test.each(['utf-8 with its mark', 'utf-16le', 'windows-1250'])('Polish letters are read in %s', (encoding) => {
	const text = `<quiz>${QUESTION}<answer fraction="100"><text>żółw ąę</text></answer></question></quiz>`;
	const signs: Record<string, number> = { ż: 0xbf, ó: 0xf3, ł: 0xb3, ą: 0xb9, ę: 0xea };
	const files: Record<string, Uint8Array> = {
		'utf-8 with its mark': bytes(`\ufeff${text}`),
		'utf-16le': Buffer.from(`\ufeff${text}`, 'utf16le'),
		'windows-1250': Uint8Array.from([...text].map((sign) => signs[sign] ?? sign.charCodeAt(0)))
	};
	const [question] = readExchangeFile(files[encoding]!).questions;
	expect(question?.answer).toEqual({ type: 'text', accepted: ['żółw ąę'] });
});

test('a large file is read in a thread while the main one goes on', async () => {
	const words = '<p>Długie pytanie o <b>spółdzielnię</b>.</p>'.repeat(160);
	const one = `<question type="shortanswer"><questiontext format="html"><text><![CDATA[${words}]]></text></questiontext><answer fraction="100"><text>dwa</text></answer></question>`;
	const file = quiz(one.repeat(Math.floor(9_500_000 / Buffer.byteLength(one))));
	let longest = 0;
	let last = performance.now();
	const beat = setInterval(() => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 5);
	const { questions } = await readInThread(file);
	clearInterval(beat);
	expect(questions.length).toBeGreaterThan(1_000);
	expect(longest).toBeLessThan(2_000);
});
