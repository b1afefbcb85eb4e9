import type { Db } from '#lib/server/db/db.ts';

/** What is kept of a person's reviews, as it stands in their own data. */
export async function listMyReviews(db: Db, personId: string) {
	const cards = await db
		.selectFrom('reviewCard')
		.select(['courseSlug', 'quizSlug', 'questionSlug', 'addedAt', 'dueAt', 'lastReviewedAt', 'memory'])
		.where('userAccountId', '=', personId)
		.orderBy('addedAt')
		.execute();
	const answers = await db
		.selectFrom('reviewEntry')
		.select(['courseSlug', 'quizSlug', 'questionSlug', 'value', 'isRight', 'rating', 'reviewedAt'])
		.where('userAccountId', '=', personId)
		.orderBy('reviewedAt')
		.execute();
	const setting = await db
		.selectFrom('reviewSetting')
		.select(['isOff', 'pausedFrom', 'pausedUntil'])
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	return {
		setting: setting ? { ...setting, isOff: setting.isOff === 1 } : null,
		cards: cards.map(({ memory, ...card }) => ({ ...card, memory: JSON.parse(memory) as unknown })),
		answers: answers.map(({ value, isRight, ...answer }) => ({
			...answer,
			value: JSON.parse(value) as unknown,
			wasRight: isRight === 1
		}))
	};
}

export type MyReviews = Awaited<ReturnType<typeof listMyReviews>>;
