import { describe, expect, test } from 'vitest';
import type { AuthoredContent } from '../../quizzes/question.ts';
import { parseNumberAnswer, parseTextAnswer } from './parse-answer.ts';
import { canonicalJson, hashQuestion, parseQuiz } from './parse-quiz.ts';

const front = '---\ntitle: Quiz\nkind: practice\npassingPercent: 60\n---\n\n';

/** The one question of a quiz, after typography; fails when there is a mistake. */
function parseOne(question: string): AuthoredContent {
	const { quiz, problems } = parseQuiz(
		`${front}## Pytanie w jednym zdaniu? {#pytanie}\n\n${question}\n\n> Bo tak.\n`,
		'lekcja'
	);
	expect(problems).toEqual([]);
	return quiz!.questions[0]!.content;
}

describe('kinds of questions', () => {
	test('one right choice, with an answer to each', () => {
		expect(parseOne('Tekst pytania.\n\n- [ ] `Nie`\n  > Nie, *bo*…\n- [x] Tak')).toEqual({
			title: 'Pytanie w jednym zdaniu?',
			titleHtml: 'Pytanie w\u00a0jednym zdaniu?',
			bodyHtml: '<p>Tekst pytania.</p>',
			points: 1,
			explanationHtml: '<p>Bo tak.</p>',
			type: 'single',
			choices: [
				{ html: '<code>Nie</code>', isRight: false, feedbackHtml: '<p>Nie, <em>bo</em>…</p>' },
				{ html: 'Tak', isRight: true, feedbackHtml: null }
			]
		});
	});

	test('several right choices, also with empty lines between them', () => {
		const content = parseOne('- [x] Jeden\n\n- [x] Dwa\n\n  > Też.\n\n- [ ] Trzy');
		expect(content).toMatchObject({
			type: 'multiple',
			choices: [{ html: 'Jeden' }, { feedbackHtml: '<p>Też.</p>' }, {}]
		});
	});

	test('true or false', () => {
		expect(parseOne('- [ ] Prawda\n- [x] Fałsz')).toMatchObject({ type: 'trueFalse' });
		expect(parseOne('- [ ] Prawda\n- [x] Fałsz\n- [ ] Nie wiadomo')).toMatchObject({ type: 'single' });
	});

	test('a number', () => {
		expect(parseOne('Odpowiedź: 12 500,50 ± 0,5 zł')).toMatchObject({
			...{ type: 'number', value: '12500.5', tolerance: '0.5', unit: 'zł' }
		});
	});

	test('words', () => {
		expect(parseOne('Odpowiedź: "walne zgromadzenie", „walne”')).toMatchObject({
			...{ type: 'text', accepted: ['walne zgromadzenie', 'walne'] }
		});
	});

	test('an order, with a table that belongs to the question', () => {
		expect(parseOne('| a | b |\n| - | - |\n| 1 | 2 |\n\n1. Jeden\n2. **Dwa**\n3. Trzy')).toMatchObject({
			...{ type: 'ordering', items: ['Jeden', 'Dwa', 'Trzy'], bodyHtml: expect.stringContaining('<table>') as string }
		});
	});

	test('pairs and what fits none of them', () => {
		const table = '| Słowo | Znaczenie |\n| --- | --- |\n| a | 1 |\n| b | 2 |\n| c | 3 |\n| | 4 |';
		expect(parseOne(table)).toMatchObject({
			type: 'matching',
			leftHeader: 'Słowo',
			rightHeader: 'Znaczenie',
			pairs: [
				{ left: 'a', right: '1' },
				{ left: 'b', right: '2' },
				{ left: 'c', right: '3' }
			],
			distractors: ['4']
		});
	});
});

test.each([
	['45 zł', { value: '45', tolerance: '0', unit: 'zł' }],
	['2,70 zł', { value: '2.7', tolerance: '0', unit: 'zł' }],
	['1890', { value: '1890', tolerance: '0', unit: null }],
	['−3,5 ± 1 °C', { value: '-3.5', tolerance: '1', unit: '°C' }],
	['1 000 000', { value: '1000000', tolerance: '0', unit: null }],
	['12 zł ± 1 zł', { value: '12', tolerance: '1', unit: 'zł' }],
	['12 +/- 1 osób', { value: '12', tolerance: '1', unit: 'osób' }],
	['40%', { value: '40', tolerance: '0', unit: '%' }],
	['007,00', { value: '7', tolerance: '0', unit: null }],
	['-0', { value: '0', tolerance: '0', unit: null }],
	['12.5', undefined],
	['1 00', undefined],
	['12 zł ± 1 gr', undefined],
	['12 ± -1', undefined],
	['dwanaście', undefined],
	['', undefined]
])('a number written as %s', (text, expected) => expect(parseNumberAnswer(text)).toEqual(expected));

