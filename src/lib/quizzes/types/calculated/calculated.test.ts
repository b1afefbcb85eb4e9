import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradeAnswer } from '../../grade.ts';
import type { CalculatedContent } from '../../question.ts';
import { rightAnswer } from '../../right-answer.ts';
import { evaluate, readExpression } from './expression.ts';
import { instantiateCalculated } from './instantiate.ts';
import { isFiniteWithin, toDecimal, toRational } from './rational.ts';
import { combinations, countCombinations, valueAt } from './variables.ts';

const workOut = (text: string, values: Record<string, string> = {}) => {
	const expression = readExpression(text);
	const result = expression && evaluate(expression, values);
	return result && toDecimal(result, 6);
};

const purchase: CalculatedContent = {
	type: 'calculated',
	...{ title: '{{ile}} po {{cena}}', titleHtml: '{{ile}} po {{cena}}', bodyHtml: '', points: 2 },
	explanationHtml: '<p>{{ile}} × {{cena}} zł = {{ile × cena}} zł</p>',
	variables: [
		{ name: 'ile', from: '20', to: '60', step: '5' },
		{ name: 'cena', from: '1.50', to: '3', step: '0.25' }
	],
	...{ formula: 'ile × cena', decimals: 3, tolerance: '0.01', unit: 'zł' }
};

describe('an expression', () => {
	test.each([
		['1 + 2 × 3', '7'],
		['(1 + 2) × 3', '9'],
		['10 − 4 − 3', '3'],
		['12 / 4 / 3', '1'],
		['−2 × −3', '6'],
		['2 − −2', '4'],
		['0,1 + 0,2', '0.3'],
		['1 / 3 × 3', '1'],
		['2 / 3', '0.666667'],
		['−1 / 8', '-0.125'],
		['a × (b − 1)', '6']
	])('%s is %s', (text, result) => expect(workOut(text, { a: '3', b: '3' })).toBe(result));

	test.each([
		'',
		'1 +',
		'+ 1',
		'(1',
		'1)',
		'()',
		'1 2',
		'a b',
		'1,',
		'2 ** 3',
		'a.b',
		'alert(1)',
		'1; 2',
		'('.repeat(70),
		'1+'.repeat(80) + '1'
	])('%j is none', (text) => expect(readExpression(text)).toBeNull());

	test('nothing is divided by zero', () => expect(workOut('1 / (a − a)', { a: '5' })).toBeNull());

	test('whole numbers come out as JavaScript has them', () => {
		const number = fc.integer({ min: -99, max: 99 });
		fc.assert(
			fc.property(number, number, number, (a, b, c) => {
				expect(workOut('a × b − (c + a) × −2', { a: `${a}`, b: `${b}`, c: `${c}` })).toBe(
					`${a * b - (c + a) * -2 + 0}`
				);
			})
		);
	});
});

describe('decimals', () => {
	test('are rounded half away from zero', () => {
		expect(toDecimal(toRational('0.125'), 2)).toBe('0.13');
		expect(toDecimal(toRational('-0.125'), 2)).toBe('-0.13');
		expect(toDecimal(toRational('-0.004'), 2)).toBe('0');
	});

	test('are whole within some places or not', () => {
		expect(isFiniteWithin({ over: 1n, under: 8n }, 3)).toBe(true);
		expect(isFiniteWithin({ over: 1n, under: 3n }, 10)).toBe(false);
	});
});

describe('a calculated question', () => {
	test('takes every value of its ranges, both ends included', () => {
		const [count, price] = purchase.variables;
		expect([0, 8].map((place) => valueAt(count!, place))).toEqual(['20', '60']);
		expect([0, 1, 6].map((place) => valueAt(price!, place))).toEqual(['1.50', '1.75', '3.00']);
		expect(countCombinations(purchase.variables)).toBe(63);
		expect(new Set([...combinations(purchase.variables)].map((values) => JSON.stringify(values))).size).toBe(63);
	});

	test('becomes a number question with its values in the text, the key and the explanation', () => {
		const content = instantiateCalculated(purchase, { ile: '25', cena: '1.50' });
		expect(content).toMatchObject({
			type: 'number',
			title: '25 po 1,50',
			value: '37.5',
			tolerance: '0.01',
			unit: 'zł'
		});
		expect(content.explanationHtml).toBe('<p>25 × 1,50 zł = 37,50 zł</p>');
	});

	test('gives all points to its right answer whatever is drawn', () => {
		for (const values of combinations(purchase.variables)) {
			const content = instantiateCalculated(purchase, values);
			expect(gradeAnswer(content, rightAnswer(content))).toBe(200);
			expect(JSON.stringify(content)).not.toContain('{{');
		}
	});
});
