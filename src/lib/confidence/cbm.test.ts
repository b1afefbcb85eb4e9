import { expect, test } from 'vitest';
import { cbmMark } from './cbm.ts';
import { confidenceResult, type JudgedItem } from './confidence-result.ts';
import { everyType } from '../../../tests/support/quizzes.ts';

const right = { isAnswered: true, score: 200, maxScore: 200 };
const wrong = { isAnswered: true, score: 0, maxScore: 200 };

test.each([
	['guess', 200, 0],
	['rather', 400, -400],
	['sure', 600, -1200]
] as const)('certainty-based marks for „%s” are those of Moodle', (confidence, ofRight, ofWrong) => {
	expect(cbmMark({ ...right, confidence })).toBe(ofRight);
	expect(cbmMark({ ...wrong, confidence })).toBe(ofWrong);
});

test('what is right in part is paid like what is right, and never costs anything', () => {
	expect(cbmMark({ ...wrong, score: 66, confidence: 'sure' })).toBe(198);
});

test('saying nothing counts as guessing, not answering as nothing', () => {
	expect([right, wrong].map((answer) => cbmMark({ ...answer, confidence: null }))).toEqual([200, 0]);
	expect(cbmMark({ ...wrong, isAnswered: false, confidence: 'sure' })).toBe(0);
});

const item = (position: number, score: number | null, confidence: JudgedItem['confidence']): JudgedItem => ({
	position,
	content: everyType.single,
	value: score === null ? undefined : 0,
	confidence,
	score
});
const items = [
	item(0, 100, 'sure'),
	item(1, 0, 'sure'),
	item(2, 0, 'guess'),
	item(3, 100, null),
	item(4, null, 'sure')
];

test('a result tells what was sure and wrong and how often each certainty was right', () => {
	expect(confidenceResult('on', items)).toEqual({
		surelyWrong: [{ position: 1, title: everyType.single.title }],
		calibration: [
			{ confidence: 'sure', count: 2, right: 1 },
			{ confidence: 'guess', count: 1, right: 0 }
		],
		cbm: null
	});
});

test('marks for certainty are summed beside the score where the author asks for them', () => {
	expect(confidenceResult('cbm', items)?.cbm).toEqual({ total: 300 - 600 + 0 + 100, best: 1200 });
});

test('a quiz that does not ask, or one begun before it could, says nothing', () => {
	expect(confidenceResult('off', items)).toBeNull();
	expect(confidenceResult(undefined, items)).toBeNull();
});
