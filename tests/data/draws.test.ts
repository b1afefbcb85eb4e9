import { beforeEach, expect, test } from 'vitest';
import type { Course } from '#lib/courses/course.ts';
import { carryRenames } from '#lib/courses/server/carry-renames.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import { sampleCourse, sampleLesson } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { everyType, question, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const bank = Array.from({ length: 9 }, (_, i) =>
	question(`b${i}`, { ...everyType.single, title: `Pytanie ${i}` }, 'zasady')
);
const draw = [{ count: 3, topic: 'zasady' }];
const sprawdzian: Quiz = { ...testQuiz, attemptsLimit: null, usesBank: true, draw, questions: bank };
const naStart: Quiz = {
	...sprawdzian,
	...{ slug: 'na-start', kind: 'pretest', feedback: 'afterTest', passingPercent: null, attemptsLimit: 1 }
};
const course: Course = sampleCourse({
	slug: 'kurs-z-bankiem',
	bank,
	lessons: [
		sampleLesson({ slug: naStart.slug, title: 'Na start', number: 1, quiz: naStart }),
		sampleLesson({ slug: sprawdzian.slug, title: 'Sprawdzian', number: 2, quiz: sprawdzian })
	]
});
const grading: Grading = { courses: { find: () => course }, issuer: 'ROPS', now };

describeOnBothDatabases('draws from the bank of a course', (getDb) => {
	let personId: string;
	beforeEach(async () => {
		await getDb().deleteFrom('itemStatistic').execute();
		personId = (await createPerson(getDb(), 'Bartek')).id;
		await enroll(getDb(), { id: personId }, course, now);
	});

	/** The titles of the questions of one more attempt, which is handed in at once. */
	const take = async (quiz: Quiz): Promise<string[]> => {
		const { id } = await startAttempt(getDb(), { personId, course, quiz, now });
		const titles = (await listItems(getDb(), id)).map(({ content }) => content.title);
		await submitAttempt(getDb(), { personId, attemptId: id, ...grading });
		return titles;
	};

	test('ask nothing twice until the bank is used up, from the pretest on', async () => {
		const asked = [...(await take(naStart)), ...(await take(sprawdzian)), ...(await take(sprawdzian))];
		expect(new Set(asked).size).toBe(9);
		expect(await take(sprawdzian)).toHaveLength(3);
	});

	test('remember a question that moved into the bank', async () => {
		const before = await take({ ...sprawdzian, usesBank: false, draw: null, questions: bank.slice(0, 3) });
		const questions = Object.fromEntries(bank.map(({ id }) => [`${sprawdzian.slug}/${id}`, `bank/${id}`]));
		const redirects = { courses: [], lessons: {}, questions };
		await carryRenames(getDb(), [{ slug: course.slug, lessons: course.lessons, redirects }]);
		expect(new Set([...before, ...(await take(sprawdzian)), ...(await take(sprawdzian))]).size).toBe(9);
	});

	test('remember a question under its new name', async () => {
		const before = await take(naStart);
		const questions = Object.fromEntries(bank.map(({ id }) => [`bank/${id}`, `bank/nowe-${id}`]));
		const redirects = { courses: [], lessons: {}, questions };
		await carryRenames(getDb(), [{ slug: course.slug, lessons: course.lessons, redirects }]);
		const quiz = { ...sprawdzian, questions: bank.map((one) => ({ ...one, id: `nowe-${one.id}` })) };
		expect(new Set([...before, ...(await take(quiz)), ...(await take(quiz))]).size).toBe(9);
	});

	test('go by the difficulty measured in this quiz', async () => {
		const hard = bank.slice(0, 3);
		for (const { hash, id } of hard) {
			await getDb()
				.insertInto('itemStatistic')
				.values({
					...{ courseSlug: course.slug, quizSlug: sprawdzian.slug, questionHash: hash, questionSlug: id },
					...{ answerCount: 50, difficulty: 'hard', verdict: null, content: '{}' }
				})
				.execute();
		}
		const questions = bank.map((one) => ({ ...one, difficulty: 'easy' as const }));
		const quiz = { ...sprawdzian, questions, draw: [{ count: 3, difficulty: 'hard' as const }] };
		expect((await take(quiz)).sort()).toEqual(hard.map(({ content }) => content.title));
	});
});
