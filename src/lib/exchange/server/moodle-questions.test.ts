import { describe, expect, test } from 'vitest';
import { parseDraft } from './parse-draft.ts';
import { previewImport } from './preview-import.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { questionMarkdown } from './write-markdown.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const file = (inside: string) => readExchangeFile(new TextEncoder().encode(`<quiz>${inside}</quiz>`));
const moodle = (type: string, inside: string, asked = '<p>Ile?</p>') =>
	file(
		`<question type="${type}"><name><text>Nazwa</text></name><questiontext format="html"><text><![CDATA[${asked}]]></text></questiontext>${inside}</question>`
	);
const words = (read: ReturnType<typeof file>) => read.questions.flatMap(({ notes }) => notes.map(({ text }) => text));

describe('a calculated question', () => {
	const values = (name: string, from: number, to: number, items: number[], decimals = 0) =>
		`<dataset_definition><name><text>${name}</text></name><minimum><text>${from}</text></minimum><maximum><text>${to}</text></maximum><decimals><text>${decimals}</text></decimals><dataset_items>${items.map((value) => `<dataset_item><value>${value}</value></dataset_item>`).join('')}</dataset_items></dataset_definition>`;
	const calculated = (formula: string, asked: string, sets: string, tolerance = '0.01', type = '2') =>
		moodle(
			'calculatedsimple',
			`<generalfeedback format="html"><text>{a} razy to {=${formula}}.</text></generalfeedback><answer fraction="100"><text>${formula}</text><tolerance>${tolerance}</tolerance><tolerancetype>${type}</tolerancetype><correctanswerlength>2</correctanswerlength></answer><units><unit><multiplier>1</multiplier><unit_name>zł</unit_name></unit></units><dataset_definitions>${sets}</dataset_definitions>`,
			asked
		);
	const ours = (read: ReturnType<typeof file>) => {
		const [question] = read.questions;
		return parseDraft(questionMarkdown({ ...question!, answer: question!.answer! }, 'proba'), []);
	};

	test('keeps its formula, its values and its places in the text', () => {
		const read = calculated(
			'({a} + 1.5)*{ile sztuk}',
			'<p>{a} zł, {ile sztuk} sztuk, {nikt}</p>',
			values('a', 2, 10, [2, 4, 8]) + values('ile sztuk', 1, 3, [1, 2, 3])
		);
		expect(read.questions[0]?.title).toBe('{{a = 2..10 co 2}} zł, {{ile_sztuk = 1..3 co 1}} sztuk, &#123;nikt}');
		expect(ours(read)).toMatchObject({
			problems: [],
			question: { content: { type: 'calculated', formula: '(a + 1,5) × ile_sztuk', tolerance: '0.01', unit: 'zł' } }
		});
	});

	test('announces below the text what the text does not name', () => {
		const read = calculated('{a}*{b}', '<p>Policz.</p>', values('a', 1, 2, []) + values('b', 1, 2, []));
		expect(read.questions[0]?.body).toBe('a = {{a = 1..2 co 1}}, b = {{b = 1..2 co 1}}');
		expect(ours(read).problems).toEqual([]);
	});

	test('takes wider steps where there would be too many combinations', () => {
		const read = calculated('{a}+{b}', '<p>{a} i {b}</p>', values('a', 1, 100, [], 2) + values('b', 1, 100, [], 2));
		expect(words(read).join(' ')).toContain('kroki są większe');
		expect(ours(read).problems).toEqual([]);
	});

	test('has one tolerance for all values where Moodle had a relative one', () => {
		const read = calculated('{a}*10', '<p>{a}</p>', values('a', 5, 9, [5, 6, 7]), '0.02', '1');
		expect(read.questions[0]?.answer).toMatchObject({ tolerance: '1' });
		expect(words(read).join(' ')).toContain('± 1');
	});

	test.each(['sqrt({a})', '{a}**2', '{a} % 3', 'pi()', '{a}*{b}', ''])('with %j is dropped and told', (formula) => {
		const read = calculated(formula, '<p>{a}</p>', values('a', 1, 3, []));
		expect(read.questions[0]?.answer).toBeNull();
		expect(read.questions[0]?.notes.some(({ kind }) => kind === 'dropped')).toBe(true);
	});
});

test('an essay that takes only files asks for a file; one with a limit of words for so many signs', () => {
	const essay = (inside: string) => moodle('essay', inside).questions[0]?.answer;
	expect(
		essay(
			'<responseformat>noinline</responseformat><attachments>1</attachments><maxbytes>2097152</maxbytes><filetypeslist>.pdf,.docx,.exe</filetypeslist>'
		)
	).toMatchObject({ type: 'file', accept: ['pdf', 'docx'], megabytes: 2 });
	expect(essay('<responseformat>editor</responseformat><maxwordlimit>100</maxwordlimit>')).toMatchObject({
		type: 'open',
		longest: 700
	});
});

