import { randomUUID } from 'node:crypto';
import type { RawDb } from '#lib/server/backup/tables.ts';
import type { Db } from '#lib/server/db/db.ts';
import { allQuestions, rightAnswers, smallCourse, testQuiz } from './quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const at = now.toISOString();
/** What an attempt kept of the rules before confidence and marking were among them. */
const policy = JSON.stringify({
	...{ kind: 'test', title: 'Sprawdzian', courseTitle: 'Mały kurs', passingPercent: 60, timeLimitMinutes: null },
	...{ attemptsLimit: null, feedback: 'afterSubmit' }
});

/** How many options each has to put in an order. */
const optionCounts = { single: 3, multiple: 4, trueFalse: 2, number: 0, text: 0, ordering: 4, matching: 4 };

/**
 * Bartek with two attempts at a test of all types there were, in tables as they were before the migrations of
 * assessment: one closed with one right answer, one open with all answers right.
 */
export async function insertFormerAttempts(db: Db) {
	const raw: RawDb = db.withoutPlugins();
	const [personId, closed, open] = [randomUUID(), randomUUID(), randomUUID()];
	await raw
		.insertInto('user_account')
		.values({ id: personId, kind: 'email', display_name: 'Bartek', created_at: at })
		.execute();
	const course = { course_slug: smallCourse.slug, course_revision: 'r1' };
	const quiz = { ...course, quiz_slug: testQuiz.slug, user_account_id: personId, seed: 'seed', policy };
	const result = { state: 'graded', closed_at: at, score: 100, max_score: 1000, is_passed: 0 };
	await raw
		.insertInto('attempt')
		.values({ id: closed, number: 1, ...quiz, ...result, started_at: at, last_saved_at: at })
		.execute();
	await raw
		.insertInto('attempt')
		.values({ id: open, number: 2, ...quiz, state: 'open', started_at: at, last_saved_at: at })
		.execute();
	for (const [position, { id, hash, content }] of allQuestions.entries()) {
		const revision = { hash, course_slug: smallCourse.slug, question_slug: id, content: JSON.stringify(content) };
		await raw
			.insertInto('question_revision')
			.values({ ...revision, created_at: at })
			.execute();
		const options = Array.from({ length: optionCounts[id as keyof typeof optionCounts] }, (_, index) => index);
		const item = { position, question_hash: hash, option_order: JSON.stringify(options) };
		await raw
			.insertInto('attempt_item')
			.values([
				{ attempt_id: closed, ...item, score: position === 0 ? 100 : 0 },
				{ attempt_id: open, ...item, score: null }
			])
			.execute();
		await insertAnswer(raw, open, position, rightAnswers[id as keyof typeof rightAnswers]);
	}
	await insertAnswer(raw, closed, 0, rightAnswers.single);
	return { personId, closed, open, now };
}

async function insertAnswer(raw: RawDb, attemptId: string, position: number, value: unknown) {
	const answer = { attempt_id: attemptId, position, value: JSON.stringify(value), change_key: `key-${position}` };
	await raw
		.insertInto('answer')
		.values({ ...answer, saved_at: at })
		.execute();
	await raw
		.insertInto('answer_change')
		.values({ ...answer, received_at: at, is_late: 0 })
		.execute();
}
