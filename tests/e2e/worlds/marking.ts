import type { Course } from '#lib/courses/course.ts';
import { handIn } from '#lib/handins/server/handed-files.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { Db } from '#lib/server/db/db.ts';
import { markedQuiz } from '../../support/marked-quiz.ts';
import { createPerson } from '../../support/people.ts';

const FILE = 2;
const LONG = 'Statut mówi, po co jesteśmy razem, kto może do nas dołączyć i jak głosujemy. '.repeat(8);

/** Work that waits for two readers, of somebody in the group and somebody without one, and an open test that takes a file. */
export async function markingWorld(db: Db, { group }: { group: { id: string } }, course: Course) {
	const slug = course.lessons.find(({ quiz }) => quiz?.kind === 'test')?.slug ?? '';
	const quiz = { ...markedQuiz, slug, marking: 'double', timeLimitMinutes: null } as const;
	const now = new Date();
	const begin = async (name: string, isInGroup = true) => {
		const person = await createPerson(db, name);
		await enroll(db, person, course, now);
		const { id: attemptId } = await startAttempt(db, { personId: person.id, course, quiz, now });
		const changes = [{ position: 1, value: LONG, confidence: null, key: 'a' }];
		await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]));
		const file = { type: 'pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7\n%%EOF') } as const;
		await handIn(db, {
			attemptId,
			position: FILE,
			name: 'Plan pierwszego miesiąca.pdf',
			file,
			now
		});
		// Only then: the group lets nobody take the test before its lessons.
		if (isInGroup) await join(db, group, person, course);
		return { person, attemptId };
	};
	const writing = await begin('Zofia Brzęczyszczykiewicz-Chrząszczewska');
	const waiting = await begin('Oskar');
	const alone = await begin('Grażyna', false);
	for (const { attemptId, person } of [waiting, alone]) {
		await submitAttempt(db, {
			personId: person.id,
			attemptId,
			courses: { find: () => course },
			issuer: 'Operator',
			now
		});
	}
	return { writing, waiting, alone };
}

async function join(db: Db, group: { id: string }, person: { id: string }, course: Course) {
	const joinedAt = new Date().toISOString();
	await db
		.insertInto('membership')
		.values({ learnerGroupId: group.id, userAccountId: person.id, kind: 'learner', joinedAt })
		.execute();
	await db
		.updateTable('enrollment')
		.set({ learnerGroupId: group.id })
		.where('userAccountId', '=', person.id)
		.where('courseSlug', '=', course.slug)
		.execute();
}