test.each([
	['„jeden”', ['jeden']],
	['"jeden" , „dwa słowa”.', ['jeden', 'dwa słowa']],
	['„jeden” „dwa”', undefined],
	['„jeden”, dwa', undefined],
	['„”', undefined]
])('words written as %s', (text, expected) => expect(parseTextAnswer(text)).toEqual(expected));

describe('the revision of a question', () => {
	const source = (option: string) => `${front}## Pytanie {#a}\n\n- [x] ${option}\n- [ ] Nie\n\n> Bo tak.\n`;
	const hashOf = (text: string) => parseQuiz(text, 'lekcja').quiz!.questions[0]!.hash;

	test('stays when the file is only moved about, and changes with the content', () => {
		expect(hashOf(source('Tak'))).toMatch(/^[0-9a-f]{64}$/);
		expect(hashOf(source('Tak').replace('Quiz', 'Inny tytuł').replaceAll('\n', '\r\n'))).toBe(hashOf(source('Tak')));
		expect(hashOf(source('Tak!'))).not.toBe(hashOf(source('Tak')));
	});

	test('does not depend on the order of keys', () => {
		expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
		const { content } = parseQuiz(source('Tak'), 'lekcja').quiz!.questions[0]!;
		expect(hashQuestion(Object.fromEntries(Object.entries(content).reverse()) as unknown as AuthoredContent)).toBe(
			hashQuestion(content)
		);
	});
});

test('a quiz with a mistake is no quiz, and says where', () => {
	const { quiz, problems } = parseQuiz(
		`${front}## Pytanie {#a topic=b points=2}\n\n- [ ] Tak\n- [ ] Nie\n\n> Bo tak.`,
		'lekcja'
	);
	expect(quiz).toBeNull();
	expect(problems).toEqual([
		{ line: 7, severity: 'error', message: 'żaden wariant nie jest poprawny; zaznacz go znakiem [x]' }
	]);
});

test('the policy of feedback follows the kind unless said otherwise', () => {
	const question = '## P {#a}\n\nOdpowiedź: 1\n\n> Bo.\n';
	const feedbackOf = (kind: string, line = '') =>
		parseQuiz(`---\ntitle: Q\nkind: ${kind}\npassingPercent: 50\n${line}---\n${question}`, 'l').quiz?.feedback;
	expect(feedbackOf('practice')).toBe('immediate');
	expect(feedbackOf('test')).toBe('afterSubmit');
	expect(feedbackOf('test', 'feedback: afterClose\n')).toBe('afterClose');
	expect(feedbackOf('test', 'feedback: immediate\n')).toBeUndefined();
});

test.each([
	['Jeden', 'jeden'],
	['Jeden', '**Jeden**'],
	['Jeden', 'Jeden.'],
	['"Jeden" - tak', '„Jeden” – tak']
])('to a learner „%s” and „%s” are the same option', (one, other) => {
	const { problems } = parseQuiz(`${front}## Pytanie? {#a}\n\n- [x] ${one}\n- [ ] ${other}\n\n> Bo tak.\n`, 'lekcja');
	expect(problems.map((problem) => problem.message)).toEqual([
		'taki wariant już jest w tym pytaniu; zmień go albo usuń'
	]);
});

test.each([
	'##Pytanie {#a}',
	'### Pytanie {#a}',
	'## Pytanie (#a)',
	'## Pytanie {a}',
	'## Pytanie {#A}',
	'## Pytanie {#a'
])('a heading that is almost right is one mistake, and its question is not lost: %s', (heading) => {
	const { found, problems } = parseQuiz(`${front}${heading}\n\n- [x] Tak\n- [ ] Nie\n\n> Bo tak.\n`, 'lekcja');
	expect(problems.map(({ line }) => line)).toEqual([7]);
	expect([...found.keys()]).toEqual(['a']);
});

test('explanations that are not indented are told each at its line, and nothing else is', () => {
	const { problems } = parseQuiz(
		`${front}## Pytanie {#a}\n\n- [x] Tak\n> Tak.\n- [ ] Nie\n> Nie.\n\n> Bo tak.\n`,
		'lekcja'
	);
	expect(problems.map(({ line }) => line)).toEqual([10, 12]);
});
