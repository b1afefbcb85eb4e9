import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyType, rightAnswers } from '../../../tests/support/quizzes.ts';
import { answerInForm } from './answer-form.ts';
import { readAnswer, shownValue } from './answer-value.ts';
import { fieldsOf } from './question-view.ts';
import type { AnswerValue, QuestionContent } from './question.ts';

const types = Object.keys(everyType) as (keyof typeof everyType)[];
const orders: Record<keyof typeof everyType, number[]> = {
	single: [2, 0, 1],
	multiple: [3, 1, 0, 2],
	trueFalse: [0, 1],
	number: [],
	text: [],
	ordering: [2, 0, 3, 1],
	matching: [3, 2, 0, 1]
};

describe('what a browser sends', () => {
	test.each(types)('the right answer to a %s question survives the way out and back', (type) => {
		const value = rightAnswers[type];
		const shown = shownValue(everyType[type], orders[type], value);
		expect(readAnswer(everyType[type], orders[type], shown)).toEqual({ value });
	});

	test.each(types)('the right answer to a %s question survives a plain form', (type) => {
		const form = new FormData();
		const fields = fieldsOf(everyType[type], orders[type], 4, rightAnswers[type]);
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const given = answerInForm(everyType[type], orders[type], 4, form);
		expect(readAnswer(everyType[type], orders[type], given)).toEqual({ value: rightAnswers[type] });
	});

	test.each<[keyof typeof everyType, unknown]>([
		['single', -1],
		['single', 3],
		['single', 0.5],
		['single', '0'],
		['single', null],
		['single', [0]],
		['multiple', [0, 0]],
		['multiple', [4]],
		['multiple', 1],
		['multiple', ['0']],
		['trueFalse', 2],
		['number', 12],
		['number', 'dwanaście'],
		['number', '5 kg'],
		['text', 'x'.repeat(501)],
		['text', 5],
		['text', null],
		['ordering', [0, 1, 2]],
		['ordering', [0, 1, 2, 2]],
		['ordering', [0, 1, 2, 4]],
		['ordering', [undefined, 1, 2, 3]],
		['matching', [0, 1]],
		['matching', [0, 1, 4]],
		['matching', [0, 1, undefined]],
		['matching', '0,1,2']
	])('an answer to a %s question that cannot be is refused in Polish: %j', (type, given) => {
		const read = readAnswer(everyType[type], orders[type], given);
		expect(read.value).toBeUndefined();
		expect(read.message).toMatch(/^[A-ZŻŚ].*\.$/);
	});

	test.each<[keyof typeof everyType, unknown, AnswerValue]>([
		['multiple', [], []],
		['number', '', ''],
		['text', '', ''],
		['ordering', [], []],
		['matching', [null, null, null], [null, null, null]]
	])('an answer to a %s question can be taken back', (type, given, value) => {
		expect(readAnswer(everyType[type], orders[type], given)).toEqual({ value });
	});

	test('anything at all is either read or refused, never a crash', () => {
		fc.assert(
			fc.property(fc.constantFrom(...types), fc.anything(), (type, given) => {
				const read = readAnswer(everyType[type], orders[type], given);
				expect(read.value === undefined).toBe(read.message !== undefined);
			})
		);
	});

	test('a half-filled order is refused, an untouched one is no answer', () => {
		const content: QuestionContent = everyType.ordering;
		const form = new FormData();
		expect(answerInForm(content, orders.ordering, 0, form)).toEqual([]);
		form.set('q0-1', '1');
		expect(readAnswer(content, orders.ordering, answerInForm(content, orders.ordering, 0, form)).message).toContain(
			'od 1 do 4'
		);
	});
});
