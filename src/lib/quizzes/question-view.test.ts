import { describe, expect, test } from 'vitest';
import { everyType, rightAnswers } from '../../../tests/support/quizzes.ts';
import { questionFeedbackView, questionView } from './question-view.ts';

const types = Object.keys(everyType) as (keyof typeof everyType)[];
const orderOf = (type: keyof typeof everyType) => {
	const content = everyType[type];
	if ('choices' in content) return content.choices.map((_, index) => index).reverse();
	if (content.type === 'ordering') return [2, 0, 3, 1];
	return content.type === 'matching' ? [3, 2, 0, 1] : [];
};

describe('before feedback is due', () => {
	test.each(types)('a %s question shows nothing of its key', (type) => {
		const seen = JSON.stringify(questionView(everyType[type], orderOf(type)));
		expect(seen).not.toMatch(/KLUCZ|isRight|feedback|explanation|points|tolerance|4417|accepted|pairs|distractors/);
	});

	test('a matching question shows its right sides in the drawn order, distractors among them', () => {
		expect(questionView(everyType.matching, [3, 2, 0, 1])).toMatchObject({
			lefts: ['udział', 'przychód', 'nadwyżka'],
			rights: ['podatek', 'zysk', 'wkład', 'sprzedaż']
		});
	});
});

describe('when feedback is due', () => {
	test.each(types)('a right answer to a %s question is said to be right', (type) => {
		const view = questionFeedbackView(everyType[type], orderOf(type), rightAnswers[type]);
		expect(view).toMatchObject({ verdict: 'right', score: view.maxScore });
		expect(view.explanationHtml).toContain('KLUCZ');
	});

	test.each(types)('no answer to a %s question is told from a wrong one', (type) => {
		expect(questionFeedbackView(everyType[type], orderOf(type), undefined).verdict).toBe('unanswered');
	});

	test('a number is shown with its tolerance and unit, in Polish', () => {
		const view = questionFeedbackView(everyType.number, [], '5');
		expect(view).toMatchObject({ verdict: 'wrong', given: '5', right: '4417,25\u00a0±\u00a00,75\u00a0zł' });
	});

	test('choices come in the order shown, chosen and right ones marked', () => {
		const { options } = questionFeedbackView(everyType.single, [2, 0, 1], 2);
		expect(options.map(({ html, isChosen, isRight }) => [html, isChosen, isRight])).toEqual([
			['Trzy', true, false],
			['Jeden', false, true],
			['Dwa', false, false]
		]);
	});
});
