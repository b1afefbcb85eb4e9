import { describe, expect, test } from 'vitest';
import { gradeAnswer } from '#lib/quizzes/grade.ts';
import type { AuthoredContent, CalculatedContent, QuestionContent } from '#lib/quizzes/question.ts';
import { questionFeedbackView } from '#lib/quizzes/question-view.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { kindOf } from '#lib/quizzes/types/registry.ts';
import { everyType } from '../../../tests/support/quizzes.ts';
import { isSameShape, readKey, whyNotInForm } from './answer-keys.ts';

const common = { title: 'Pytanie', titleHtml: 'Pytanie', bodyHtml: '', points: 2, explanationHtml: '' };
const contents = {
	...everyType,
	categorize: {
		...common,
		type: 'categorize',
		categories: ['Prawa', 'Obowiązki'],
		items: [
			{ text: 'głos', category: 0 },
			{ text: 'udział', category: 0 }
		]
	},
	inlineChoice: {
		...common,
		type: 'inlineChoice',
		pieces: ['Zebranie ', ' co rok.'],
		gaps: [{ options: ['jest', 'bywa'], right: 1 }]
	},
	tableFill: {
		...common,
		type: 'tableFill',
		headers: ['Rok', 'Zysk'],
		rows: [[{ gap: 0 }, { gap: 1 }]],
		gaps: [
			{ kind: 'number', value: '2', tolerance: '0', unit: null },
			{ kind: 'text', accepted: ['mało'] }
		]
	}
} satisfies Record<string, QuestionContent>;

const calculated: CalculatedContent = {
	...common,
	type: 'calculated',
	variables: [{ name: 'a', from: '1', to: '5', step: '1' }],
	formula: 'a + 1',
	decimals: 0,
	tolerance: '0',
	unit: null
};

/** For each type: the fields of a form, and an answer that only the new key gives all points. */
const corrections: [type: keyof typeof contents, fields: Record<string, string>, answer: QuestionAnswer][] = [
	['single', { 'klucz-1': 'on' }, 1],
	['multiple', { 'klucz-2': 'on', 'klucz-3': 'on' }, [2, 3]],
	['trueFalse', { 'klucz-0': 'on' }, 0],
	['number', { klucz: '12,50', 'klucz-tolerancja': '0,1' }, '12,6'],
	['text', { klucz: 'zarząd\n\n rada ' }, 'Rada'],
	['ordering', { 'klucz-0': '2', 'klucz-1': '1', 'klucz-2': '3', 'klucz-3': '4' }, [1, 0, 2, 3]],
	['matching', { 'klucz-0': '3', 'klucz-1': '0', 'klucz-2': '2' }, [3, 0, 2]],
	['categorize', { 'klucz-0': '0', 'klucz-1': '1' }, [0, 1]],
	['inlineChoice', { 'klucz-0': '0' }, [0]],
	['tableFill', { 'klucz-0': '3', 'klucz-1': 'dużo\nwiele' }, ['3', 'wiele']]
];
type QuestionAnswer = Parameters<typeof gradeAnswer>[1];

const keyed = (content: AuthoredContent, fields: Record<string, string>) =>
	readKey(content, (name) => fields[name] ?? '');

describe('a key put right in a form', () => {
	test.each(corrections)(
		'%s: stored answers are scored by it, and what was asked stays as it was',
		(type, fields, answer) => {
			const content = contents[type];
			const corrected = keyed(content, fields) as QuestionContent;
			expect(gradeAnswer(content, answer)).toBeLessThan(content.points * 100);
			expect(gradeAnswer(corrected, answer)).toBe(content.points * 100);
			expect(gradeAnswer(corrected, rightAnswer(corrected))).toBe(content.points * 100);
			expect(isSameShape(content, corrected)).toBe(true);
			const order = kindOf(corrected).orderOptions(corrected, (indexes) => indexes);
			expect(questionFeedbackView(corrected, order, answer).verdict).toBe('right');
		}
	);

	test.each(corrections)('%s: a form left empty is told what to mend', (type) => {
		expect(keyed(contents[type], {})).toMatch(/^\p{Lu}.*\.$/u);
	});

	test('two items in one place are no order', () => {
		const fields = { 'klucz-0': '1', 'klucz-1': '1', 'klucz-2': '3', 'klucz-3': '4' };
		expect(keyed(contents.ordering, fields)).toContain('inne miejsce');
	});

	test('the present key makes the present revision', () => {
		const same = { 'klucz-0': '0', 'klucz-1': '1', 'klucz-2': '2' };
		expect(JSON.stringify(keyed(contents.matching, same))).toBe(JSON.stringify(contents.matching));
	});
});

describe('a key that no form can say', () => {
	test.each(['calculated', 'open', 'file', 'case'] as const)('%s: says what to do instead', (type) => {
		expect(whyNotInForm({ type })).toMatch(/unieważnić|w\u00a0pliku kursu/);
	});

	test('the formula of the course file fits only the same values', () => {
		expect(keyed(calculated, {})).toBe(whyNotInForm(calculated));
		expect(isSameShape(calculated, { ...calculated, formula: 'a + 2' })).toBe(true);
		const wider = [{ ...calculated.variables[0]!, to: '9' }];
		expect(isSameShape(calculated, { ...calculated, variables: wider })).toBe(false);
	});
});
