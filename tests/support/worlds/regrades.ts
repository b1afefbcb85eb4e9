import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';

/** A question that was taken out of the score, as Henryk sees it; no quiz asks it any more. */
export async function regradeParams(
	db: Db,
	{ courseSlug, quizSlug, author }: { courseSlug: string; quizSlug: string; author: { id: string } }
): Promise<Record<string, string>> {
	const now = new Date().toISOString();
	const content = {
		type: 'text',
		title: 'Dawne pytanie',
		titleHtml: 'Dawne pytanie',
		bodyHtml: '',
		points: 1,
		explanationHtml: '',
		accepted: ['dawna odpowiedź']
	};
	const hash = randomUUID();
	await db
		.insertInto('questionRevision')
		.values({ hash, courseSlug, questionSlug: 'dawne', content: JSON.stringify(content), createdAt: now })
		.execute();
	const id = randomUUID();
	await db
		.insertInto('regrade')
		.values({
			id,
			courseSlug,
			questionSlug: 'dawne',
			quizSlugs: JSON.stringify([quizSlug]),
			fromHash: hash,
			toHash: null,
			policy: 'full',
			reason: 'Pytanie dało się rozumieć na dwa sposoby.',
			state: 'applied',
			attemptCount: 0,
			changedCount: 0,
			appliedBy: author.id,
			appliedAt: now,
			undoneBy: null,
			undoneAt: null
		})
		.execute();
	return { 'poprawki/regradeId': id };
}
