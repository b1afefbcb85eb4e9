import { expect, test } from 'vitest';
import { parseDraft } from './parse-draft.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { questionMarkdown } from './write-markdown.ts';

const read = (text: string) => readExchangeFile(new TextEncoder().encode(text)).questions;
const cloze = (text: string) =>
	read(
		`<quiz><question type="cloze"><name><text>Zebranie</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext></question></quiz>`
	);
const problems = (questions: ReturnType<typeof read>) =>
	questions.flatMap(
		(question) => parseDraft(questionMarkdown({ ...question, answer: question.answer! }, question.id), []).problems
	);

test('gaps of several kinds in one text become a question each kind, and no word is lost', () => {
	const questions = cloze(
		'<p>O walnym.</p><p>Głos ma {1:MCV:=każdy~nikt}, a kworum to {2:NM:=50:0.5} procent {1:SA:=członków~=osób}.</p><p>Zwołuje je {1:MRS:=zarząd~=rada~gmina}.</p>'
	);
	expect(questions.map(({ answer, points }) => [answer?.type, points])).toEqual([
		['inlineChoice', 1],
		['tableFill', 3],
		['choice', 1]
	]);
	expect(questions.map(({ place }) => place.split(', ').at(-1))).toEqual([1, 2, 3].map((i) => `część ${i} z\u00a03`));
	expect(questions[1]?.answer).toMatchObject({
		headers: ['Luka', 'Odpowiedź'],
		gaps: [
			{ kind: 'number', value: '50', tolerance: '0.5' },
			{ kind: 'text', accepted: ['członków', 'osób'] }
		]
	});
	expect(questions[1]?.body).toContain('kworum to (1) \\_\\_\\_\\_\\_ procent (2) \\_\\_\\_\\_\\_');
	expect(questions[2]?.title).toBe('Zwołuje je \\_\\_\\_\\_\\_.');
	expect(questions[0]?.notes.map(({ text }) => text).join(' ')).toContain('Z\u00a0jednego pytania zrobiono 3');
	expect(problems(questions)).toEqual([]);
});

test('elements, entities and braces inside a gap belong to it', () => {
	const [question] = cloze('Wzór: {1:SA:=H<sub>2</sub>O#tak<br>dobrze~=A &#38; B~%50%lód}.');
	expect(question?.answer).toEqual({ type: 'text', accepted: ['H2O', 'A & B'] });
	const [other] = cloze('Ile? {1:SA:=a\\}b~=c&#126;d~=2\\*3~%33,3%e}');
	expect(other?.answer).toEqual({ type: 'text', accepted: ['a}b', 'c~d', '2*3'] });
	expect(question?.title).toBe('Wzór: \\_\\_\\_\\_\\_.');
});

test('lines of a text with lists to choose from stay lines', () => {
	const [question] = cloze(
		'<p>Wybierz.</p><ul><li>Statut {1:MC:=walne~zarząd}</li><li>Plan {1:MC:walne~=zarząd}</li></ul>'
	);
	expect(question?.answer).toMatchObject({ pieces: ['– Statut ', '\\\n– Plan ', ''] });
	expect(problems([question!])).toEqual([]);
});

test('gaps that stand alone in cells become a table to fill in, units included', () => {
	const [question] = cloze(
		'<p>Policz.</p><table><tr><th>Towar</th><th>Razem</th></tr><tr><td>soki</td><td>{1:NM:=7.5:0.01} zł</td></tr></table><p>Bez groszy.</p>'
	);
	expect(question?.answer).toEqual({
		type: 'tableFill',
		headers: ['Towar', 'Razem'],
		rows: [[{ text: 'soki' }, { gap: 0 }]],
		gaps: [{ kind: 'number', value: '7.5', tolerance: '0.01', unit: 'zł' }]
	});
	expect([question?.title, question?.body]).toEqual(['Policz.', 'Bez groszy.']);
	expect(question?.notes.map(({ text }) => text)).toContain('Tekst spod tabeli stoi teraz nad nią.');
	expect(problems([question!])).toEqual([]);
});

test('a gap without a right answer drops the question and says so', () => {
	expect(cloze('Ile? {1:NM:%50%5:1}')[0]).toMatchObject({
		answer: null,
		notes: expect.arrayContaining([{ kind: 'dropped', text: 'Luka w\u00a0tekście bez dobrej odpowiedzi.' }]) as unknown
	});
});

test('the plugin gapfill is read in both of its displays', () => {
	const gapfill = (display: string) =>
		read(
			`<quiz><question type="gapfill"><name><text>G</text></name><questiontext format="html"><text>&lt;p&gt;Statut uchwala [walne], a plan [zarząd] [w 3 dni].&lt;/p&gt;</text></questiontext><answerdisplay>${display}</answerdisplay><answer fraction="100"><text>walne</text></answer><answer fraction="100"><text>zarząd</text></answer><answer fraction="0"><text>gmina</text></answer></question></quiz>`
		)[0]?.answer;
	expect(gapfill('dragdrop')).toEqual({
		type: 'inlineChoice',
		pieces: ['Statut uchwala ', ', a plan ', ' \\[w 3 dni\\].'],
		gaps: [0, 1].map((right) => ({ options: ['walne', 'zarząd', 'gmina'], right }))
	});
	expect(gapfill('gapfill')).toMatchObject({
		type: 'tableFill',
		gaps: [{ accepted: ['walne'] }, { accepted: ['zarząd'] }]
	});
});

