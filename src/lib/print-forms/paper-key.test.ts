import { expect, test } from 'vitest';
import { everyType } from '../../../tests/support/quizzes.ts';
import { paperKey } from './paper-key.ts';

test.each([
	['single', [2, 0, 1], 'B'],
	['multiple', [3, 1, 0, 2], 'B, C'],
	['trueFalse', [0, 1], 'B'],
	['text', [], 'KLUCZ walne zgromadzenie / KLUCZ walne'],
	['ordering', [2, 0, 3, 1], '3, 1, 4, 2'],
	['matching', [1, 3, 0, 2], '1C, 2A, 3D']
] as const)('the key of %s speaks of places on paper', (type, order, expected) => {
	expect(paperKey(everyType[type], [...order])).toEqual({ answer: expected, guide: null });
});

test('the key of a number has its unit', () => {
	expect(paperKey(everyType.number, []).answer).toContain('zł');
});
