import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Requirement } from '#lib/courses/course.ts';
import { completionOf, NO_FACTS } from '#lib/progress/completion.ts';
import { prepareSteps } from '#lib/progress/prepared-steps.ts';
import { sampleCourse, sampleLesson, sampleQuiz } from '../../../tests/support/courses.ts';
import { cellsOf, columnsOf, countDone, countSteps } from './board-columns.ts';

const lesson = fc.record({
	kind: fc.constantFrom('none', 'practice', 'test'),
	isRead: fc.boolean(),
	isTried: fc.boolean(),
	isPassed: fc.boolean()
});

test('whatever the course asks for and the person did, the board counts the steps as the completion rule does', () => {
	const requirements = fc.subarray<Requirement>(['lessons', 'quizzes', 'test']);
	fc.assert(
		fc.property(requirements, fc.array(lesson, { minLength: 1, maxLength: 8 }), (requires, given) => {
			const lessons = given.map(({ kind }, i) => {
				const quiz = kind === 'practice' || kind === 'test' ? sampleQuiz({ slug: `l-${i}`, kind }) : null;
				return sampleLesson({ slug: `l-${i}`, title: `Lekcja ${i}`, quiz });
			});
			const course = sampleCourse({ lessons, certificate: { ...sampleCourse().certificate, requires } });
			const readLessons = new Set(lessons.filter((_, i) => given[i]?.isRead).map(({ slug }) => slug));
			const quizzes = new Map(
				lessons.flatMap(({ slug, quiz }, i) => {
					const { isTried = false, isPassed = false } = given[i] ?? {};
					return quiz && isTried ? [[slug, { gradedCount: 1, bestScore: 1, bestMaxScore: 2, isPassed }] as const] : [];
				})
			);
			const facts = { ...NO_FACTS, readLessons, quizzes };
			const { doneSteps, totalSteps } = completionOf(course, facts);
			const columns = columnsOf(course);
			const cells = cellsOf(columns, prepareSteps(facts));
			expect([countDone(columns, cells), countSteps(columns)]).toEqual([doneSteps, totalSteps]);
		})
	);
});
