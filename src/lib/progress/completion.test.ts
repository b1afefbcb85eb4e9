import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Course, Requirement } from '#lib/courses/course.ts';
import { sampleCourse, sampleLesson, sampleQuiz } from '../../../tests/support/courses.ts';
import { completionOf, NO_FACTS, percentOf, testPercentOf, type LearningFacts } from './completion.ts';

const course = sampleCourse();
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const missing = (of: Course, facts: LearningFacts) => completionOf(of, facts).missing.map(plain);

const passed = { gradedCount: 1, bestScore: 700, bestMaxScore: 1000, isPassed: true };
const failed = { gradedCount: 1, bestScore: 450, bestMaxScore: 1000, isPassed: false };
const facts = (changes: Partial<LearningFacts>): LearningFacts => ({
	...NO_FACTS,
	enrolledAt: '2026-11-23T10:00:00.000Z',
	...changes
});

describe('what is missing is said in words', () => {
	test('at the start everything is missing, in the order of learning', () => {
		expect(missing(course, facts({}))).toEqual([
			'Przeczytaj jeszcze 3 lekcje: „Po co razem”, „Kto decyduje” i „Pieniądze”.',
			'Zalicz jeszcze 2 quizy w lekcjach: „Po co razem” i „Kto decyduje”.',
			'Zalicz sprawdzian – próg 60%.'
		]);
	});

	test('one is singular', () => {
		const readLessons = new Set(['po-co', 'kto-decyduje']);
		const quizzes = new Map([
			['po-co', passed],
			['kto-decyduje', failed],
			['sprawdzian', failed]
		]);
		expect(missing(course, facts({ readLessons, quizzes }))).toEqual([
			'Przeczytaj jeszcze 1 lekcję: „Pieniądze”.',
			'Zalicz jeszcze 1 quiz w lekcji: „Kto decyduje”.',
			'Zalicz sprawdzian – próg 60% (Twój najlepszy wynik: 45%).'
		]);
	});

	test('a long list names three and counts the rest', () => {
		const lessons = ['a', 'b', 'c', 'd', 'e'].map((slug) => sampleLesson({ slug, title: slug }));
		expect(missing(sampleCourse({ lessons }), facts({}))).toEqual([
			'Przeczytaj jeszcze 5 lekcji: „a”, „b”, „c” i jeszcze 2.'
		]);
	});

	test('two tests are told apart by name', () => {
		const lessons = ['Pierwszy', 'Drugi'].map((title) =>
			sampleLesson({ slug: title, title, quiz: sampleQuiz({ slug: title, kind: 'test', passingPercent: 75 }) })
		);
		expect(missing(sampleCourse({ lessons }), facts({}))).toEqual([
			'Zalicz sprawdzian „Pierwszy” – próg 75%.',
			'Zalicz sprawdzian „Drugi” – próg 75%.'
		]);
	});
});

test('a test that waits for marks is told as handed in, and is no step to go on with', () => {
	const readLessons = new Set(['po-co', 'kto-decyduje', 'pieniadze']);
	const quizzes = new Map([
		['po-co', passed],
		['kto-decyduje', passed]
	]);
	const waiting = facts({ readLessons, quizzes, waiting: new Set(['sprawdzian']) });
	expect(missing(course, waiting)).toEqual([
		'Sprawdzian masz oddany. Czeka na ocenę, wynik przyjdzie w powiadomieniu.'
	]);
	expect(completionOf(course, waiting)).toMatchObject({ isCompleted: false, nextLesson: null });
	const begun = facts({ readLessons: new Set(['po-co']), quizzes, waiting: waiting.waiting });
	expect(completionOf(course, begun).nextLesson?.slug).toBe('kto-decyduje');
});

test('only what the course asks for counts, yet the next step is still the first unread lesson', () => {
	const onlyTest = sampleCourse({
		certificate: { title: 'Dyplom', requires: ['test'], validMonths: null, renewal: null }
	});
	const after = completionOf(onlyTest, facts({ quizzes: new Map([['sprawdzian', passed]]) }));
	expect(after).toMatchObject({ isCompleted: true, doneSteps: 1, totalSteps: 1, missing: [] });
	expect(after.nextLesson?.slug).toBe('po-co');
});

