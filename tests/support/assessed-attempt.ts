import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';

export interface AssessedAttempt {
	personId: string;
	attemptId: string;
	courseSlug: string;
	quizSlug: string;
	/** What the person, and whoever marked, wrote. */
	words: string;
	now: Date;
}

/**
 * One row in every table that marking, corrected keys, statistics, reviews, reports and the author's desk write, all
 * about the first question of an attempt.
 */
export async function assessAttempt(db: Db, given: AssessedAttempt): Promise<void> {
	const { personId, attemptId, courseSlug, quizSlug, words, now } = given;
	const at = now.toISOString();
	const { hash, questionSlug } = await db
		.selectFrom('attemptItem as i')
		.innerJoin('questionRevision as r', 'r.hash', 'i.questionHash')
		.select(['r.hash', 'r.questionSlug'])
		.where('i.attemptId', '=', attemptId)
		.where('i.position', '=', 0)
		.executeTakeFirstOrThrow();
	const place = { courseSlug, quizSlug, questionSlug };
	await db
		.insertInto('mark')
		.values({
			...{ attemptId, position: 0, reader: 'first', criteria: '[50]', score: 50 },
			...{ comment: words, markedBy: personId, markedAt: at }
		})
		.execute();
	const file = { id: randomUUID(), name: `${words}.pdf`, mediaType: 'application/pdf', size: 3 };
	await db
		.insertInto('handedFile')
		.values({ ...file, attemptId, position: 0, uploadedAt: at })
		.execute();
	await db
		.insertInto('handedFilePart')
		.values([
			{ handedFileId: file.id, number: 0, content: 'xIU=' },
			{ handedFileId: file.id, number: 1, content: 'AA==' }
		])
		.execute();
	await correctKey(db, given, { hash, questionSlug });
	await db
		.insertInto('quizStatistic')
		.values({ courseSlug, quizSlug, computedAt: at, attemptCount: 20, content: '{}' })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db
		.insertInto('itemStatistic')
		.values({
			...{ ...place, questionHash: hash, answerCount: 20, difficulty: 'easy', verdict: 'check', content: '{}' }
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db
		.insertInto('reviewCard')
		.values({
			...{ userAccountId: personId, ...place, addedAt: at, dueAt: at },
			...{ lastReviewedAt: null, memory: 'null', stability: null }
		})
		.execute();
	await db
		.insertInto('reviewEntry')
		.values({
			...{ userAccountId: personId, changeKey: randomUUID(), ...place, questionHash: hash },
			...{ value: JSON.stringify(words), isRight: 1, rating: 3, reviewedAt: at }
		})
		.execute();
	await db
		.insertInto('reviewSetting')
		.values({ userAccountId: personId, isOff: 0, pausedFrom: '2026-12-24', pausedUntil: '2027-01-01' })
		.execute();
	await db
		.insertInto('questionReport')
		.values({
			...{ id: randomUUID(), ...place, questionHash: hash, kind: 'unclear', comment: words },
			...{ userAccountId: personId, createdAt: at, reply: null, closedBy: null, closedAt: null }
		})
		.execute();
	await db
		.insertInto('sourceRevision')
		.values({ courseSlug, path: 'quiz.md', hash, content: '## Pytanie', seenAt: at })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Voids nothing and changes no score: a regrade that stands, and its line about the attempt. */
async function correctKey(
	db: Db,
	{ personId, attemptId, courseSlug, quizSlug, now }: AssessedAttempt,
	question: { hash: string; questionSlug: string }
): Promise<void> {
	const at = now.toISOString();
	const standing = await db.selectFrom('regrade').select('id').where('fromHash', '=', question.hash).executeTakeFirst();
	const regradeId = standing?.id ?? randomUUID();
	if (!standing) {
		const toHash = `corrected-${randomUUID()}`;
		const { content } = await db
			.selectFrom('questionRevision')
			.select('content')
			.where('hash', '=', question.hash)
			.executeTakeFirstOrThrow();
		await db
			.insertInto('questionRevision')
			.values({ hash: toHash, courseSlug, questionSlug: question.questionSlug, content, createdAt: at })
			.execute();
		await db
			.insertInto('regrade')
			.values({
				...{ id: regradeId, courseSlug, questionSlug: question.questionSlug, fromHash: question.hash, toHash },
				...{ quizSlugs: JSON.stringify([quizSlug]), policy: 'all', reason: 'Zły klucz', state: 'applied' },
				...{ attemptCount: 1, changedCount: 1, appliedBy: personId, appliedAt: at, undoneBy: null, undoneAt: null }
			})
			.execute();
	}
	await db
		.insertInto('regradeChange')
		.values({
			...{ regradeId, attemptId, position: 0, oldItemScore: 100, newItemScore: 100, oldGradedHash: null },
			...{ oldScore: 100, newScore: 100, oldMaxScore: 100, newMaxScore: 100 },
			...{ oldIsPassed: 1, newIsPassed: 1, certificateId: null }
		})
		.execute();
}
