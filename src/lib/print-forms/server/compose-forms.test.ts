import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyType, question } from '../../../../tests/support/quizzes.ts';
import { composeForms } from './compose-forms.ts';

const bank = (topic: string, size: number) =>
	Array.from({ length: size }, (_, i) =>
		question(`${topic}-${i}`, { ...everyType.single, title: `${topic}${i}` }, topic)
	);
const draw = [
	{ count: 3, topic: 'zasady' },
	{ count: 2, topic: 'organy' }
];
const seeds = fc.string({ minLength: 1 });
const facilities = fc.infiniteStream(fc.double({ min: 0.1, max: 1, noNaN: true }));

/** Facilities by question, whatever they are. */
function facilitiesFrom(values: Iterator<number>, questions: { id: string }[]) {
	const byId = new Map(questions.map(({ id }) => [id, values.next().value as number]));
	return ({ id }: { id: string }) => byId.get(id)!;
}

describe('parallel forms', () => {
	test('meet the blueprint each, share no question while the bank is large enough, and follow from the seed', () => {
		fc.assert(
			fc.property(seeds, facilities, fc.integer({ min: 1, max: 4 }), (seed, values, count) => {
				const questions = [...bank('zasady', 12), ...bank('organy', 8)];
				const facilityOf = facilitiesFrom(values, questions);
				const compose = () => composeForms({ draw, questions }, { count, seed, facilityOf });
				const forms = compose();
				expect(compose()).toEqual(forms);
				for (const form of forms) {
					expect(form.filter(({ topic }) => topic === 'zasady')).toHaveLength(3);
					expect(form.filter(({ topic }) => topic === 'organy')).toHaveLength(2);
				}
				expect(new Set(forms.flat()).size).toBe(count * 5);
			}),
			{ numRuns: 30 }
		);
	});

	test('of a small bank share as little as can be, and ask nothing twice in one form', () => {
		fc.assert(
			fc.property(seeds, facilities, (seed, values) => {
				const questions = [...bank('zasady', 5), ...bank('organy', 2)];
				const facilityOf = facilitiesFrom(values, questions);
				const [a = [], b = []] = composeForms({ draw, questions }, { count: 2, seed, facilityOf });
				expect([new Set(a).size, new Set(b).size]).toEqual([5, 5]);
				expect(a.filter((one) => b.includes(one))).toHaveLength(3);
			}),
			{ numRuns: 30 }
		);
	});

	test('are so near to each other that no swap within a rule brings them nearer', () => {
		fc.assert(
			fc.property(seeds, facilities, (seed, values) => {
				const questions = [...bank('zasady', 6), ...bank('organy', 4)];
				const facilityOf = facilitiesFrom(values, questions);
				const [a = [], b = []] = composeForms({ draw, questions }, { count: 2, seed, facilityOf });
				const sum = (form: typeof a) => form.reduce((total, one) => total + facilityOf(one), 0);
				const gap = Math.abs(sum(a) - sum(b));
				for (const mine of a) {
					for (const theirs of b.filter(({ topic }) => topic === mine.topic)) {
						const moved = 2 * (facilityOf(mine) - facilityOf(theirs));
						expect(Math.abs(sum(a) - sum(b) - moved)).toBeGreaterThanOrEqual(gap - 1e-6);
					}
				}
			}),
			{ numRuns: 30 }
		);
	});

	test('without a blueprint hold all questions, each in an order of its own', () => {
		const questions = bank('zasady', 12);
		const [a = [], b = []] = composeForms({ draw: null, questions }, { count: 2, seed: 's', facilityOf: () => 0.5 });
		expect(a).not.toEqual(b);
		expect(new Set([...a, ...b]).size).toBe(12);
	});

	test('of a bank that is too small hold what there is', () => {
		const questions = [...bank('zasady', 2), ...bank('organy', 2)];
		const forms = composeForms({ draw, questions }, { count: 2, seed: 's', facilityOf: () => 0.5 });
		expect(forms.map((form) => form.length)).toEqual([4, 4]);
	});
});
