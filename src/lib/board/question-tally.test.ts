import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeAnswer, maxScoreOf } from '#lib/quizzes/grade.ts';
import { everyType } from '../../../tests/support/quizzes.ts';
import { byHardness, facilityOf, QuizTally, type FirstAnswer } from './question-tally.ts';

const contents = new Map(Object.entries(everyType));
const answered = (questionHash: keyof typeof everyType, value: FirstAnswer['value']): FirstAnswer => ({
	questionHash,
	gradedHash: questionHash,
	value,
	score: gradeAnswer(everyType[questionHash], value)
});
const tally = (...answers: FirstAnswer[]) => {
	const sums = new QuizTally('lekcja');
	sums.add(answers, contents);
	return sums.questions();
};

test('an empty answer counts as seen and as nothing won', () => {
	expect(
		tally(answered('single', 0), answered('single', 2), answered('single', 2), answered('single', undefined))
	).toEqual([
		{
			quizSlug: 'lekcja',
			questionHash: 'single',
			seen: 4,
			answered: 3,
			won: 100,
			of: 400,
			wrong: { choice: 2, count: 2 }
		}
	]);
});

test('of several choices only the wrong ones are counted, and parts of points count as parts', () => {
	const [question] = tally(answered('multiple', [0, 1]), answered('multiple', [0, 1, 2]), answered('multiple', [2, 3]));
	expect(question).toMatchObject({ won: 300, of: 600, wrong: { choice: 2, count: 2 } });
	expect(facilityOf({ won: 599, of: 1000 })).toBe(59);
});

test('what counts as wrong is what the corrected key says', () => {
	const corrected = {
		...everyType.single,
		choices: everyType.single.choices.map((choice, at) => ({ ...choice, isRight: at === 2 }))
	};
	const sums = new QuizTally('lekcja');
	const answers = [2, 2, 0].map((choice) => ({ ...answered('single', choice), gradedHash: 'corrected' }));
	sums.add(answers, new Map([['corrected', corrected]]));
	expect(sums.questions()).toMatchObject([{ questionHash: 'single', wrong: { choice: 0, count: 1 } }]);
});

test('typed answers have no wrong option', () => {
	expect(tally(answered('number', '7'))[0]?.wrong).toBeNull();
});

test('the hardest comes first, questions with fewer than five answers last', () => {
	const sums = { quizSlug: 'q', seen: 9, of: 900, wrong: null };
	const questions = [
		{ ...sums, questionHash: 'few', answered: 4, won: 0 },
		{ ...sums, questionHash: 'easy', answered: 9, won: 800 },
		{ ...sums, questionHash: 'hard', answered: 5, won: 100 }
	];
	expect(questions.sort(byHardness).map(({ questionHash }) => questionHash)).toEqual(['hard', 'easy', 'few']);
});

test('however the answers are cut into slices, the sums are the same and stay within what can be had', () => {
	const choice = fc.option(fc.nat(2), { nil: undefined });
	fc.assert(
		fc.property(fc.array(choice, { minLength: 1 }), fc.nat(), (values, cut) => {
			const answers = values.map((value) => answered('single', value));
			const at = cut % answers.length;
			const sliced = new QuizTally('lekcja');
			sliced.add(answers.slice(0, at), contents);
			sliced.add(answers.slice(at), contents);
			expect(sliced.questions()).toEqual(tally(...answers));
			const [{ seen, won, of } = { seen: 0, won: 0, of: 0 }] = sliced.questions();
			expect(of).toBe(seen * maxScoreOf(everyType.single));
			expect(won).toBeLessThanOrEqual(of);
		})
	);
});
