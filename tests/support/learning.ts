import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Stores a passed quiz as grading leaves it. */
export async function passQuiz(
	db: Db,
	personId: string,
	courseSlug: string,
	quizSlug: string,
	result: { score?: number; maxScore?: number; at: Date }
): Promise<void> {
	const { score = 900, maxScore = 1000, at } = result;
	await db
		.insertInto('quizResult')
		.values({
			userAccountId: personId,
			courseSlug,
			quizSlug,
			gradedCount: 1,
			bestScore: score,
			bestMaxScore: maxScore,
			passedAt: at.toISOString()
		})
		.execute();
}

/** Every lesson read and every quiz passed, except for the reading of one lesson. */
export async function learnEverythingBut(
	db: Db,
	personId: string,
	course: Course,
	unreadLesson: string,
	at: Date
): Promise<void> {
	for (const { slug, quiz } of course.lessons) {
		if (quiz) await passQuiz(db, personId, course.slug, slug, { at });
		if (slug === unreadLesson) continue;
		await db
			.insertInto('lessonProgress')
			.values({ userAccountId: personId, courseSlug: course.slug, lessonSlug: slug, readAt: at.toISOString() })
			.execute();
	}
}
