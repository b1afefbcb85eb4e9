import { randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { Db } from '#lib/server/db/db.ts';

interface Writer {
	id: string;
	courses: CourseIndex;
	course: Course;
	issuer: string;
}

/**
 * Lets a person read a short course and hand in its test, which then waits for marks.
 * @param texts their answers to the open questions, in the order of the test
 */
export async function handInWork(db: Db, writer: Writer, texts: string[], now: Date): Promise<void> {
	const { id: personId, courses, course, issuer } = writer;
	await enroll(db, writer, course, now);
	for (const { slug: lessonSlug, quiz } of course.lessons) {
		await markLessonRead(db, { personId, course, lessonSlug, issuer, now });
		if (quiz?.kind !== 'test') continue;
		const { id: attemptId } = await startAttempt(db, { personId, course, quiz, now });
		const items = await listItems(db, attemptId);
		const open = items.filter(({ content }) => content.type === 'open');
		const changes = open.map(({ position }, at) => ({
			...{ position, key: randomUUID(), confidence: null },
			value: texts[at] ?? ''
		}));
		await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]));
		await submitAttempt(db, { personId, attemptId, courses, issuer, now });
	}
}
