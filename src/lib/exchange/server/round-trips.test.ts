import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '#lib/quizzes/quiz.ts';
import { escapeInline } from './escape-markdown.ts';
import type { ImportedFile } from '../imported-question.ts';
import { parseDraft } from './parse-draft.ts';
import { portableQuestions } from './portable-question.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { questionMarkdown } from './write-markdown.ts';
import { unfitForGift, writeGift } from './write-gift.ts';
import { writeMoodleXml } from './write-moodle-xml.ts';
import { writeQti30 } from './write-qti-30.ts';

const WORDS = [
	...[
		'członek',
		'głos',
		'Żółw',
		'spółdzielnia',
		'nadwyżka',
		'w',
		'i',
		'art. 5',
		'12',
		'a_b_c',
		'2 < 3',
		'A & B',
		'x=y'
	],
	...[
		'{klamry}',
		'~fala',
		'#znak',
		'a:b',
		'„cytat”',
		'C:\\dane',
		'[nawias]',
		'50%',
		'=równe',
		'&amp;',
		'<p>',
		'a*b',
		'`znak`'
	],
	...[
		'www.gov.pl',
		'anna@szkola.pl',
		'https://gov.pl/a_b',
		'-> strzałka',
		'1. raz',
		'- kreska',
		'> więcej',
		'+',
		'!',
		'x -> y'
	]
];
const phrase = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const escaped = escapeInline;
const styled = fc.oneof(
	{ weight: 4, arbitrary: phrase.map(escaped) },
	phrase.map((text) => `słowa **${escaped(`a ${text} b`)}** dalej`),
	phrase.map((text) => `słowa *${escaped(`a ${text} b`)}* dalej`),
	fc.constantFrom('kod `a * b` dalej', 'słowa **a *b* c** dalej', '[strona urzędu](https://www.gov.pl/a?b=1&c=2) dalej')
);
const block = fc.oneof(
	styled.map((text) => `Zdanie: ${text}`),
	fc.array(styled, { minLength: 1, maxLength: 3 }).map((items) => items.map((item) => `- punkt ${item}`).join('\n')),
	fc
		.array(styled, { minLength: 2, maxLength: 3 })
		.map((items) => items.map((item, i) => `${i + 1}. krok ${item}`).join('\n')),
	fc.tuple(styled, styled).map(([a, b]) => `| kol | druga |\n| --- | ---: |\n| a ${a} | b ${b} |`),
	fc.constant('```\nkod  z odstępami\n  i wcięciem\n```'),
	fc.constant('> Cytat w\\\n> dwóch wierszach')
);
const blocks = fc.array(block, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n\n'));
const quoted = (text: string, by = '') =>
	text
		.split('\n')
		.map((line) => `${by}> ${line}`.trimEnd())
		.join('\n');

const choices = fc
	.tuple(
		fc.uniqueArray(styled, { minLength: 2, maxLength: 4 }),
		fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
		blocks
	)
	.map(([texts, rights, feedback]) =>
		texts
			.map((text, i) => {
				const isRight = i === 0 || (rights[i] && i < texts.length - 1);
				return `- [${isRight ? 'x' : ' '}] ${i} ${text}${rights[i] ? `\n${quoted(feedback, '  ')}` : ''}`;
			})
			.join('\n')
	);
const ORDERED = '1. Zbierzcie chętnych\n2. Wybierzcie opiekuna\n3. Napiszcie statut';
const CATEGORIES = '- Dochody\n  - sprzedaż\n  - dotacja\n- Koszty\n  - zakupy';
const INLINE = 'Członek ma {[x] jeden | trzy} głos i *jeden* {dług | [x] udział}.';
const key = fc.oneof(
	{ weight: 4, arbitrary: choices },
	fc.constantFrom('- [x] Prawda\n  > Tak.\n- [ ] Fałsz', '- [ ] Prawda\n- [x] Fałsz\n  > Nie *tak*.'),
	fc
		.tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: 0, max: 99 }), fc.constantFrom('', ' zł', ' %'))
		.map(([value, tolerance, unit]) => `Odpowiedź: ${value / 100} ± ${tolerance / 10}${unit}`.replaceAll('.', ',')),
	fc.constantFrom('Odpowiedź: „walne zgromadzenie”, „walne”', 'Odpowiedź: „a*b = {c}”, „x:y #z ~”'),
	fc.constant(ORDERED),
	fc
		.uniqueArray(phrase, { minLength: 3, maxLength: 5 })
		.map(
			(texts) =>
				`| Element | Pasuje do niego |\n| --- | --- |\n${texts.map((text, i) => `| L${i} ${escaped(text)} | P${i} ${escaped(text)} |`).join('\n')}\n| | zmyłka |`
		)
);
const question = (keys: fc.Arbitrary<string>) =>
	fc
		.record({
			title: styled,
			body: fc.option(blocks, { nil: '' }),
			key: keys,
			explanation: blocks,
			points: fc.constantFrom('', ' points=3')
		})
		.map(
			({ title, body, key, explanation, points }) =>
				`## Ile: ${title} {#ile-${'to'}${points}}\n\n${body}\n\n${key}\n\n${quoted(explanation)}\n`
		);

