import type { Db } from '#lib/server/db/db.ts';
import { measureQuiz, type Measured } from '../quiz-statistics.ts';
import { readAnsweringTimes, readFirstAttempts, type QuizOfCourse } from './first-attempts.ts';

/** Reads a quiz's first attempts and measures it; null: fewer than five people. Writes nothing. */
export async function measure(db: Db, quiz: QuizOfCourse): Promise<Measured | null> {
	const { results, responses } = await readFirstAttempts(db, quiz);
	return measureQuiz(results, responses, await readAnsweringTimes(db, quiz));
}
