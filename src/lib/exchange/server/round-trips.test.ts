import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '#lib/quizzes/quiz.ts';
import { escapeInline } from './escape-markdown.ts';
import { isMarked, type ImportedFile } from '../imported-question.ts';
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
function sound(markdown: string, isMarked = false): Question | null {
	return parseDraft(markdown, [], isMarked).question;
}

function back({ questions, pictures }: ImportedFile): Question | null {
	const [read] = questions;
	if (!read?.answer) return null;
	const markdown = questionMarkdown({ ...read, answer: read.answer }, read.id);
	return parseDraft(markdown, pictures, isMarked(read.answer)).question;
}

/** Hard spaces are the platform's: typography sets them where a sign was escaped before. */
const bare = (question: Question | null) =>
	question && (JSON.parse(JSON.stringify([question.id, question.content]).replaceAll('\u00a0', ' ')) as unknown);

const bytes = (text: string) => new TextEncoder().encode(text);

const portable = (question: Question) => portableQuestions([question]).portable[0]!;

/** Moodle counts a point a gap. */
const withoutPoints = (question: Question | null) =>
	question && { ...question, content: { ...question.content, points: 1 } };

function check(
	keys: fc.Arbitrary<string>,
	trip: (question: Question) => Question | null,
	numRuns: number,
	compared: (question: Question | null) => Question | null = (one) => one
) {
	let count = 0;
	fc.assert(
		fc.property(question(keys), (markdown) => {
			const before = sound(markdown);
			fc.pre(before !== null);
			count += 1;
			const after = trip(before);
			expect(bare(compared(after))).toEqual(bare(compared(before)));
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

	test('a table to fill in through Moodle XML and QTI 3.0', () => {
		const cell = fc.oneof(
			{ weight: 3, arbitrary: styled },
			fc
				.tuple(fc.integer({ min: -9999, max: 9999 }), fc.constantFrom('', ' ± 0,5'), fc.constantFrom('', ' zł', ' %'))
				.map(([value, tolerance, unit]) => `{${value / 100}${tolerance}${unit}}`.replace('.', ',')),
			fc.constantFrom('{„walne zgromadzenie”, „walne”}', '{„Ala i Ola”}')
		);
		const row = fc.tuple(styled, cell, cell).map((cells) => `| ${cells.join(' | ')} |`);
		const table = fc
			.array(row, { minLength: 1, maxLength: 4 })
			.map((rows) => ['| Co | Ile, w *zł* | Razem |', '| --- | --- | ---: |', ...rows].join('\n'));
		const gapped = table.filter((text) => text.includes('| {'));
		check(
			gapped,
			(one) => back(readExchangeFile(bytes(writeMoodleXml([one].map(portable), 'Kurs')))),
			RUNS,
			withoutPoints
		);
		check(gapped, (one) => back(readExchangeFile(writeQti30([one].map(portable), 'kurs'))), RUNS);
	});

	test.each([
		['an answer that people mark', 'Odpowiedź otwarta, do 700 znaków'],
		['a file', 'Plik: pdf, docx, do 10 MB']
	])('%s with its criteria through Moodle XML and QTI 3.0', (_, asked) => {
		const table = '| Kryterium | Punkty | Za co |\n| --- | --- | --- |';
		const criterion = fc
			.tuple(fc.constantFrom('Cel', 'Przykład & wniosek', 'Forma (krótka)'), fc.integer({ min: 1, max: 9 }), styled)
			.map(([name, points, text]) => `| ${name} | ${points} | ${text} |`);
		fc.assert(
			fc.property(styled, fc.array(criterion, { minLength: 1, maxLength: 3 }), blocks, (title, rows, model) => {
				const markdown = `## Ile: ${title} {#praca}\n\n${asked}\n\n${table}\n${rows.join('\n')}\n\n${quoted(model)}\n`;
				const before = sound(markdown, true);
				fc.pre(before !== null);
				const one = portable(before);
				const length = (question: Question | null) =>
					question?.content.type === 'open'
						? { ...question, content: { ...question.content, longest: 700 } }
						: question;
				// Moodle has no limit of signs.
				expect(bare(length(back(readExchangeFile(bytes(writeMoodleXml([one], 'Kurs'))))))).toEqual(bare(before));
				expect(bare(back(readExchangeFile(writeQti30([one], 'kurs'))))).toEqual(bare(before));
			}),
			{ numRuns: RUNS, seed: 7 }
		);
	});

	test('a calculated question through Moodle XML and QTI 3.0', () => {
		const range = fc.tuple(
			fc.integer({ min: 1, max: 40 }),
			fc.integer({ min: 2, max: 9 }),
			fc.integer({ min: 1, max: 5 })
		);
		const formula = fc.constantFrom('ile × cena', '(ile + 2) × cena − 1,5', '−ile × (cena + 0,25) / 4');
		fc.assert(
			fc.property(range, range, formula, fc.constantFrom('', ' zł'), (ile, cena, worked, unit) => {
				const [many, dear] = [ile, cena].map(([from, steps, step]) => [from, from + steps * step, step]);
				const markdown = [
					`## Ile kosztuje {{ile = ${many![0]}..${many![1]} co ${many![2]}}} sztuk? {#zakup points=2}`,
					`Jedna kosztuje {{cena = ${dear![0]}..${dear![1]} co ${dear![2]}}} zł, a **{{ile}}** to {{ile × 2}} połówek.`,
					`Odpowiedź: {{${worked}}} ± 0,01${unit}`,
					'> {{ile}} × {{cena}} = {{ile × cena}}'
				].join('\n\n');
				const before = sound(markdown);
				expect(before).not.toBeNull();
				const after = back(readExchangeFile(bytes(writeMoodleXml([portable(before!)], 'Kurs'))));
				expect(bare(after)).toEqual(bare(before));
				const packed = back(readExchangeFile(writeQti30([portable(before!)], 'kurs')));
				expect(bare(packed)).toEqual(bare(before));
			}),
			{ numRuns: RUNS, seed: 7 }
		);
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
