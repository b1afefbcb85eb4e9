import { hashQuestion } from '#lib/courses/server/parse-quiz.ts';
import type { Course } from '#lib/courses/course.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { ChoiceContent } from '#lib/quizzes/question.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { orderRegrade } from '#lib/regrading/server/order.ts';
import { previewRegrade } from '#lib/regrading/server/preview.ts';
import type { Db } from '#lib/server/db/db.ts';
import { grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

/** Henryk, a question of his own making whose key he put right, and a learner whose result changed. */
export async function regradeWorld(db: Db, course: Course, name: string) {
	const author = await createPerson(db, name);
	await grantRole(db, author, 'author', null);
	const learner = await createPerson(db, 'Bartek Poprawiony');
	const lesson = course.lessons.find(({ quiz }) => quiz?.kind === 'test')!;
	const written = lesson.quiz!.questions.find(({ content }) => content.type === 'single')!;
	// A revision of its own, so that nobody else in the world meets the correction.
	const content = { ...(written.content as ChoiceContent), bodyHtml: '<p>Wybierz jedną odpowiedź.</p>' };
	const keyAt = (right: number): ChoiceContent => ({
		...content,
		choices: content.choices.map((choice, index) => ({ ...choice, isRight: index === right, feedbackHtml: null }))
	});
	const [before, after] = [keyAt(0), keyAt(1)];
	const question = { ...written, hash: hashQuestion(before), content: before };
	const quiz = { ...lesson.quiz!, draw: null, questions: [question] };
	const now = new Date(Date.now() - 600_000);
	const grading = { courses: { find: () => course }, issuer: 'Próba', now };

	await enroll(db, learner, course, now);
	const { id: attemptId } = await startAttempt(db, { personId: learner.id, course, quiz, now });
	const changes = [{ position: 0, value: 1, key: 'k' }];
	await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]));
	await submitAttempt(db, { personId: learner.id, attemptId, ...grading });

	const held = { courseSlug: course.slug, quizSlugs: [lesson.slug], hashes: [question.hash] };
	const intention = { course, held, judging: { policy: 'all' as const, key: after } };
	const seen = await previewRegrade(db, intention, new Date().toISOString());
	const regradeId = await orderRegrade(
		db,
		{ id: author.id, address: '127.0.0.1' },
		{
			...{ intention, questionSlug: question.id, fromHash: question.hash, seen },
			...{ corrected: { hash: hashQuestion(after), content: after }, reason: 'W kluczu tego pytania była pomyłka.' }
		}
	);
	await carryOn(db, regradeId, grading);
	return { author, learner, attemptId, regradeId, quiz: lesson.slug, question: written.id };
}
