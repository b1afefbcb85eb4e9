import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyType, question, testQuiz } from '../../../../tests/support/quizzes.ts';
import type { Quiz } from '../quiz.ts';
import { drawQuestions, practiceSeed } from './draw.ts';

const bank = (topic: string, size: number) =>
	Array.from({ length: size }, (_, index) =>
		question(`${topic}-${index}`, { ...everyType.single, title: `${topic} ${index}` }, topic)
	);
const drawn: Quiz = {
	...testQuiz,
	draw: [
		{ count: 4, topic: 'zasady' },
		{ count: 2, topic: 'organy' }
	],
	questions: [...bank('zasady', 10), ...bank('organy', 5)]
};
const seeds = fc.string({ minLength: 1 });

describe('a draw', () => {
	test('follows from the seed while nothing was seen', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				expect(drawQuestions(drawn, seed)).toEqual(drawQuestions(drawn, seed));
			})
		);
	});

	test('takes from each topic as many as the blueprint says, none twice', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const ids = drawQuestions(drawn, seed).map((item) => item.question.id);
				expect(new Set(ids).size).toBe(6);
				expect(ids.filter((id) => id.startsWith('zasady')).length).toBe(4);
			})
		);
	});

	test('gives every question its turn, about as often as the others', () => {
		const counts = new Map<string, number>();
		for (let seed = 0; seed < 2000; seed++) {
			for (const { question } of drawQuestions(drawn, `${seed}`)) {
				counts.set(question.id, (counts.get(question.id) ?? 0) + 1);
			}
		}
		expect(counts.size).toBe(15);
		for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(120);
	});

	test('asks nothing again until every question of its topic was asked', () => {
		fc.assert(
			fc.property(fc.array(seeds, { minLength: 3, maxLength: 8 }), (inTurn) => {
				const sightings = new Map<string, number>();
				for (const seed of inTurn) {
					const ids = drawQuestions(drawn, seed, { sightings, difficulties: new Map() }).map(
						({ question }) => question.id
					);
					const seen = (topic: string) =>
						drawn.questions.filter((one) => one.topic === topic).map(({ id }) => sightings.get(id) ?? 0);
					const least = { zasady: Math.min(...seen('zasady')), organy: Math.min(...seen('organy')) };
					for (const topic of ['zasady', 'organy'] as const) {
						const left = seen(topic).filter((times) => times === least[topic]).length;
						const fresh = ids.filter((id) => id.startsWith(topic) && (sightings.get(id) ?? 0) === least[topic]).length;
						expect(fresh).toBe(Math.min(left, topic === 'zasady' ? 4 : 2));
					}
					for (const id of ids) sightings.set(id, (sightings.get(id) ?? 0) + 1);
				}
			})
		);
	});

	test('is the same for the same seed and memory', () => {
		const memory = { sightings: new Map([['zasady-1', 2]]), difficulties: new Map() };
		fc.assert(
			fc.property(seeds, (seed) => {
				expect(drawQuestions(drawn, seed, memory)).toEqual(drawQuestions(drawn, seed, memory));
			})
		);
	});

	test('goes by measured difficulty, and by the author’s where that leaves too few', () => {
		const hard = { ...drawn, draw: [{ count: 2, difficulty: 'hard' as const }] };
		const questions = drawn.questions.map((one, i) => ({ ...one, difficulty: i < 3 ? ('hard' as const) : null }));
		const idsOf = (measured: [number, 'easy' | 'hard'][]) => {
			const difficulties = new Map(measured.map(([i, difficulty]) => [questions[i]!.hash, difficulty]));
			return drawQuestions({ ...hard, questions }, 'a', { sightings: new Map(), difficulties })
				.map(({ question }) => question.id)
				.sort();
		};
		expect(idsOf([[0, 'easy']])).toEqual(['zasady-1', 'zasady-2']);
		expect(
			idsOf([
				[0, 'easy'],
				[1, 'easy'],
				[2, 'easy'],
				[7, 'hard'],
				[8, 'hard']
			])
		).toEqual(['zasady-7', 'zasady-8']);
		expect(
			idsOf([
				[0, 'easy'],
				[1, 'easy']
			]).every((id) => ['zasady-0', 'zasady-1', 'zasady-2'].includes(id))
		).toBe(true);
	});

	test('without a blueprint keeps all questions in file order', () => {
		const ids = drawQuestions(testQuiz, 'a').map((item) => item.question.id);
		expect(ids).toEqual(testQuiz.questions.map(({ id }) => id));
	});

	test('shuffles every option exactly once, true and false never', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const orders = Object.fromEntries(
					drawQuestions(testQuiz, seed).map((item) => [item.question.id, item.optionOrder])
				);
				expect(orders.trueFalse).toEqual([0, 1]);
				expect([...(orders.single ?? [])].sort()).toEqual([0, 1, 2]);
				expect([...(orders.matching ?? [])].sort()).toEqual([0, 1, 2, 3]);
				expect([...(orders.ordering ?? [])].sort()).toEqual([0, 1, 2, 3]);
				expect(orders.ordering).not.toEqual([0, 1, 2, 3]);
			})
		);
	});

	test('the seed of practice is another for every person, quiz and time', () => {
		const seeds = [practiceSeed('b', 'k', 'q', 1), practiceSeed('b', 'k', 'q', 2), practiceSeed('c', 'k', 'q', 1)];
		expect(new Set(seeds).size).toBe(3);
		expect(practiceSeed('b', 'k', 'q', 1)).toBe(seeds[0]);
	});
});
