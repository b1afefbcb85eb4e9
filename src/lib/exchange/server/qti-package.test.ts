import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readExchangeFile } from './read-exchange-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

const item = (name: string, inside = '', before = '') =>
	`<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${name}" title="${name}"><qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>${before}<qti-item-body><p>Pytanie ${name}?</p>${inside}<qti-choice-interaction response-identifier="R" shuffle="true" max-choices="1"><qti-simple-choice identifier="A">tak</qti-simple-choice><qti-simple-choice identifier="B">nie</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`;
const old = (name: string, version: string) =>
	`<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_${version}" identifier="${name}" title="${name}"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration><itemBody><p>Pytanie ${name}?</p><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><simpleChoice identifier="A">tak</simpleChoice><simpleChoice identifier="B">nie</simpleChoice></choiceInteraction></itemBody></assessmentItem>`;
const resource = (type: string, href: string) =>
	`<resource identifier="${href}" type="${type}" href="${href}"><file href="${href}"/></resource>`;
const manifest = (...resources: string[]) =>
	bytes(
		`<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m"><resources>${resources.join('')}</resources></manifest>`
	);

test('items come in the order of the test, each version in its own names', () => {
	const read = readExchangeFile(
		zipSync({
			'imsmanifest.xml': manifest(
				resource('imsqti_item_xmlv3p0', 'a.xml'),
				resource('imsqti_item_xmlv2p1', 'b%20b.xml'),
				resource('imsqti_item_xmlv2p2', 'c.xml'),
				resource('imsqti_item_xmlv3p0', 'nie-ma.xml'),
				resource('imsqti_test_xmlv3p0', 'test.xml')
			),
			'test.xml': bytes(
				'<qti-assessment-test identifier="t" title="t"><qti-test-part><qti-assessment-section><qti-assessment-item-ref href="c.xml"/><qti-assessment-item-ref href="a.xml"/></qti-assessment-section></qti-test-part></qti-assessment-test>'
			),
			'a.xml': bytes(item('a')),
			'b b.xml': bytes(old('b', 'v2p1')),
			'c.xml': bytes(old('c', 'v2p2'))
		})
	);
	expect(read.questions.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
	expect(read.questions[0]?.answer).toMatchObject({ choices: [{ isRight: false }, { isRight: true }] });
	expect(read.notes.map(({ text }) => text).join(' ')).toContain('„nie-ma.xml”');
	expect(read.notes.map(({ text }) => text).join(' ')).toContain('Układ testu');
});

test('a text that items share and their pictures stand in each of them', () => {
	const reference = '<qti-assessment-stimulus-ref identifier="s" href="../teksty/s.xml"/>';
	const picture = '<p><img src="../obrazy/mapa%201.png" alt="mapa"/></p>';
	const read = readExchangeFile(
		zipSync({
			'pytania/a.xml': bytes(item('a', picture, reference)),
			'pytania/b.xml': bytes(item('b', '<p><img src="../obrazy/brak.png" alt="plan"/></p>', reference)),
			'teksty/s.xml': bytes(
				'<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s" title="s"><qti-stimulus-body><p>Statut ma <b>trzy</b> części.</p></qti-stimulus-body></qti-assessment-stimulus>'
			),
			'obrazy/mapa 1.png': PNG
		})
	);
	expect(read.questions.map(({ title }) => title)).toEqual([
		'Statut ma **trzy** części.',
		'Statut ma **trzy** części.'
	]);
	expect(read.questions[0]?.body).toBe(`Pytanie a?\n\n![mapa](${read.pictures[0]!.name})`);
	expect(read.questions[1]?.notes.map(({ text }) => text)).toEqual(
		expect.arrayContaining([
			'Tekst wspólny dla kilku pytań wstawiono do treści tego pytania.',
			'Obrazek „plan”: nie ma go w\u00a0pliku.'
		])
	);
});

test('values drawn by rules that ours has are kept, others are dropped and told', () => {
	const drawn = (rules: string) =>
		readExchangeFile(
			bytes(
				`<assessmentItem identifier="d" title="d"><responseDeclaration identifier="R" cardinality="single" baseType="integer"/><templateDeclaration identifier="A" cardinality="single" baseType="integer"/><templateProcessing><setTemplateValue identifier="A"><randomInteger min="2" max="8" step="2"/></setTemplateValue>${rules}</templateProcessing><itemBody><p>Ile kosztują <printedVariable identifier="A"/> soki po 3 zł?</p><p><textEntryInteraction responseIdentifier="R"/> zł</p></itemBody></assessmentItem>`
			)
		).questions[0];
	const kept = drawn(
		'<setCorrectResponse identifier="R"><product><variable identifier="A"/><baseValue baseType="integer">3</baseValue></product></setCorrectResponse>'
	);
	expect(kept?.title).toBe('Ile kosztują {{a = 2..8 co 2}} soki po 3 zł?');
	expect(kept?.answer).toMatchObject({ type: 'calculated', formula: 'a × 3', unit: 'zł' });
	const lost = drawn('<templateCondition><templateIf/></templateCondition>');
	expect(lost?.answer).toBeNull();
	expect(lost?.notes.map(({ text }) => text).join(' ')).toContain('Losowane wartości');
});
