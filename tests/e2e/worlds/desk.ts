import type { Course } from '#lib/courses/course.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { closeReports, listOpenReports } from '#lib/question-reports/server/course-reports.ts';
import { reportQuestion } from '#lib/question-reports/server/report-question.ts';
import type { Db } from '#lib/server/db/db.ts';
import { grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

const LONG = 'konstantynopolitańczykowianeczka'.repeat(6);

/** Henryk's desk: remarks of a learner, open and answered, and a file in two editions. */
export async function deskWorld(db: Db, course: Course) {
	const author = await createPerson(db, 'Henryk');
	await grantRole(db, author, 'author', null);
	const learner = await createPerson(db, 'Bartek Uważny');
	const lesson = course.lessons.find(({ quiz }) => quiz?.kind === 'test')!;
	const now = new Date();
	await enroll(db, learner, course, now);
	const asked = { personId: learner.id, course, quiz: lesson.quiz!, now };
	const { id: attemptId } = await startAttempt(db, asked);
	const grading = { courses: { find: () => course }, issuer: 'Próba', now };
	await submitAttempt(db, { personId: learner.id, attemptId, ...grading });
	const [first, second] = await listItems(db, attemptId);
	const report = { personId: learner.id, now };
	await reportQuestion(db, {
		...report,
		hash: first!.questionHash,
		kind: 'wrongKey',
		comment: 'Z ustawy wynika co innego.'
	});
	const [answered] = await listOpenReports(db, course.slug);
	const reply = { quiz: answered!.quizSlug, question: answered!.questionSlug, reply: 'Dziękuję, sprawdzam.' };
	const by = { id: author.id, address: '127.0.0.1' };
	await closeReports(db, by, { courseSlug: course.slug, ...reply, until: now.toISOString() }, now);
	await reportQuestion(db, { ...report, hash: second!.questionHash, kind: 'unclear', comment: LONG });
	const [open] = await listOpenReports(db, course.slug);
	const editions = ['---\ntitle: Dawniej\n---\n\nTekst.\n', `---\ntitle: Teraz\n---\n\nTekst.\n${LONG}\n`];
	const file = { courseSlug: course.slug, path: 'course.md' };
	for (const [at, content] of editions.entries()) {
		const seenAt = new Date(now.getTime() + at * 1000).toISOString();
		await db
			.insertInto('sourceRevision')
			.values({ ...file, hash: `${at}`, content, seenAt })
			.execute();
	}
	return { author, learner, attemptId, quiz: lesson.slug, question: open!.questionSlug };
}
