import { sql } from 'kysely';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import type { RegradeTable } from '#lib/server/db/tables/questions.ts';
import { followCorrections, type Correction } from '../corrections.ts';

const selectCorrections = prepareQuery((db, { courseSlug }: { courseSlug: string }) =>
	db
		.selectFrom('regrade')
		.select(['fromHash', 'toHash', 'policy', 'state', 'appliedAt'])
		.where('courseSlug', '=', courseSlug)
		.where('state', '!=', sql.lit<RegradeTable['state']>('undone'))
);

/** The corrections of a course in force, the oldest first; one query by index, and rarely more than a few rows. */
export async function listCorrections(db: Db, courseSlug: string): Promise<Correction[]> {
	const rows = await selectCorrections(db, { courseSlug });
	return rows.filter(({ state }) => state !== 'undoing').sort((a, b) => (a.appliedAt < b.appliedAt ? -1 : 1));
}

/**
 * The quiz as it is to be asked while the course file still holds what was put right: corrected questions in the place
 * of the wrong ones, void ones left out as long as others remain. Once the file changes, its own word counts.
 */
export async function withCorrections(db: Db, courseSlug: string, quiz: Quiz): Promise<Quiz> {
	return correctQuiz(db, await listCorrections(db, courseSlug), quiz);
}

/** See `withCorrections`, for whoever has the corrections at hand. */
export async function correctQuiz(db: Db, corrections: readonly Correction[], quiz: Quiz): Promise<Quiz> {
	if (corrections.length === 0) return quiz;
	const found = quiz.questions.map((question) => ({
		question,
		corrected: followCorrections(corrections, question.hash)
	}));
	const changed = found.filter(({ question, corrected }) => corrected.hash !== question.hash);
	const contents = await loadRevisions(
		db,
		changed.map(({ corrected }) => corrected.hash)
	);
	const counting = found.filter(({ corrected }) => corrected.voided === null);
	const asked = counting.length > 0 ? counting : found;
	const questions = asked.map(({ question, corrected: { hash } }) => ({
		...question,
		hash,
		content: contents.get(hash) ?? question.content
	}));
	return { ...quiz, questions };
}

/** Makes an attempt that is scored for the first time go by the corrections in force, whenever it was begun. */
export async function takeCorrections(trx: Trx, attempt: { id: string; courseSlug: string }): Promise<void> {
	const corrections = await listCorrections(trx, attempt.courseSlug);
	if (corrections.length === 0) return;
	const items = await trx
		.selectFrom('attemptItem')
		.select(['position', 'questionHash', 'gradedHash', 'voided'])
		.where('attemptId', '=', attempt.id)
		.execute();
	for (const { position, questionHash, gradedHash, voided } of items) {
		const now = followCorrections(corrections, gradedHash ?? questionHash);
		if (voided !== null || (now.voided === null && now.hash === (gradedHash ?? questionHash))) continue;
		await trx
			.updateTable('attemptItem')
			.set({ gradedHash: now.hash, voided: now.voided })
			.where('attemptId', '=', attempt.id)
			.where('position', '=', position)
			.execute();
	}
}

/**
 * Items of an attempt still open, with the keys they are going to be scored by, calculated questions
 * excepted: practice says at once what is right.
 */
export async function withRightKeys(db: Db, courseSlug: string, items: AttemptItem[]): Promise<AttemptItem[]> {
	const corrections = await listCorrections(db, courseSlug);
	if (corrections.length === 0) return items;
	const hashes = items.map(({ questionHash }) => followCorrections(corrections, questionHash).hash);
	const contents = await loadRevisions(db, hashes);
	return items.map((item, at) => {
		const key = contents.get(hashes[at] ?? item.questionHash);
		return key && key.type !== 'calculated' ? { ...item, key } : item;
	});
}
