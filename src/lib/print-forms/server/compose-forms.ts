import { fillBlueprint, fitsRule, traitsOf, type BlueprintRule } from '#lib/quizzes/blueprint.ts';
import type { Question, Quiz } from '#lib/quizzes/quiz.ts';
import { seededRandom } from '#lib/quizzes/server/seeded-random.ts';

/** The questions of one form, by the rules of the blueprint. */
type Form = Question[][];

const fits = (rule: BlueprintRule, question: Question) => fitsRule(rule, traitsOf(question));

/**
 * Parallel forms of a test: each meets the blueprint, questions are shared only where the bank is too small for all, and
 * expected facilities are as near to each other as swapping questions of the same rule makes them. The same quiz, seed
 * and facilities always give the same forms. Without a blueprint every form has all questions.
 * @param facilityOf expected, from 0 to 1
 * @returns the questions of each form, in an order of its own; fewer than asked for where there are too few
 */
export function composeForms(
	{ draw, questions }: Pick<Quiz, 'draw' | 'questions'>,
	{ count, seed, facilityOf }: { count: number; seed: string; facilityOf: (question: Question) => number }
): Question[][] {
	const { shuffle } = seededRandom(seed);
	const places = Array.from({ length: count }, (_, form) => form);
	if (!draw) return places.map(() => shuffle(questions));

	const shuffled = shuffle(questions);
	const shared = fillBlueprint(
		draw.map((rule) => ({ ...rule, count: rule.count * count })),
		shuffled,
		fits
	);
	const decks = dealByFacility(shared, count, facilityOf);
	const uses = new Map<Question, number>(shared.flat().map((question) => [question, 1]));
	const forms = decks.map((deck): Form => {
		const others = shuffled.toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
		const form = fillBlueprint(draw, [...new Set([...deck, ...others])], fits);
		for (const question of form.flat()) if (!deck.includes(question)) uses.set(question, (uses.get(question) ?? 0) + 1);
		return form;
	});
	evenOut(forms, facilityOf);
	return forms.map((form) => shuffle(form.flat()));
}

/** Deals the questions of each rule out from the easiest to the hardest, to and fro: A B, B A, A B… */
function dealByFacility(shared: Question[][], count: number, facilityOf: (question: Question) => number): Question[][] {
	const decks: Question[][] = Array.from({ length: count }, () => []);
	for (const [rule, questions] of shared.entries()) {
		const sorted = questions.toSorted((a, b) => facilityOf(b) - facilityOf(a));
		for (const [i, question] of sorted.entries()) {
			const round = Math.floor(i / count) + rule;
			decks[round % 2 === 0 ? i % count : count - 1 - (i % count)]!.push(question);
		}
	}
	return decks;
}

/** Points and expected points of a form. */
function sumOf(form: Form, facilityOf: (question: Question) => number): { points: number; expected: number } {
	const all = form.flat();
	return {
		points: all.reduce((sum, { content }) => sum + content.points, 0),
		expected: all.reduce((sum, question) => sum + question.content.points * facilityOf(question), 0)
	};
}

/** How far forms are from each other: a point more or less weighs more than any facility. */
function spreadOf(forms: Form[], facilityOf: (question: Question) => number): number {
	const sums = forms.map((form) => sumOf(form, facilityOf));
	const range = (values: number[]) => Math.max(...values) - Math.min(...values);
	return range(sums.map(({ points }) => points)) * 100 + range(sums.map(({ expected }) => expected));
}

/** Swaps questions of the same rule between forms, each time those that bring the forms nearest, until none do. */
function evenOut(forms: Form[], facilityOf: (question: Question) => number): void {
	for (;;) {
		const before = spreadOf(forms, facilityOf);
		let best = { spread: before - 1e-9, swap: (): void => undefined };
		for (const swap of listSwaps(forms)) {
			swap();
			const spread = spreadOf(forms, facilityOf);
			swap();
			if (spread < best.spread) best = { spread, swap };
		}
		if (best.spread >= before - 1e-9) return;
		best.swap();
	}
}

/** Every exchange of two questions of a rule that gives no form a question twice; done again, it is undone. */
function listSwaps(forms: Form[]): (() => void)[] {
	return forms.flatMap((one, a) =>
		forms.slice(a + 1).flatMap((other) =>
			one.flatMap((mine, rule) => {
				const theirs = other[rule]!;
				const own = mine.flatMap((question, i) => (other.flat().includes(question) ? [] : [i]));
				const others = theirs.flatMap((question, j) => (one.flat().includes(question) ? [] : [j]));
				return own.flatMap((i) =>
					others.map((j) => () => {
						[mine[i], theirs[j]] = [theirs[j]!, mine[i]!];
					})
				);
			})
		)
	);
}