test('a course that asks for nothing it has is never completed', () => {
	const empty = sampleCourse({ lessons: [sampleLesson({ slug: 'a', title: 'A' })] });
	empty.certificate = { title: 'Dyplom', requires: ['test'], validMonths: null, renewal: null };
	expect(completionOf(empty, facts({ readLessons: new Set(['a']) })).isCompleted).toBe(false);
});

test('the result is rounded down, so a missed threshold never reads as reached', () => {
	expect(percentOf(5999, 10_000)).toBe(59);
	expect(percentOf(0, 0)).toBe(0);
	expect(testPercentOf(course, facts({ quizzes: new Map([['sprawdzian', passed]]) }))).toBe(70);
	expect(testPercentOf(course, facts({ quizzes: new Map([['po-co', passed]]) }))).toBeNull();
});

describe('whatever the course and the facts', () => {
	const requirements = fc.subarray<Requirement>(['lessons', 'quizzes', 'test']);
	const kinds = fc.array(fc.constantFrom('none', 'practice', 'test'), { minLength: 1, maxLength: 8 });
	const situation = fc
		.tuple(requirements, kinds)
		.chain(([requires, lessonKinds]) => {
			const flags = fc.array(fc.boolean(), { minLength: lessonKinds.length, maxLength: lessonKinds.length });
			return fc.record({
				requires: fc.constant(requires),
				lessonKinds: fc.constant(lessonKinds),
				read: flags,
				passed: flags,
				wasCompleted: fc.boolean()
			});
		})
		.map(({ requires, lessonKinds, read, passed: passes, wasCompleted }) => {
			const lessons = lessonKinds.map((kind, i) => {
				const slug = `lekcja-${i}`;
				return sampleLesson({
					slug,
					title: `Lekcja ${i}`,
					quiz: kind === 'none' ? null : sampleQuiz({ slug, kind })
				});
			});
			return {
				course: sampleCourse({ lessons, certificate: { title: 'Dyplom', requires, validMonths: null, renewal: null } }),
				facts: facts({
					completedAt: wasCompleted ? '2026-11-23T10:00:00.000Z' : null,
					readLessons: new Set(lessons.filter((_, i) => read[i]).map((lesson) => lesson.slug)),
					quizzes: new Map(
						lessons.filter((lesson) => lesson.quiz).map((lesson, i) => [lesson.slug, passes[i] ? passed : failed])
					)
				})
			};
		});

	test('the steps add up, and completed means that nothing is missing', () => {
		fc.assert(
			fc.property(situation, (given) => {
				const { isCompleted, doneSteps, totalSteps, missing: left } = completionOf(given.course, given.facts);
				expect(doneSteps).toBeGreaterThanOrEqual(0);
				expect(doneSteps).toBeLessThanOrEqual(totalSteps);
				if (given.facts.completedAt !== null) expect(isCompleted).toBe(true);
				else expect(isCompleted).toBe(totalSteps > 0 && doneSteps === totalSteps);
				expect(left.length > 0).toBe(!isCompleted && totalSteps > 0);
			})
		);
	});

	test('learning more never takes anything away', () => {
		fc.assert(
			fc.property(situation, fc.nat(), (given, pick) => {
				const before = completionOf(given.course, given.facts);
				const lesson = given.course.lessons[pick % given.course.lessons.length]!;
				const more = {
					...given.facts,
					readLessons: new Set([...given.facts.readLessons, lesson.slug]),
					quizzes: new Map([...given.facts.quizzes, [lesson.slug, passed] as const])
				};
				const after = completionOf(given.course, more);
				expect(after.doneSteps).toBeGreaterThanOrEqual(before.doneSteps);
				expect(after.totalSteps).toBe(before.totalSteps);
				expect(after.isCompleted || !before.isCompleted).toBe(true);
			})
		);
	});

	test('someone who follows the next step reaches the end', () => {
		fc.assert(
			fc.property(situation, (given) => {
				let current = given.facts;
				for (let i = 0; i < given.course.lessons.length; i++) {
					const next = completionOf(given.course, current).nextLesson;
					if (!next) break;
					current = {
						...current,
						readLessons: new Set([...current.readLessons, next.slug]),
						quizzes: new Map([...current.quizzes, [next.slug, passed] as const])
					};
				}
				const end = completionOf(given.course, current);
				expect(end.nextLesson).toBeNull();
				expect(end.isCompleted).toBe(end.totalSteps > 0 || current.completedAt !== null);
			})
		);
	});
});
