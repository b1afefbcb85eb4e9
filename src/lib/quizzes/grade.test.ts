import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyType, rightAnswers } from '../../../tests/support/quizzes.ts';
import { isWithin, parseDecimal } from './decimal.ts';
import { foldText } from './fold-text.ts';
import { gradeAnswer, gradeAttempt, isBetter, isPassed, maxScoreOf } from './grade.ts';
import type { NumberContent, QuestionContent } from './question.ts';

const types = Object.keys(everyType) as (keyof typeof everyType)[];

describe('the grading rule', () => {
	test.each(types)('the right answer to a %s question is worth all its points', (type) => {
		expect(gradeAnswer(everyType[type], rightAnswers[type])).toBe(everyType[type].points * 100);
	});

	test.each(types)('no answer to a %s question is worth nothing', (type) => {
		expect(gradeAnswer(everyType[type], undefined)).toBe(0);
		expect(gradeAnswer(everyType.text, '   ')).toBe(0);
		expect(gradeAnswer(everyType.ordering, [])).toBe(0);
	});

	test.each<[number[], number]>([
		[[0], 100],
		[[0, 2], 0],
		[[0, 1, 2], 100],
		[[0, 1, 2, 3], 0],
		[[2, 3], 0],
		[[], 0]
	])('of two right choices, chosen %j give %i hundredths of two points', (chosen, score) => {
		expect(gradeAnswer(everyType.multiple, chosen)).toBe(score);
	});

	test('an order is worth the share of items in their place', () => {
		expect(gradeAnswer(everyType.ordering, [0, 1, 3, 2])).toBe(50);
		expect(gradeAnswer(everyType.ordering, [3, 0, 1, 2])).toBe(0);
	});

	test('matching is worth the share of right rows, rounded down to a whole hundredth', () => {
		expect(gradeAnswer({ ...everyType.matching, points: 1 }, [0, 3, null])).toBe(33);
		expect(gradeAnswer({ ...everyType.matching, points: 1 }, [0, 1, null])).toBe(66);
	});

	test('equal right sides may be swapped', () => {
		const content: QuestionContent = {
			...everyType.matching,
			pairs: [
				{ left: 'a', right: 'tak' },
				{ left: 'b', right: 'tak' },
				{ left: 'c', right: 'nie' }
			],
			distractors: []
		};
		expect(gradeAnswer(content, [0, 0, 2])).toBe(300);
	});

	test('a score lies between nothing and all points, for any answer whatsoever', () => {
		const part = fc.option(fc.integer({ min: -2, max: 9 }), { nil: null });
		const anyValue = fc.oneof(fc.integer({ min: -2, max: 9 }), fc.string(), fc.array(part, { maxLength: 8 }));
		fc.assert(
			fc.property(fc.constantFrom(...types), anyValue, (type, value) => {
				const content = everyType[type];
				const isText = content.type === 'text' || content.type === 'number';
				const isNumber = content.type === 'single' || content.type === 'trueFalse';
				fc.pre(isText === (typeof value === 'string') && isNumber === (typeof value === 'number'));
				const score = gradeAnswer(content, value);
				expect(Number.isInteger(score)).toBe(true);
				expect(score).toBeGreaterThanOrEqual(0);
				expect(score).toBeLessThanOrEqual(maxScoreOf(content));
			})
		);
	});

	test('an attempt is worth the sum of its questions', () => {
		const items = types.map((type) => ({ content: everyType[type], value: rightAnswers[type] }));
		expect(gradeAttempt(items)).toEqual({ scores: [100, 200, 100, 100, 100, 100, 300], score: 1000, maxScore: 1000 });
	});
});

describe('numbers', () => {
	const content: NumberContent = { ...everyType.number, value: '12.5', tolerance: '0.1' };
	test.each([
		'12,5',
		'12.5',
		' 12,50 ',
		'12,4',
		'12,6',
		'12,5 zł',
		'12,5zł',
		'+12,5',
		'12,599999999999999999',
		'012,5'
	])('%j is within 12,5 ± 0,1', (given) => expect(gradeAnswer(content, given)).toBe(100));
	test.each(['12,39', '12,61', '-12,5', '12,600000000000000001', '125'])('%j is not', (given) =>
		expect(gradeAnswer(content, given)).toBe(0)
	);
	test.each(['1 200', '1 200', '1 200', '1200', '1200,00'])('%j is one thousand two hundred', (given) =>
		expect(gradeAnswer({ ...content, value: '1200', tolerance: '0' }, given)).toBe(100)
	);
	test.each(['−3', '-3', '–3', '- 3'])('%j is minus three', (given) =>
		expect(gradeAnswer({ ...content, value: '-3', tolerance: '0' }, given)).toBe(100)
	);
	test.each(['', '-', 'dwa', '1,2,3', '12 5', '1 20', '1'.repeat(61)])('%j is no number', (given) =>
		expect(parseDecimal(given)).toBeNull()
	);
	test('tenths are exact', () => {
		expect(gradeAnswer({ ...content, value: '0.3', tolerance: '0' }, '0,30')).toBe(100);
		expect(gradeAnswer({ ...content, value: '0.1', tolerance: '0.2' }, '0,3')).toBe(100);
	});
	test('comparison agrees with whole numbers at any scale', () => {
		const whole = fc.integer({ min: -100_000, max: 100_000 });
		fc.assert(
			fc.property(whole, whole, fc.nat(1000), fc.nat(6), (a, b, tolerance, zeros) => {
				const at = (value: number, scale: number) => ({ digits: BigInt(value) * 10n ** BigInt(scale), scale });
				expect(isWithin(at(a, zeros), at(b, 0), at(tolerance, 2))).toBe(Math.abs(a - b) <= tolerance);
			})
		);
	});
});

describe('short texts', () => {
	test.each(['Walne zgromadzenie', 'WALNE ZGROMADZENIE!', '  walne   zgromadzenie. ', '„walne zgromadzenie”'])(
		'%j is walne zgromadzenie',
		(given) => expect(foldText(given)).toBe('walne zgromadzenie')
	);
	test('Polish letters count as their plain ones, ł included', () => {
		expect(foldText('Zażółć GĘŚLĄ jaźń, Łódź')).toBe('zazolc gesla jazn lodz');
	});
	test('a text of punctuation alone is compared as it is', () => {
		expect(foldText(' + ')).toBe('+');
		expect(gradeAnswer({ ...everyType.text, accepted: ['+'] }, '−')).toBe(0);
	});
	test('folding twice changes nothing', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(foldText(foldText(text))).toBe(foldText(text));
			})
		);
	});
});

describe('the threshold', () => {
	test('is reached exactly or not at all', () => {
		expect(isPassed(600, 1000, 60)).toBe(true);
		expect(isPassed(599, 1000, 60)).toBe(false);
		expect(isPassed(66, 100, 67)).toBe(false);
		expect(isPassed(2, 3, 66)).toBe(true);
		expect(isPassed(2, 3, 67)).toBe(false);
	});
	test('results compare as fractions', () => {
		expect(isBetter({ score: 2, maxScore: 3 }, { score: 66, maxScore: 100 })).toBe(true);
		expect(isBetter({ score: 1, maxScore: 3 }, { score: 2, maxScore: 6 })).toBe(false);
	});
});
