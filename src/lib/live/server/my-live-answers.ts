import type { Db } from '#lib/server/db/db.ts';

/** What somebody answered in live sessions, for their own data. */
export async function listMyLiveAnswers(db: Db, personId: string) {
	const rows = await db
		.selectFrom('liveAnswer as a')
		.innerJoin('liveSession as s', 's.id', 'a.liveSessionId')
		.select(['s.courseSlug', 's.quizSlug', 'a.answeredAt', 'a.value'])
		.where('a.userAccountId', '=', personId)
		.orderBy('a.answeredAt')
		.execute();
	return rows.map(({ value, ...row }) => ({ ...row, value: JSON.parse(value) as unknown }));
}