const declaration = (name: string, type: string, ...values: string[]) =>
	`<responseDeclaration identifier="${name}" cardinality="single" baseType="${type}"><correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse></responseDeclaration>`;
const item = (declarations: string, body: string) =>
	read(
		`<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="p" title="Tytuł">${declarations}<itemBody>${body}</itemBody></assessmentItem>`
	);

test('several interactions in one item become several questions, each with what it asks', () => {
	const questions = item(
		declaration('A', 'identifier', 'X') + declaration('B', 'string', 'walne') + declaration('C', 'float', '12'),
		'<p>Przeczytaj statut.</p><div>Zarząd ma <textEntryInteraction responseIdentifier="B"/>.</div><choiceInteraction responseIdentifier="A" shuffle="true" maxChoices="1"><prompt>Kto uchwala?</prompt><simpleChoice identifier="X">walne</simpleChoice><simpleChoice identifier="Y">zarząd</simpleChoice></choiceInteraction><p>Statut zmienia <textEntryInteraction responseIdentifier="B"/> po <textEntryInteraction responseIdentifier="C"/> dniach.</p><extendedTextInteraction responseIdentifier="D"><prompt>Dlaczego?</prompt></extendedTextInteraction>'
	);
	expect(questions.map(({ answer, title, body }) => [answer?.type, title, body.split('\n')[0]])).toEqual([
		['choice', 'Kto uchwala?', 'Przeczytaj statut.'],
		['open', 'Dlaczego?', 'Przeczytaj statut.'],
		['tableFill', 'Przeczytaj statut.', 'Zarząd ma (1) \\_\\_\\_\\_\\_.']
	]);
});

test('pairs within one set, words to point at and a slider become types of ours', () => {
	const pair = (value: string) => `<value>${value}</value>`;
	const [associated] = item(
		`<responseDeclaration identifier="R" cardinality="multiple" baseType="pair"><correctResponse>${pair('A B')}${pair('D C')}</correctResponse></responseDeclaration>`,
		`<associateInteraction responseIdentifier="R" maxAssociations="2"><prompt>Połącz.</prompt>${['A', 'B', 'C', 'D', 'E'].map((name) => `<simpleAssociableChoice identifier="${name}" matchMax="1">${name.toLowerCase()}</simpleAssociableChoice>`).join('')}</associateInteraction>`
	);
	expect(associated?.answer).toMatchObject({
		type: 'matching',
		pairs: [
			{ left: 'a', right: 'b' },
			{ left: 'd', right: 'c' }
		],
		distractors: ['e']
	});
	const [pointed] = item(
		declaration('R', 'identifier', 'B'),
		'<rubricBlock view="candidate"><p>Wskaż błąd.</p></rubricBlock><hottextInteraction responseIdentifier="R" maxChoices="1"><p>Głos <hottext identifier="A">ma</hottext> <hottext identifier="B">prezes</hottext>.</p></hottextInteraction>'
	);
	expect(pointed).toMatchObject({ title: 'Wskaż błąd.', body: 'Głos **ma** **prezes**.' });
	expect(pointed?.answer).toMatchObject({
		choices: [
			{ text: 'ma', isRight: false },
			{ text: 'prezes', isRight: true }
		]
	});
	const [slid] = item(
		'<responseDeclaration identifier="R" cardinality="single" baseType="integer"><mapping defaultValue="0"><mapEntry mapKey="4" mappedValue="1"/><mapEntry mapKey="6" mappedValue="1"/><mapEntry mapKey="7" mappedValue="0.5"/></mapping></responseDeclaration>',
		'<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="10"><prompt>Ile?</prompt></sliderInteraction>'
	);
	expect(slid?.answer).toMatchObject({ type: 'number', value: '5', tolerance: '1' });
});

test('a left side with several right ones becomes a question of its own', () => {
	const set = (...names: string[]) =>
		`<simpleMatchSet>${names.map((name) => `<simpleAssociableChoice identifier="${name}" matchMax="3">${name}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`;
	const questions = item(
		'<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair"><correctResponse><value>Statut X</value><value>Statut Y</value><value>Plan Y</value></correctResponse></responseDeclaration>',
		`<matchInteraction responseIdentifier="R" maxAssociations="6"><prompt>Kto decyduje:</prompt>${set('Statut', 'Plan')}${set('X', 'Y')}</matchInteraction>`
	);
	expect(questions.map(({ title }) => title)).toEqual(['Kto decyduje: Statut', 'Kto decyduje: Plan']);
	expect(questions[0]?.answer).toMatchObject({ choices: [{ isRight: true }, { isRight: true }] });
});

test('the key is found where it stands only in the response processing; points come from there too', () => {
	const [question] = read(
		'<assessmentItem identifier="p" title="t"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"/><itemBody><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>Ile?</prompt><simpleChoice identifier="A">raz</simpleChoice><simpleChoice identifier="B">dwa</simpleChoice></choiceInteraction></itemBody><responseProcessing><responseCondition><responseIf><match><variable identifier="R"/><baseValue baseType="identifier">B</baseValue></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">3</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing></assessmentItem>'
	);
	expect(question?.answer).toMatchObject({ choices: [{ isRight: false }, { isRight: true }] });
	expect(question?.points).toBe(3);
});
