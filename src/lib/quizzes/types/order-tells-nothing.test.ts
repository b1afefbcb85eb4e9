import { describe, expect, test } from 'vitest';
import { seededRandom } from '../server/seeded-random.ts';
import { questionView } from '../question-view.ts';
import type { QuestionContent } from '../question.ts';
import { kindOf } from './registry.ts';

const common = { title: 'Co?', titleHtml: 'Co?', bodyHtml: '', points: 1, explanationHtml: '' };
const choice = (isRight: boolean, at: number) => ({ html: `Wariant ${at}`, isRight, feedbackHtml: null });

/** Two questions that look alike and have different keys. */
const pairs: Record<string, [QuestionContent, QuestionContent]> = {
	single: [
		{ ...common, type: 'single', choices: [true, false, false].map(choice) },
		{ ...common, type: 'single', choices: [false, false, true].map(choice) }
	],
	multiple: [
		{ ...common, type: 'multiple', choices: [true, true, false].map(choice) },
		{ ...common, type: 'multiple', choices: [false, true, true].map(choice) }
	],
	categorize: [
		{ ...common, type: 'categorize', categories: ['A', 'B'], items: itemsIn([0, 0, 1]) },
		{ ...common, type: 'categorize', categories: ['A', 'B'], items: itemsIn([1, 0, 0]) }
	],
	inlineChoice: [
		{ ...common, type: 'inlineChoice', pieces: ['', ''], gaps: [{ options: ['a', 'b', 'c'], right: 0 }] },
		{ ...common, type: 'inlineChoice', pieces: ['', ''], gaps: [{ options: ['a', 'b', 'c'], right: 2 }] }
	]
};

function itemsIn(categories: number[]) {
	return categories.map((category, at) => ({ text: `Element ${at}`, category }));
}

const orderBy = (content: QuestionContent, seed: string) =>
	kindOf(content).orderOptions(content, seededRandom(seed).shuffle);

test.each(Object.entries(pairs))('%s: what is shown does not depend on the key', (_, [one, other]) => {
	for (let seed = 0; seed < 50; seed++) {
		const order = orderBy(one, `${seed}`);
		expect(orderBy(other, `${seed}`)).toEqual(order);
		expect(questionView(other, order)).toEqual(questionView(one, order));
	}
});

describe('where the key is an order, every place is about as likely', () => {
	const SEEDS = 6000;
	const ordering: QuestionContent = { ...common, type: 'ordering', items: ['a', 'b', 'c', 'd'] };
	const sides = ['1', '2', '3', '4'];
	const matching: QuestionContent = {
		...{ ...common, type: 'matching', leftHeader: '', rightHeader: '', distractors: [] },
		pairs: sides.map((right) => ({ left: `do ${right}`, right }))
	};

	test.each([
		// Of 24 orders the right one is never shown, and its neighbour is shown twice as often.
		['ordering', ordering, 0.05],
		['matching', matching, 0.02]
	] as const)('%s', (_, content, allowance) => {
		const counts = sides.map(() => sides.map(() => 0));
		for (let seed = 0; seed < SEEDS; seed++) {
			for (const [place, index] of orderBy(content, `${seed}`).entries()) counts[index]![place]! += 1;
		}
		for (const count of counts.flat()) expect(Math.abs(count / SEEDS - 1 / 4)).toBeLessThan(allowance);
	});
});
