import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DraftAnswer, ImportedQuestion } from '../imported-question.ts';
import { parseHtml } from './parse-html.ts';
import { textOf } from './markup.ts';
import { parseDraft } from './parse-draft.ts';
import { readExchangeFile } from './read-exchange-file.ts';
import { questionMarkdown } from './write-markdown.ts';
import { xmlText } from './xml-writer.ts';

/** What means something in our Markdown, in formulas, or in the formats themselves. */
const SIGNS = [
	...['{{', '}}', '{', '}', '{a|b}', '{[x] a | b}', '{{cena}}', '{{cena = 1..3}}', '{#id}', '{„a”}'],
	...['`', '``', '```', '`a b`', '*', '**', '_', '__', '~~', '***', '*a*', '_a_', '**a**'],
	...['#', '##', '>', '>>', '+', '-', '---', '===', '1.', '1)', '(1)', '- [x]', '[ ]', '[x]', '•'],
	...[':::', '::: uwaga', '[!NOTE]', '[^1]', '[a](b)', '![a](b)', '[a]: b', '<https://a.pl>', '|', '| a |', '|---|'],
	...['<b>', '</b>', '<br>', '<script>', '<!-- a -->', '<img src=x>', '&amp;', '&#35;', '&nbsp;', '&'],
	...['$', '$$', '$x$', '\\(x\\)', '\\', '\\*', '\\n', '~', '=', '^', '"', "'", '„', '”', '%'],
	...['Odpowiedź:', 'Plik: pdf, do 5 MB', 'Odpowiedź otwarta, do 5 znaków', 'http://a.pl', 'a@b.pl', 'www.a.pl'],
	...['spółdzielnia', 'a', 'w', 'i', '12', '3,5', 'ż', '\u00a0', '\u2028', 'x_y_z', '2*3*4']
];
/** Begins with a letter: an answer of signs alone is none, and is told. */
const text = fc
	.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 6 })
	.chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')))
	.map((all) => `ó${all}ó`);
/** One that may begin with any sign. */
const bare = fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 6 }).map((parts) => `${parts.join(' ')} ó`);

/** Spaces of all kinds are one, and a dash between them is as long as typography wants it. */
const plain = (words: string) =>
	words
		.replace(/[\s\u00a0\u2028]+/g, ' ')
		.trim()
		.replace(/(?<= )-(?= )/g, '–')
		.replace(/^• ?/, '– ');
const shown = (html: string) => plain(parseHtml(html).map(textOf).join(''));

function ours({ answer, ...question }: ImportedQuestion) {
	const { question: read, problems } = parseDraft(questionMarkdown({ ...question, answer: answer! }, 'proba'), []);
	expect(problems).toEqual([]);
	return read!.content;
}

const read = (file: string) => readExchangeFile(new TextEncoder().encode(file)).questions[0]!;
const html = (words: string) => xmlText(`<p>${xmlText(words)}</p>`);
const moodle = (type: string, asked: string, inside: string) =>
	read(
		`<quiz><question type="${type}"><name><text>N</text></name><questiontext format="html"><text>${asked}</text></questiontext>${inside}</question></quiz>`
	);
const explained = (words: string) => `<generalfeedback format="html"><text>${html(words)}</text></generalfeedback>`;

const RUNS = { numRuns: 200, seed: 11 };

test('what a question asks, its choices and its comments survive literally', () => {
	fc.assert(
		fc.property(bare, bare, bare, bare, (title, body, choice, comment) => {
			const content = ours(
				moodle(
					'multichoice',
					html(title) + html(body),
					`<answer fraction="100" format="html"><text>${html(choice)}</text><feedback format="html"><text>${html(comment)}</text></feedback></answer><answer fraction="0" format="html"><text>inaczej</text></answer>${explained(comment)}`
				)
			);
			expect([shown(content.titleHtml), shown(content.bodyHtml)]).toEqual([plain(title), plain(body)]);
			expect(shown(content.explanationHtml)).toBe(plain(comment));
			if (!('choices' in content)) throw new Error(content.type);
			expect(shown(content.choices[0]!.html)).toBe(plain(choice));
			expect(shown(content.choices[0]!.feedbackHtml!)).toBe(plain(comment));
		}),
		RUNS
	);
});

