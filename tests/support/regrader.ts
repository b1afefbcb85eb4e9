import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import type { RegradePolicy } from '#lib/regrading/judge.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { orderRegrade, orderUndo, type Order } from '#lib/regrading/server/order.ts';
import { previewRegrade } from '#lib/regrading/server/preview.ts';
import { listHeldHashes } from '#lib/regrading/server/standing-regrade.ts';
import type { Db } from '#lib/server/db/db.ts';
import { everyType, question, smallCourse, testQuiz } from './quizzes.ts';

export const noon = new Date('2026-11-23T12:00:00.000Z');
export const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

/** The key says „Jeden”; right is „Dwa”. */
export const wrong = question('single', everyType.single);
const rightContent: AuthoredContent = {
	...everyType.single,
	choices: everyType.single.choices.map((choice, index) => ({ ...choice, isRight: index === 1 }))
};
export const right = question('single', rightContent);
const other = question('trueFalse', everyType.trueFalse);
export const quiz: Quiz = {
	...testQuiz,
	attemptsLimit: null,
	timeLimitMinutes: null,
	passingPercent: 60,
	questions: [wrong, other]
};
export const course = {
	...smallCourse,
	lessons: smallCourse.lessons.map((lesson) => (lesson.slug === quiz.slug ? { ...lesson, quiz } : lesson))
};
export const gradingAt = (now: Date): Grading => ({
	courses: { find: (slug) => (slug === course.slug ? course : undefined) },
	issuer: 'Szkoła Podstawowa nr 1',
	now
});

/** Henryk, the author, putting the key of `wrong` right on a database. */
export function regrader(getDb: () => Db, author: { id: string; address: string }) {
	/** Ends a test with the given answers: of the question in doubt, then of the other one. */
	async function take(personId: string, answers: (number | null)[], now = noon): Promise<string> {
		const db = getDb();
		await enroll(db, { id: personId }, course, now);
		const { id } = await startAttempt(db, { personId, course, quiz, now });
		const changes = answers.flatMap((value, position) =>
			value === null ? [] : [{ position, value, key: `${id}-${position}` }]
		);
		if (changes.length > 0)
			await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: now, changes }]));
		await submitAttempt(db, { personId, attemptId: id, ...gradingAt(now) });
		return id;
	}

	/** What the author means: the key of one revision to become that of another, or the question to be void. */
	async function meant(policy: RegradePolicy, from = wrong, to = right): Promise<Omit<Order, 'seen'>> {
		const isVoid = policy === 'full' || policy === 'none';
		const corrected = isVoid ? null : to;
		const hashes = await listHeldHashes(getDb(), course.slug, from.hash, corrected?.hash ?? null);
		return {
			intention: {
				course,
				held: { courseSlug: course.slug, quizSlugs: [quiz.slug], hashes },
				judging: { policy, key: corrected?.content ?? null }
			},
			questionSlug: 'single',
			fromHash: from.hash,
			corrected,
			reason: 'W kluczu była pomyłka.'
		};
	}

	async function apply(policy: RegradePolicy, now = later(10), from = wrong, to = right): Promise<string> {
		const order = await meant(policy, from, to);
		const seen = await previewRegrade(getDb(), order.intention, now.toISOString());
		const id = await orderRegrade(getDb(), author, { ...order, seen }, now);
		await carryOn(getDb(), id, gradingAt(now));
		return id;
	}

	async function undo(regradeId: string, now = later(20)) {
		await orderUndo(getDb(), author, { courseSlug: course.slug, regradeId }, now);
		await carryOn(getDb(), regradeId, gradingAt(now));
	}

	return { take, meant, apply, undo };
}
