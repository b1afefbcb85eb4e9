import type { Course } from '#lib/courses/course.ts';
import { handIn } from '#lib/handins/server/handed-files.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';
import { markedQuiz } from '../marked-quiz.ts';
import { createPerson } from '../people.ts';

const FILE = 2;
const pdf = Buffer.from('%PDF-1.7\n%%EOF');

/** A file in somebody's test of the group, one of somebody without a group, and one in the learner's own open attempt. */
export async function markingParams(
	db: Db,
	{ group, course, quiz, learnerAttempt }: MarkingWorld
): Promise<Record<string, string>> {
	const pupil = await createPerson(db, 'Kasia');
	await db
		.insertInto('membership')
		.values({
			learnerGroupId: group.id,
			userAccountId: pupil.id,
			kind: 'learner',
			joinedAt: '2026-09-01T08:00:00.000Z'
		})
		.execute();
	const alone = await createPerson(db, 'Grażyna');
	const marked = { ...markedQuiz, slug: quiz.slug };
	const params = {
		position: String(FILE),
		'grupy/ocenianie/attemptId': await handInTest(db, pupil, course, marked),
		'autor/ocenianie/attemptId': await handInTest(db, alone, course, marked)
	};
	await askForFile(db, learnerAttempt.id);
	await hand(db, learnerAttempt.id);
	return params;
}

/** Whatever was drawn there before. */
const askForFile = (db: Db, attemptId: string) =>
	db
		.updateTable('attemptItem')
		.set({ questionHash: markedQuiz.questions[FILE]!.hash, optionOrder: '[]' })
		.where('attemptId', '=', attemptId)
		.where('position', '=', FILE)
		.execute();

interface MarkingWorld {
	group: { id: string };
	course: Course;
	quiz: Pick<Quiz, 'slug'>;
	learnerAttempt: { id: string; personId: string };
}

async function handInTest(db: Db, person: { id: string }, course: Course, quiz: Quiz): Promise<string> {
	const now = new Date();
	const personId = person.id;
	await enroll(db, person, course, now);
	const { id } = await startAttempt(db, { personId, course, quiz, now });
	await hand(db, id);
	await submitAttempt(db, { personId, attemptId: id, courses: { find: () => course }, issuer: 'Operator', now });
	return id;
}

const hand = (db: Db, attemptId: string) =>
	handIn(db, {
		...{ attemptId, position: FILE, name: 'plan.pdf', now: new Date() },
		file: { type: 'pdf', mediaType: 'application/pdf', content: pdf }
	});
