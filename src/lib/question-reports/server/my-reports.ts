import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';

/** What a person said of questions, with what was answered, the newest first. */
export async function listMyReports(db: Db, personId: string) {
	const rows = await db
		.selectFrom('questionReport')
		.select(['id', 'courseSlug', 'questionHash', 'kind', 'comment', 'createdAt', 'reply', 'closedAt'])
		.where('userAccountId', '=', personId)
		.orderBy('createdAt', 'desc')
		.execute();
	const contents = await loadRevisions(
		db,
		rows.map(({ questionHash }) => questionHash)
	);
	return rows.map(({ questionHash, ...row }) => ({ ...row, question: contents.get(questionHash)?.title ?? '' }));
}

export type MyReport = Awaited<ReturnType<typeof listMyReports>>[number];
