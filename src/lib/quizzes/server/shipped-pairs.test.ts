import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Course } from '#lib/courses/course.ts';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { expectedFacility } from '../../print-forms/expected-facility.ts';
import { composeForms } from '../../print-forms/server/compose-forms.ts';
import { countAsked } from '../blueprint.ts';
import type { Question, Quiz } from '../quiz.ts';
import { drawQuestions } from './draw.ts';

const SITTINGS = 4;
const quizOf = ({ lessons }: Course, kind: Quiz['kind']) => lessons.find(({ quiz }) => quiz?.kind === kind)?.quiz;
const facilityOf = (question: Question) => expectedFacility(question, undefined);
const pairs = (await loadCourses('courses')).list().flatMap((course) => {
	const [pretest, test] = [quizOf(course, 'pretest'), quizOf(course, 'test')];
	return pretest && test ? [{ slug: course.slug, bank: course.bank, pretest, test }] : [];
});

test('a course of ours measures what learning gave', () => {
	expect(pairs.map(({ slug }) => slug)).toEqual(['przedsiebiorczosc-spoleczna']);
});

describe.each(pairs)('the pretest and the test of $slug', ({ bank, pretest, test: final }) => {
	test('draw from one bank by the same rules', () => {
		expect([pretest.questions, final.questions]).toEqual([bank, bank]);
		expect(pretest.draw).toEqual(final.draw);
		expect(bank.filter(({ competence, difficulty }) => !competence || !difficulty)).toEqual([]);
	});

	test('and two attempts more repeat nothing, and are equally hard', () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { minLength: SITTINGS, maxLength: SITTINGS }), (seeds) => {
				const sightings = new Map<string, number>();
				const hard = seeds.map((seed, at) => {
					const quiz = at === 0 ? pretest : final;
					const drawn = drawQuestions(quiz, seed, { sightings, difficulties: new Map() });
					for (const { question } of drawn) sightings.set(question.id, (sightings.get(question.id) ?? 0) + 1);
					return drawn.filter(({ question }) => question.difficulty === 'hard').length;
				});
				expect(sightings.size).toBe(SITTINGS * countAsked(final));
				expect(new Set(hard).size).toBe(1);
			}),
			{ numRuns: 50 }
		);
	});

	test('make forms A and B that share nothing and are expected to be as hard', () => {
		const [a = [], b = []] = composeForms(final, { count: 2, seed: 'kartki', facilityOf });
		const sum = (form: Question[]) => form.reduce((total, question) => total + facilityOf(question), 0);
		expect(new Set([...a, ...b]).size).toBe(2 * countAsked(final));
		expect(Math.abs(sum(a) - sum(b))).toBeLessThan(0.25);
	});
});
