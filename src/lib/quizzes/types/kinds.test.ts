import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decisions } from '../../../../tests/support/decisions.ts';
import { everyType } from '../../../../tests/support/quizzes.ts';
import { answerInForm } from '../answer-form.ts';
import { isAnswered, readAnswer, shownValue } from '../answer-value.ts';
import { gradeAnswer, maxScoreOf } from '../grade.ts';
import { fieldsOf, questionFeedbackView, questionView } from '../question-view.ts';
import type {
	AnswerValue,
	CategorizeContent,
	InlineChoiceContent,
	QuestionContent,
	TableFillContent
} from '../question.ts';
import { rightAnswer } from '../right-answer.ts';
import { seededRandom } from '../server/seeded-random.ts';
import { kindOf } from './registry.ts';

const common = { title: 'Co?', titleHtml: 'Co?', bodyHtml: '', points: 3, explanationHtml: '<p>KLUCZ</p>' };

const categorize: CategorizeContent = {
	...{ ...common, type: 'categorize', categories: ['Koszt', 'Przychód'] },
	items: [
		{ text: 'sok', category: 0 },
		{ text: 'farby', category: 0 },
		{ text: 'kanapki', category: 1 },
		{ text: 'składki', category: 1 }
	]
};
const inlineChoice: InlineChoiceContent = {
	...{ ...common, type: 'inlineChoice', pieces: ['Ma ', ' głos, decyduje ', '.'] },
	gaps: [
		{ options: ['jeden', 'trzy', 'pięć'], right: 0 },
		{ options: ['prezes', 'walne'], right: 1 }
	]
};
const tableFill: TableFillContent = {
	...{ ...common, type: 'tableFill', headers: ['Dzień', 'Utarg', 'Kto'] },
	rows: [
		[{ html: 'wtorek' }, { gap: 0 }, { gap: 1 }],
		[{ html: 'środa' }, { gap: 2 }, { html: 'Jan' }]
	],
	gaps: [
		{ kind: 'number', value: '4417.5', tolerance: '0.5', unit: 'zł' },
		{ kind: 'text', accepted: ['KLUCZ Ola', 'KLUCZ Aleksandra'] },
		{ kind: 'number', value: '-7', tolerance: '0', unit: null }
	]
};
const contents: QuestionContent[] = [...Object.values(everyType), categorize, inlineChoice, tableFill, decisions];

const place = fc.option(fc.nat(4), { nil: null });
const text = fc.oneof(fc.string(), fc.constantFrom('4417,5', '4418 zł', 'klucz ola', '-7', '7'));
const anyGiven = fc.oneof(fc.nat(4), text, fc.array(place, { maxLength: 5 }), fc.array(text, { maxLength: 4 }));
const anyContent = fc.constantFrom(...contents);
const orderOf = (content: QuestionContent, seed: string) =>
	kindOf(content).orderOptions(content, seededRandom(seed).shuffle);

/** An answer a browser could have sent, read. */
function readOrSkip(content: QuestionContent, order: number[], given: unknown): AnswerValue {
	const { value } = readAnswer(content, order, given);
	fc.pre(value !== undefined);
	return value;
}

describe('questions of every type', () => {
	test('what was read is shown as it was given, and survives a form', () => {
		fc.assert(
			fc.property(anyContent, fc.string(), anyGiven, (content, seed, given) => {
				const order = orderOf(content, seed);
				const value = readOrSkip(content, order, given);
				expect(readAnswer(content, order, shownValue(content, order, value))).toEqual({ value });
				fc.pre(isAnswered(value));
				const form = new FormData();
				for (const [name, field] of Object.entries(fieldsOf(content, order, 2, value))) form.set(name, field);
				expect(readAnswer(content, order, answerInForm(content, order, 2, form))).toEqual({ value });
			}),
			{ numRuns: 2000 }
		);
	});

	test('a score is a whole number between nothing and all, and all is had by the right answer alone', () => {
		fc.assert(
			fc.property(anyContent, fc.string(), anyGiven, (content, seed, given) => {
				const order = orderOf(content, seed);
				const value = readOrSkip(content, order, given);
				const score = gradeAnswer(content, value);
				expect(Number.isInteger(score) && score >= 0 && score <= maxScoreOf(content)).toBe(true);
				const { verdict, rows } = questionFeedbackView(content, order, value);
				expect(verdict === 'right').toBe(score === maxScoreOf(content));
				expect(rows.every((row) => row.isRight)).toBe(rows.length === 0 || verdict === 'right');
			}),
			{ numRuns: 2000 }
		);
		for (const content of contents) expect(gradeAnswer(content, rightAnswer(content))).toBe(maxScoreOf(content));
	});

	test('nothing of the key is seen before feedback is due', () => {
		for (const content of contents) {
			const seen = JSON.stringify(questionView(content, orderOf(content, 'a')));
			expect(seen).not.toMatch(/KLUCZ|isRight|feedback|"right"|"category"|4417|accepted|tolerance|points/);
		}
	});

	test('anything at all is either read or refused', () => {
		fc.assert(
			fc.property(anyContent, fc.anything(), (content, given) => {
				const read = readAnswer(content, orderOf(content, 'a'), given);
				expect(read.value === undefined).toBe(read.message !== undefined);
			})
		);
	});
});

describe('a part of the points', () => {
	test('for each item in its group', () => {
		expect(gradeAnswer(categorize, [0, 0, 1, null])).toBe(225);
		expect(gradeAnswer({ ...categorize, points: 1 }, [1, 1, 0, 0])).toBe(0);
	});

	test('for each gap filled rightly', () => {
		expect(gradeAnswer(inlineChoice, [0, 0])).toBe(150);
		expect(gradeAnswer({ ...inlineChoice, points: 1 }, [null, 1])).toBe(50);
	});

	test('for each cell, a number within its tolerance and a text whatever its case', () => {
		expect(gradeAnswer(tableFill, ['4418', 'klucz aleksandra', ''])).toBe(200);
		expect(gradeAnswer({ ...tableFill, points: 1 }, ['1', '', '−7'])).toBe(33);
	});
});

describe('a case', () => {
	test('is worth the points of its way, of those of the best way', () => {
		expect(rightAnswer(decisions)).toEqual([1, 0]);
		expect([[1, 0], [1], [1, 1, 0], [0, 0], [0, 1]].map((path) => gradeAnswer(decisions, path))).toEqual([
			...[300, 150, 225, 75, 0]
		]);
	});

	test('shows what came of the decisions made and nothing of the others', () => {
		const seen = (path?: number[]) => JSON.stringify(questionView(decisions, [], path));
		expect(seen()).not.toMatch(/Następstwo|Jest opinia|Jest skarga/);
		expect(seen([1])).toMatch(/Następstwo: opinia.*Jest opinia/);
		expect(seen([1])).not.toMatch(/Następstwo: odmowa|Jest skarga/);
	});

	test('refuses decisions that lead nowhere', () => {
		for (const path of [[2], [1, 0, 0], [-1], [1, 5], ['1']])
			expect(readAnswer(decisions, [], path).message).toBeDefined();
	});
});

test('the number in a cell is asked for anew when it is none', () => {
	expect(readAnswer(tableFill, [], ['dużo', '', '']).message).toBe('Pole 1. Wpisz liczbę cyframi, na przykład 12,5.');
	expect(readAnswer(tableFill, [], ['5 kg', '', '']).message).toBe('Pole 1. Podaj samą liczbę, w jednostce: zł.');
	expect(readAnswer(tableFill, [], [' ', '', ''])).toEqual({ value: ['', '', ''] });
});