test('the words of pairs, steps and groups survive literally', () => {
	const three = fc.uniqueArray(text, { minLength: 3, maxLength: 3, selector: (one) => plain(one).toLowerCase() });
	fc.assert(
		fc.property(three, three, (lefts, rights) => {
			const rows = lefts.map(
				(left, i) =>
					`<subquestion format="html"><text>${html(left)}</text><answer><text>${xmlText(rights[i]!)}</text></answer></subquestion>`
			);
			const pairs = ours(moodle('matching', html('Połącz'), rows.join('') + explained('tak')));
			if (pairs.type !== 'matching') throw new Error(pairs.type);
			expect(pairs.pairs.map(({ left, right }) => [plain(left), plain(right)])).toEqual(
				lefts.map((left, i) => [plain(left), plain(rights[i]!)])
			);
			const steps = lefts.map(
				(left, i) => `<answer fraction="${i + 1}" format="html"><text>${html(left)}</text></answer>`
			);
			const order = ours(moodle('ordering', html('Ułóż'), steps.join('') + explained('tak')));
			if (order.type !== 'ordering') throw new Error(order.type);
			expect(order.items.map(plain)).toEqual(lefts.map(plain));
			const groups = rows.concat(rows[0]!.replace(html(lefts[0]!), html('jeszcze')));
			const sorted = ours(moodle('matching', html('Połącz'), groups.join('') + explained('tak')));
			if (sorted.type !== 'categorize') throw new Error(sorted.type);
			expect(sorted.categories.map(plain)).toEqual(rights.map(plain));
		}),
		RUNS
	);
});

test('the words around gaps, in lists and in tables survive literally', () => {
	fc.assert(
		fc.property(text, text, text, (before, after, option) => {
			const draft = read(
				`<assessmentItem identifier="a" title="t"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><p>Wybierz.</p><p>${xmlText(before)} <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="A">${xmlText(option)}</inlineChoice><inlineChoice identifier="B">inaczej</inlineChoice></inlineChoiceInteraction> ${xmlText(after)}</p></itemBody></assessmentItem>`
			);
			const gap = ours(draft);
			if (gap.type !== 'inlineChoice') throw new Error(gap.type);
			expect(gap.pieces.map(shown)).toEqual([plain(before), plain(after)]);
			expect(plain(gap.gaps[0]!.options[0]!)).toBe(plain(option));
			const cells = [before, after].map((words) => `<td>${xmlText(words)}</td>`).join('');
			const rows = `<tr><th>${xmlText(option)}</th><th>b</th><th>c</th></tr><tr>${cells}<td>{1:SHORTANSWER:=tak}</td></tr>`;
			const table = ours(
				moodle(
					'cloze',
					xmlText(
						`<p>Uzupełnij.</p><table>${rows.replaceAll('{1:', '\ue500').replaceAll('{', '&#123;').replaceAll('\ue500', '{1:')}</table>`
					),
					explained('tak')
				)
			);
			if (table.type !== 'tableFill') throw new Error(table.type);
			expect(plain(table.headers[0]!)).toBe(plain(option));
			expect(table.rows[0]!.slice(0, 2).map((cell) => 'html' in cell && shown(cell.html))).toEqual([
				plain(before),
				plain(after)
			]);
		}),
		RUNS
	);
});

test('words to type keep all but their quotation marks', () => {
	fc.assert(
		fc.property(text, (words) => {
			const answer: DraftAnswer | null = moodle(
				'shortanswer',
				html('Jak?'),
				`<answer fraction="100" format="plain_text"><text>${xmlText(words.replaceAll('*', '\\*'))}</text></answer>`
			).answer;
			fc.pre(answer?.type === 'text');
			const content = ours(
				moodle(
					'shortanswer',
					html('Jak?'),
					`<answer fraction="100"><text>${xmlText(words.replaceAll('*', '\\*'))}</text></answer>${explained('tak')}`
				)
			);
			if (content.type !== 'text') throw new Error(content.type);
			expect(plain(content.accepted[0]!)).toBe(plain(words).replace(/[„”"]/g, '’'));
		}),
		RUNS
	);
});

test('GIFT and Aiken keep every sign that is not theirs', () => {
	const gift = (words: string) => words.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
	fc.assert(
		fc.property(bare, bare, (asked, choice) => {
			const content = ours(
				read(`::N::[plain]${gift(`Ile ${asked}`)}{=[plain]${gift(choice)} ~[plain]inaczej ####[plain]${gift(asked)}}`)
			);
			expect(shown(content.titleHtml)).toBe(plain(`Ile ${asked}`));
			expect(shown(content.explanationHtml)).toBe(plain(asked));
			if (!('choices' in content)) throw new Error(content.type);
			expect(shown(content.choices[0]!.html)).toBe(plain(choice));
			const line = (words: string) => words.replaceAll('\u2028', ' ');
			const aiken = ours(read(`Ile ${line(asked)}\nA. ${line(choice)}\nB. inaczej\nANSWER: A\n`));
			if (!('choices' in aiken)) throw new Error(aiken.type);
			expect([shown(aiken.titleHtml), shown(aiken.choices[0]!.html)]).toEqual([plain(`Ile ${asked}`), plain(choice)]);
		}),
		RUNS
	);
});
