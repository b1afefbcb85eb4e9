import { Zip, ZipDeflate, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { MAX_QUESTIONS } from './exchange-limits.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { previewInProcess } from './preview-in-process.ts';
import { inTurn } from './process-turns.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const QUESTION =
	'<question type="shortanswer"><name><text>n</text></name><questiontext><text>Ile?</text></questiontext>';
const quiz = (inside: string, head = '') => bytes(`<?xml version="1.0"?>${head}<quiz>${inside}</quiz>`);
const item = (body: string) =>
	bytes(
		`<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="t"><itemBody>${body}</itemBody></assessmentItem>`
	);

const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

/** The same name a second time, in the list of names alone. */
const twice = (name: string, content: Uint8Array) =>
	changed(zipSync({ [name]: content, [name.replace('a', 'b')]: content }), name.replace('a', 'b'), name);

/** The first bit of the flags says that a file is encrypted. */
function encrypted(name: string, content: Uint8Array): Uint8Array {
	const zip = zipSync({ [name]: content });
	for (const [signature, flags] of [
		[0x04034b50, 6],
		[0x02014b50, 8]
	] as const) {
		const at = findSignature(zip, signature);
		zip[at + flags]! |= 1;
		// What stands there is no longer what was packed.
		if (flags === 6) zip.fill(0x5a, at + 30 + name.length, at + 40 + name.length);
	}
	return zip;
}

/** Both places that tell the unpacked size tell a small one. */
function shrunk(name: string, content: Uint8Array): Uint8Array {
	const zip = zipSync({ [name]: content });
	const view = new DataView(zip.buffer, zip.byteOffset);
	view.setUint32(findSignature(zip, 0x04034b50) + 22, 100, true);
	view.setUint32(findSignature(zip, 0x02014b50) + 24, 100, true);
	return zip;
}

function findSignature(zip: Uint8Array, signature: number): number {
	const view = new DataView(zip.buffer, zip.byteOffset);
	for (let at = 0; at + 4 <= zip.length; at += 1) if (view.getUint32(at, true) === signature) return at;
	throw new Error('no such part');
}

function changed(zip: Uint8Array, from: string, to: string): Uint8Array {
	return Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1');
}

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
	['a package of QTI 1.2', zipSync({ 'a.xml': bytes('<questestinterop/>') })],
	['a page', bytes('<html><body>hej</body></html>')],
	['a zip cut short', zipSync({ 'a.xml': bytes('<a/>') }).subarray(0, 40)],
	['a zip without questions', zipSync({ 'a.txt': bytes('hej') })],
	['a zip whose names lead out of it', zipSync({ '../a.xml': item('') })],
	['a zip with a path from the root', zipSync({ '/etc/a.xml': item('') })],
	['a zip that unpacks a thousandfold', zipSync({ 'a.xml': new Uint8Array(30 * 1024 * 1024) })],
	['a zip whose two files have one name', twice('a.xml', item(''))],
	['an encrypted zip', encrypted('a.xml', item(''))],
	['a zip that says a file is smaller than it is', shrunk('a.xml', new Uint8Array(4_000_000))],
	[
		'a zip that is only a link to a file of the server',
		zipSync({ 'a.xml': [bytes('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] })
	],
	['a zip inside a zip', zipSync({ 'a.zip': zipSync({ 'a.xml': item('') }) })],
	['a name with a drive', zipSync({ 'C:\\\\a.xml': item('') })],
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

const SOUND =
	'<assessmentItem identifier="a" title="t"><responseDeclaration identifier="R" cardinality="single" baseType="string"><correctResponse><value>walne</value></correctResponse></responseDeclaration><itemBody><p>Kto? <textEntryInteraction responseIdentifier="R"/></p></itemBody></assessmentItem>';

test('a package is read though it was written as a stream, with sizes behind its files, or has a link among them', () => {
	const parts: Uint8Array[] = [];
	const zip = new Zip((_, part) => void parts.push(part));
	const entry = new ZipDeflate('a.xml');
	zip.add(entry);
	entry.push(bytes(SOUND), true);
	zip.end();
	expect(readExchangeFile(Buffer.concat(parts)).questions[0]?.answer).toEqual({ type: 'text', accepted: ['walne'] });
	const linked = zipSync({
		'a.xml': bytes(SOUND),
		'b.xml': [bytes('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }]
	});
	const read = readExchangeFile(linked);
	expect(read.questions).toHaveLength(1);
	expect(JSON.stringify(read)).not.toContain('root:');
});

test('files wait for their turn, and too many are told to wait', async () => {
	let open = (): void => undefined;
	const gate = new Promise<void>((done) => (open = done));
	let most = 0;
	let running = 0;
	const work = async () => {
		most = Math.max(most, (running += 1));
		await gate;
		running -= 1;
	};
	const all = Array.from({ length: 12 }, () =>
		inTurn(work).then(
			() => 'done',
			(error: unknown) => error
		)
	);
	open();
	const results = await Promise.all(all);
	expect(most).toBe(2);
	expect(results.filter((result) => result === 'done')).toHaveLength(10);
	expect(results.filter((result) => result !== 'done')).toEqual([
		expect.objectContaining({ status: 429 }),
		expect.objectContaining({ status: 429 })
	]);
	await expect(inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	expect(await inTurn(() => Promise.resolve(1))).toBe(1);
});

test('a large file is read in another process while the server goes on', async () => {
	const words = '<p>Długie pytanie o <b>spółdzielnię</b>.</p>'.repeat(160);
	const one = `<question type="shortanswer"><questiontext format="html"><text><![CDATA[${words}]]></text></questiontext><answer fraction="100"><text>dwa</text></answer></question>`;
	const file = quiz(one.repeat(Math.floor(8_000_000 / Buffer.byteLength(one))));
	let longest = 0;
	let last = performance.now();
	const beat = setInterval(() => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 5);
	const { questions } = await previewInProcess(file, []);
	clearInterval(beat);
	expect(questions.length).toBeGreaterThan(1_000);
	expect(longest).toBeLessThan(2_000);
});

test.each([
	['millions of elements in one question', () => cloze('<br>'.repeat(2_300_000))],
	['millions of answers', () => bytes(`a{${'~%1%b'.repeat(1_900_000)}}`)],
	['a gap without end', () => cloze(`{1:SA:${'\\\\'.repeat(4_700_000)}`)]
])('of %s comes an answer or a refusal, and the server goes on', async (_, file) => {
	const outcome = await previewInProcess(file(), []).then(
		() => 200,
		(error: { status?: number }) => error.status
	);
	expect([200, 400]).toContain(outcome);
});

const cloze = (text: string) =>
	quiz(`<question type="cloze"><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext></question>`);
