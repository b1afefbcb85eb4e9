import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillBlueprint, fitsRule, type BlueprintRule, type Traits } from './blueprint.ts';

const letter = fc.constantFrom('a', 'b', 'c');
const difficulty = fc.constantFrom('easy' as const, 'medium' as const, 'hard' as const);
const traits = fc.record({
	topic: fc.option(letter),
	competence: fc.option(letter),
	difficulty: fc.option(difficulty),
	tags: fc.uniqueArray(letter),
	points: fc.constantFrom(1, 2)
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const rule = fc.record({
	count: fc.integer({ min: 1, max: 3 }),
	topic: maybe(letter),
	competence: maybe(letter),
	difficulty: maybe(difficulty),
	tag: maybe(letter),
	points: maybe(fc.constantFrom(1, 2))
});
const bank = fc.array(traits, { maxLength: 9 });
const rules = fc.array(rule, { minLength: 1, maxLength: 4 });
const fill = (blueprint: BlueprintRule[], questions: Traits[]) => fillBlueprint(blueprint, questions, fitsRule);

/** Hall (1935): every set of rules finds as many questions as it asks for. */
function isFeasible(blueprint: BlueprintRule[], questions: Traits[]): boolean {
	return Array.from({ length: 2 ** blueprint.length }, (_, subset) =>
		blueprint.filter((_rule, i) => subset & (1 << i))
	).every((chosen) => {
		const wanted = chosen.reduce((sum, { count }) => sum + count, 0);
		return questions.filter((one) => chosen.some((each) => fitsRule(each, one))).length >= wanted;
	});
}

describe('a blueprint', () => {
	test('is met exactly whenever it can be met at all, and only then', () => {
		fc.assert(
			fc.property(rules, bank, (blueprint, questions) => {
				const isMet = fill(blueprint, questions).every((given, i) => given.length === blueprint[i]!.count);
				expect(isMet).toBe(isFeasible(blueprint, questions));
			}),
			{ numRuns: 500 }
		);
	});

	test('gives each rule only what fits it, and no question twice', () => {
		fc.assert(
			fc.property(rules, bank, (blueprint, questions) => {
				const given = fill(blueprint, questions);
				for (const [i, own] of given.entries()) for (const one of own) expect(fitsRule(blueprint[i]!, one)).toBe(true);
				expect(new Set(given.flat()).size).toBe(given.flat().length);
			})
		);
	});

	test('takes a later question only where the earlier ones alone would give fewer', () => {
		fc.assert(
			fc.property(rules, bank, (blueprint, questions) => {
				const taken = new Set(fill(blueprint, questions).flat());
				for (const [i, one] of questions.entries()) {
					const most = (among: Traits[]) => fill(blueprint, among).flat().length;
					expect(taken.has(one)).toBe(most(questions.slice(0, i + 1)) > most(questions.slice(0, i)));
				}
			})
		);
	});

	test('moves questions between rules that overlap', () => {
		const one = (topic: string): Traits => ({ topic, competence: null, difficulty: null, tags: [], points: 1 });
		const [a, b] = [one('a'), one('b')];
		expect(fill([{ count: 1 }, { count: 1, topic: 'a' }], [a, b])).toEqual([[b], [a]]);
	});
});
