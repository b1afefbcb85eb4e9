import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChoiceContent, TextContent } from '../quizzes/question.ts';
import { distributionOf } from './distribution.ts';
import { afterMove, takesAnswers, type LiveMove, type LiveProgress } from './live-session.ts';

const MOVES: LiveMove[] = ['pause', 'resume', 'reveal', 'next', 'end'];
const start: LiveProgress = { state: 'open', position: 0, isRevealed: false };

describe('a session moved on', () => {
	test('whatever is pressed, it stays among its questions and never comes back from its end', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...MOVES)), fc.integer({ min: 1, max: 9 }), (moves, questionCount) => {
				let now = start;
				for (const move of moves) {
					const next = afterMove(now, move, questionCount);
					if (now.state === 'ended') expect(next).toBeNull();
					if (next) expect(next.position - now.position).toBe(move === 'next' ? 1 : 0);
					now = next ?? now;
					expect(now.position).toBeLessThan(questionCount);
					if (now.isRevealed || now.state !== 'open') expect(takesAnswers(now)).toBe(false);
				}
			})
		);
	});

	test('the next question is open again, though the one before was paused or revealed', () => {
		const paused = afterMove(start, 'pause', 2) as LiveProgress;
		expect(afterMove(paused, 'next', 2)).toEqual({ state: 'open', position: 1, isRevealed: false });
		const revealed = afterMove(start, 'reveal', 2) as LiveProgress;
		expect(takesAnswers(afterMove(revealed, 'next', 2) as LiveProgress)).toBe(true);
	});

	test('what is revealed is not hidden again', () => {
		const revealed = afterMove(start, 'reveal', 2) as LiveProgress;
		expect(afterMove(revealed, 'pause', 2)).toBeNull();
		expect(afterMove(revealed, 'resume', 2)).toBeNull();
	});
});

describe('the distribution', () => {
	const common = { title: '?', titleHtml: '?', bodyHtml: '', points: 1, explanationHtml: '' };
	const choice = (html: string, isRight = false) => ({ html, isRight, feedbackHtml: null });
	const single: ChoiceContent = { ...common, type: 'single', choices: [choice('tak', true), choice('nie')] };

	test('is drawn in the order shown, with its figures', () => {
		expect(distributionOf(single, [1, 0], [0, 0, 0, 1, 1])).toEqual([
			{ html: 'nie', count: 2, percent: 40, isRight: false },
			{ html: 'tak', count: 3, percent: 60, isRight: true }
		]);
	});

	test('of fewer than five answers is not shown', () => {
		expect(distributionOf(single, [0, 1], [0, 0, 0, 1])).toBeNull();
	});

	test('counts each of several choices', () => {
		const multiple: ChoiceContent = { ...single, type: 'multiple' };
		const bars = distributionOf(multiple, [0, 1], [[0], [0, 1], [0, 1], [1], [0]]);
		expect(bars?.map(({ count }) => count)).toEqual([4, 3]);
	});

	test('never shows what somebody typed', () => {
		const text: TextContent = { ...common, type: 'text', accepted: ['Rochdale'] };
		const bars = distributionOf(text, [], ['rochdale', 'Rochdale', 'Anna jest głupia', 'x', 'Rochdale']);
		expect(bars).toEqual([
			{ html: 'Dobrze', count: 3, percent: 60, isRight: true },
			{ html: 'Źle', count: 2, percent: 40, isRight: false }
		]);
	});
});
