import { expect, test } from 'vitest';
import { parseDraft } from './parse-draft.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { questionMarkdown } from './write-markdown.ts';

const read = (text: string) => readExchangeFile(new TextEncoder().encode(text));
const told = (text: string) => read(text).questions.flatMap(({ notes }) => notes.map((note) => note.text));

test('GIFT in its whole syntax: every block comes back, kept or with a reason', () => {
	const { format, questions } = read(`// komentarz
$CATEGORY: $course$/top/Prawo

::Jeden::[html]<p>Ile <b>głosów</b>?</p>{=Jeden#tak ~Dwa#nie ####Zasada.}

Kilka{~%50%raz ~%50%dwa ~%-100%trzy}

Luka {~zła =dobra} w środku.

Rok{#1844:2}

Zakres{#1..5}

Prawda{T#źle#dobrze}

Słowo{=\\{walne\\} =%50%zebranie}

Pary{=a -> 1 =b -> 2 =c -> 3}

Esej{}

Sam opis
`);
	expect(format).toBe('GIFT');
	expect(questions.map(({ answer }) => answer?.type ?? null)).toEqual([
		...['choice', 'choice', 'choice', 'number', 'number', 'choice', 'text', 'matching', 'open', null]
	]);
	expect(questions[0]).toMatchObject({
		name: 'Jeden',
		topic: 'prawo',
		title: 'Ile **głosów**?',
		explanation: 'Zasada.'
	});
	expect(questions[2]?.title).toBe('Luka \\_\\_\\_\\_\\_ w środku.');
	expect(questions[4]?.answer).toMatchObject({ value: '3', tolerance: '2' });
	expect(questions[6]?.answer).toMatchObject({ accepted: ['{walne}'] });
	for (const { answer, notes } of questions)
		if (!answer) expect(notes.some(({ kind }) => kind === 'dropped')).toBe(true);
});

test('words in braces with a bar between stay words of the question', () => {
	const { questions } = read('[html]<p>Co wpisać?</p><p>Wzór: \\{gmina | powiat\\}.</p>{=gmina ~powiat}');
	const [question] = questions;
	const draft = parseDraft(questionMarkdown({ ...question!, answer: question!.answer! }, 'wzor'), []);
	expect(draft).toMatchObject({ problems: [], question: { content: { type: 'single' } } });
	expect(draft.question?.content.bodyHtml.replace('&#123;', '{')).toContain('{gmina | powiat}');
});

test('Aiken in both styles of letters; what is missing is told with its line', () => {
	const { questions } = read(
		'Ile?\nA. Jeden\nB. Dwa\nANSWER: A\n\nKto?\nA) Ola\nB) Ala\nANSWER: C\n\nCo?\nA. raz\nB. dwa\n'
	);
	expect(questions.map(({ answer }) => answer !== null)).toEqual([true, false, false]);
	expect(questions[1]?.notes[0]?.text).toContain('Wiersz 9');
	expect(questions[2]?.notes[0]?.text).toContain('ANSWER');
});

const moodle = (type: string, inside: string) =>
	`<quiz><question type="${type}"><name><text>N</text></name><questiontext format="html"><text><![CDATA[<p>Ile?</p>]]></text></questiontext>${inside}</question></quiz>`;

test('words around a mark keep their order', () => {
	const text = moodle('essay', '').replace('Ile?', 'raz <b>dwa</b> trzy <i>cztery</i> pięć <code>sześć</code> siedem');
	expect(read(text).questions[0]?.title).toBe('raz **dwa** trzy *cztery* pięć `sześć` siedem');
});

test.each([
	[
		'multichoice',
		'<single>true</single><answer fraction="100"><text>a</text></answer><answer fraction="50"><text>b</text></answer>',
		'Część punktów'
	],
	['shortanswer', '<answer fraction="100"><text>spół*</text></answer>', 'Gwiazdka'],
	[
		'numerical',
		'<answer fraction="100"><text>5</text><tolerance>0.1</tolerance></answer><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>',
		'Druga jednostka'
	],
	['calculated', '', 'obliczeniowe'],
	['description', '', 'Opis bez pytania'],
	['kprime', '', 'kprime']
])('Moodle %s says what ours does otherwise', (type, inside, words) => {
	expect(told(moodle(type, inside)).join(' ')).toContain(words);
});