test('what people mark is apart from the bank, and each half is accepted by the checker', () => {
	const one =
		'<question type="shortanswer"><name><text>a</text></name><questiontext><text>Kto?</text></questiontext><answer fraction="100"><text>walne</text></answer></question>';
	const other =
		'<question type="essay"><name><text>b</text></name><questiontext><text>Dlaczego?</text></questiontext></question>';
	const preview = previewImport(file(one + other), []);
	expect(preview.markdown).toContain('## Kto?');
	expect(preview.markdown).not.toContain('Dlaczego');
	expect(preview.markedMarkdown).toContain('kind: test');
	expect(preview.markedMarkdown).toContain('## Dlaczego?');
	expect(preview.questions.map(({ problems, shown }) => [problems, shown === null])).toEqual([
		[[], false],
		[[], false]
	]);
	expect(preview.questions.map(({ state }) => state)).toEqual(['kept', 'kept']);
});

test('true and false in the words of an old file keep their order', () => {
	const [question] = moodle(
		'truefalse',
		'<answer fraction="0"><text>Prawda</text></answer><answer fraction="100"><text>Fałsz</text></answer>'
	).questions;
	expect(question?.answer).toMatchObject({ choices: [{ text: 'Prawda', isRight: false }, { isRight: true }] });
});

test('what every export of Moodle has is told once for the file', () => {
	const one =
		'<question type="truefalse"><name><text>a</text></name><questiontext><text>Tak?</text></questiontext><penalty>1</penalty><correctfeedback><text>Dobrze.</text></correctfeedback><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>';
	const category =
		'<question type="category"><category><text>$course$/top/Prawo spółdzielcze</text></category><info><text>Opis</text></info></question>';
	const read = file(category + one + one);
	expect(read.questions.map(({ topic, notes }) => [topic, notes.map(({ kind }) => kind)])).toEqual([
		['prawo-spoldzielcze', ['missing']],
		['prawo-spoldzielcze', ['missing']]
	]);
	expect(read.notes.map(({ text }) => text.split(/[:„]/)[0]?.trim())).toEqual([
		'Kategoria',
		'Opis kategorii',
		'Kary za kolejne próby',
		'Ogólne uwagi'
	]);
});

describe('a picture', () => {
	const shown = (address: string, inside = '') =>
		moodle('essay', '', `<p>Co to?</p><p><img src="${address}" alt="herb"></p>${inside}`);

	test('of Moodle before 2.0, kept beside the question, is kept', () => {
		const read = moodle('essay', `<image>a.png</image><image_base64>\n${PNG}\n</image_base64>`);
		expect(read.pictures).toHaveLength(1);
		expect(read.questions[0]?.body).toContain(`](${read.pictures[0]!.name})`);
	});

	test.each([
		['https://example.org/a.png', 'w\u00a0internecie'],
		['//example.org/a.png', 'w\u00a0internecie'],
		['@@PLUGINFILE@@/nie-ma.png', 'nie ma go w\u00a0pliku'],
		['data:image/png;base64,QUJD', 'nie jest w\u00a0formacie'],
		[`data:image/png;base64,${'A'.repeat(150_000)}`, 'ponad 100 kB'],
		[`data:image/svg+xml;base64,${Buffer.from('<svg onload="x()"/>').toString('base64')}`, 'uruchamia']
	])('at %.12s… is not kept, and the reason is told', (address, reason) => {
		const read = shown(address);
		expect(read.pictures).toEqual([]);
		expect(words(read).join(' ')).toContain(`Obrazek „herb”: `);
		expect(words(read).join(' ')).toContain(reason);
		expect(read.questions[0]?.body).toBe('(herb)');
	});
});

test('GIFT of the plugin for ordering, and line ends written as \\n', () => {
	const read = readExchangeFile(
		new TextEncoder().encode(
			'::K::Ułóż\\nod początku.{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nraz\ndwa\ntrzy\n}\n'
		)
	).questions[0];
	expect(read?.answer).toEqual({ type: 'ordering', items: ['raz', 'dwa', 'trzy'] });
	expect([read?.title, read?.body]).toEqual(['Ułóż', 'od początku.']);
});

test('Aiken with small letters, and with several right ones', () => {
	const [one, two] = readExchangeFile(
		new TextEncoder().encode(
			'Kto?\na) Ola\nb) Ala\nc) Jan\nANSWER: A, C\n\na) to nie wariant?\nA. tak\nB. nie\nANSWER: b\n'
		)
	).questions;
	expect(one?.answer).toMatchObject({ choices: [{ isRight: true }, { isRight: false }, { isRight: true }] });
	expect(two?.title).toBe('a) to nie wariant?');
	expect(two?.answer).toMatchObject({ choices: [{ text: 'tak' }, { text: 'nie', isRight: true }] });
});