/** Only what our checker accepts can be exported. */
function sound(markdown: string): Question | null {
	return parseDraft(markdown, []).question;
}

function back({ questions, pictures }: ImportedFile): Question | null {
	const [read] = questions;
	if (!read?.answer) return null;
	return parseDraft(questionMarkdown({ ...read, answer: read.answer }, read.id), pictures).question;
}

/** Hard spaces are the platform's: typography sets them where a sign was escaped before. */
const bare = (question: Question | null) =>
	question && (JSON.parse(JSON.stringify([question.id, question.content]).replaceAll('\u00a0', ' ')) as unknown);

const bytes = (text: string) => new TextEncoder().encode(text);

function check(keys: fc.Arbitrary<string>, trip: (question: Question) => Question | null, numRuns: number) {
	let count = 0;
	fc.assert(
		fc.property(question(keys), (markdown) => {
			const before = sound(markdown);
			fc.pre(before !== null);
			count += 1;
			const after = trip(before);
			expect(bare(after)).toEqual(bare(before));
		}),
		{ numRuns, seed: 7 }
	);
	expect(count).toBeGreaterThanOrEqual(numRuns);
}

const RUNS = 50;

describe('a question comes back as it was', () => {
	test('through Moodle XML', () => {
		const trip = (one: Question) =>
			back(readExchangeFile(bytes(writeMoodleXml(portableQuestions([one]).portable, 'Kurs'))));
		check(key, trip, RUNS);
	});

	test('through a QTI 3.0 package', () => {
		check(key, (one) => back(readExchangeFile(writeQti30(portableQuestions([one]).portable, 'kurs'))), RUNS);
	});

	test('through GIFT, but for what GIFT cannot hold', () => {
		const trip = (one: Question) => {
			const { portable } = portableQuestions([one]);
			if (portable.some(({ content }) => unfitForGift(content) !== null)) return one;
			const after = back(readExchangeFile(bytes(writeGift(portable, 'Kurs'))));
			if (!after) return null;
			const { content } = after;
			const kept = { ...content, points: one.content.points };
			return {
				...after,
				content: 'unit' in kept && 'unit' in one.content ? { ...kept, unit: one.content.unit } : kept
			};
		};
		check(key, trip, RUNS);
	});

	test.each([
		['groups', CATEGORIES],
		['choices in a text', INLINE]
	])('%s through Moodle XML and QTI 3.0', (_, written) => {
		const one = sound(`## Uzupełnij {#uzupelnij}\n\n${written}\n\n> Dlatego.\n`)!;
		const { portable } = portableQuestions([one]);
		for (const file of [bytes(writeMoodleXml(portable, 'Kurs')), writeQti30(portable, 'kurs')])
			expect(back(readExchangeFile(file))?.content).toEqual(one.content);
	});
});