test('Moodle gaps, cloze and many to one become types of ours', () => {
	const gaps = moodle(
		'gapselect',
		'<selectoption><text>jeden</text><group>1</group></selectoption><selectoption><text>trzy</text><group>1</group></selectoption>'
	).replace('Ile?', 'Ma [[1]] głos.');
	expect(read(gaps).questions[0]?.answer).toEqual({
		type: 'inlineChoice',
		pieces: ['Ma ', ' głos.'],
		gaps: [{ options: ['jeden', 'trzy'], right: 0 }]
	});
	const cloze = moodle('multianswer', '').replace('Ile?', 'Ma {1:MULTICHOICE:=jeden~trzy} głos.');
	expect(read(cloze).questions[0]?.answer).toMatchObject({
		type: 'inlineChoice',
		gaps: [{ options: ['jeden', 'trzy'], right: 0 }]
	});
	const pair = (left: string, right: string) =>
		`<subquestion><text>${left}</text><answer><text>${right}</text></answer></subquestion>`;
	expect(read(moodle('matching', pair('a', 'x') + pair('b', 'x') + pair('c', 'y'))).questions[0]?.answer).toMatchObject(
		{ type: 'categorize', categories: ['x', 'y'] }
	);
});

const qti21 = (declaration: string, body: string) =>
	`<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="p1" title="Tytuł">${declaration}<itemBody>${body}</itemBody></assessmentItem>`;
const response = (attributes: string, ...values: string[]) =>
	`<responseDeclaration identifier="R" ${attributes}><correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse></responseDeclaration>`;

test.each([
	[
		'choice',
		response('cardinality="single" baseType="identifier"', 'A'),
		'<choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>Ile?</prompt><simpleChoice identifier="A">Raz</simpleChoice><simpleChoice identifier="B">Dwa</simpleChoice></choiceInteraction>'
	],
	[
		'ordering',
		response('cardinality="ordered" baseType="identifier"', 'B', 'A'),
		'<p>Ułóż</p><orderInteraction responseIdentifier="R"><simpleChoice identifier="A">Raz</simpleChoice><simpleChoice identifier="B">Dwa</simpleChoice></orderInteraction>'
	],
	[
		'text',
		response('cardinality="single" baseType="string"', 'Kraków'),
		'<p>Stolica to <textEntryInteraction responseIdentifier="R"/>.</p>'
	],
	[
		'open',
		response('cardinality="single" baseType="string"'),
		'<extendedTextInteraction responseIdentifier="R"><prompt>Napisz.</prompt></extendedTextInteraction>'
	],
	[
		'matching',
		response('cardinality="multiple" baseType="directedPair"', 'A X', 'B Y'),
		'<matchInteraction responseIdentifier="R" maxAssociations="2"><prompt>Połącz</prompt><simpleMatchSet><simpleAssociableChoice identifier="A" matchMax="1">a</simpleAssociableChoice><simpleAssociableChoice identifier="B" matchMax="1">b</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="X" matchMax="1">x</simpleAssociableChoice><simpleAssociableChoice identifier="Y" matchMax="1">y</simpleAssociableChoice></simpleMatchSet></matchInteraction>'
	],
	[
		'inlineChoice',
		response('cardinality="single" baseType="identifier"', 'A'),
		'<p>Ma <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="A">jeden</inlineChoice><inlineChoice identifier="B">trzy</inlineChoice></inlineChoiceInteraction> głos.</p>'
	],
	[
		'inlineChoice',
		response('cardinality="multiple" baseType="directedPair"', 'W G'),
		'<gapMatchInteraction responseIdentifier="R"><gapText identifier="W" matchMax="1">jeden</gapText><gapText identifier="V" matchMax="1">trzy</gapText><p>Ma <gap identifier="G"/> głos.</p></gapMatchInteraction>'
	]
])('QTI 2.1 and 3.0 give %s', (type, declaration, body) => {
	const text = qti21(declaration, body);
	const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
	const in30 = text
		.replace(/(<\/?)(?!p\b)([a-z][A-Za-z]*)/g, (_, open: string, name: string) => `${open}qti-${kebab(name)}`)
		.replace(/ ([a-z]+[A-Z][A-Za-z]*)=/g, (_, name: string) => ` ${kebab(name)}=`);
	const [old] = read(text).questions;
	const [now] = read(in30).questions;
	expect(old?.answer?.type).toBe(type);
	expect(now).toEqual(old);
});
