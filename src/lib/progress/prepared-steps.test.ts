import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, type QuizFact } from './completion.ts';
import { prepareSteps, readSteps, stepOf } from './prepared-steps.ts';

const failed: QuizFact = { gradedCount: 3, bestScore: 599, bestMaxScore: 1000, isPassed: false };
const slug = fc.constantFrom<string[]>('po-co', 'zasady', 'pieniadze', 'constructor', 'test');
const quizFact = fc.record({
	gradedCount: fc.nat(50),
	bestScore: fc.nat(1000),
	bestMaxScore: fc.integer({ min: 1000, max: 2000 }),
	isPassed: fc.boolean()
});
const facts = fc.record({
	readLessons: fc.array(slug).map((slugs) => new Set(slugs)),
	quizzes: fc.array(fc.tuple(slug, quizFact)).map((entries) => new Map(entries))
});

test('a lesson that was only read takes one number, a graded quiz three more', () => {
	const steps = prepareSteps({ readLessons: new Set(['po-co']), quizzes: new Map([['zasady', failed]]) });
	expect(JSON.stringify(steps)).toBe('{"po-co":[1],"zasady":[0,3,59,0]}');
});

test('steps that wait to be prepared read as nothing done', () => {
	expect(readSteps(null)).toEqual({});
});

test('whatever was done, every lesson reads back as it is, and the order of the facts does not matter', () => {
	fc.assert(
		fc.property(facts, ({ readLessons, quizzes }) => {
			const stored = JSON.stringify(prepareSteps({ readLessons, quizzes }));
			const steps = readSteps(stored);
			for (const lesson of ['po-co', 'zasady', 'pieniadze', 'constructor', 'test', 'toString']) {
				const [isRead = 0, gradedCount, bestPercent, isPassed] = stepOf(steps, lesson) ?? [];
				const result = quizzes.get(lesson);
				expect(isRead === 1).toBe(readLessons.has(lesson));
				expect(gradedCount).toBe(result?.gradedCount);
				expect(bestPercent).toBe(result && percentOf(result.bestScore, result.bestMaxScore));
				expect(isPassed).toBe(result && Number(result.isPassed));
			}
			const reversed = {
				readLessons: new Set([...readLessons].reverse()),
				quizzes: new Map([...quizzes].reverse())
			};
			expect(JSON.stringify(prepareSteps(reversed))).toBe(stored);
		})
	);
});
