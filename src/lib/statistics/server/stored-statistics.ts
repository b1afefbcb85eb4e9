import type { Difficulty } from '#lib/quizzes/difficulty.ts';
import { sureUntil } from '#lib/board/server/question-statistics.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { ItemStatisticTable } from '#lib/server/db/schema.ts';
import { keyVerdict } from '../discrimination.ts';
import { mayReplace } from '../publishing.ts';
import type { ItemStatistics, Measured, QuizStatistics } from '../quiz-statistics.ts';
import type { QuizOfCourse } from './first-attempts.ts';

export interface StoredQuiz {
	quizSlug: string;
	/** Everything closed up to this instant was there to be counted. */
	computedAt: string;
	statistics: QuizStatistics;
}

export interface StoredItem {
	quizSlug: string;
	questionSlug: string;
	questionHash: string;
	/** In how many first attempts it stood. */
	n: number;
	difficulty: Difficulty | null;
	verdict: ItemStatisticTable['verdict'];
	statistics: ItemStatistics;
}

/**
 * Puts measured numbers in the place of the former ones, quiz and questions each by the rule of `mayReplace`; what fewer
 * than five people are left of is removed. Storing the same twice changes nothing.
 * @param isFed whether difficulties are to decide draws: before learning everything is hard
 * @returns whether the numbers of the quiz are the new ones
 */
export async function storeStatistics(
	db: Db,
	{ courseSlug, quizSlug }: QuizOfCourse,
	measured: Measured | null,
	{ isFed, now }: { isFed: boolean; now: Date }
): Promise<boolean> {
	return db.transaction().execute(async (trx) => {
		const before = await trx
			.selectFrom('quizStatistic')
			.select('attemptCount')
			.where('courseSlug', '=', courseSlug)
			.where('quizSlug', '=', quizSlug)
			.executeTakeFirst();
		const kept = await trx
			.selectFrom('itemStatistic')
			.select(['questionHash', 'answerCount'])
			.where('courseSlug', '=', courseSlug)
			.where('quizSlug', '=', quizSlug)
			.execute();
		const countOf = new Map(kept.map(({ questionHash, answerCount }) => [questionHash, answerCount]));
		const items = (measured?.items ?? []).filter(({ questionHash, n }) =>
			mayReplace(countOf.get(questionHash) ?? null, n)
		);
		const known = new Set((measured?.items ?? []).map(({ questionHash }) => questionHash));
		const gone = kept.filter(({ questionHash }) => !known.has(questionHash)).map(({ questionHash }) => questionHash);
		if (gone.length > 0)
			await trx
				.deleteFrom('itemStatistic')
				.where('courseSlug', '=', courseSlug)
				.where('quizSlug', '=', quizSlug)
				.where('questionHash', 'in', gone)
				.execute();
		if (!measured) {
			await trx
				.deleteFrom('quizStatistic')
				.where('courseSlug', '=', courseSlug)
				.where('quizSlug', '=', quizSlug)
				.execute();
			return false;
		}
		if (items.length > 0) {
			const slugs = await trx
				.selectFrom('questionRevision')
				.select(['hash', 'questionSlug'])
				.where(
					'hash',
					'in',
					items.map(({ questionHash }) => questionHash)
				)
				.execute();
			const slugOf = new Map(slugs.map(({ hash, questionSlug }) => [hash, questionSlug]));
			await trx
				.insertInto('itemStatistic')
				.values(
					items.map(({ questionHash, n, difficulty, statistics }) => ({
						...{ courseSlug, quizSlug, questionHash, questionSlug: slugOf.get(questionHash) ?? '' },
						answerCount: n,
						difficulty: isFed ? difficulty : null,
						verdict: statistics.isVoided ? null : keyVerdict(statistics.discrimination),
						content: JSON.stringify(statistics)
					}))
				)
				.onConflict((conflict) =>
					conflict.columns(['courseSlug', 'quizSlug', 'questionHash']).doUpdateSet((eb) => ({
						answerCount: eb.ref('excluded.answerCount'),
						difficulty: eb.ref('excluded.difficulty'),
						verdict: eb.ref('excluded.verdict'),
						content: eb.ref('excluded.content')
					}))
				)
				.execute();
		}
		const { attempts } = measured.quiz;
		if (!mayReplace(before?.attemptCount ?? null, attempts)) return false;
		const row = { computedAt: sureUntil(now), attemptCount: attempts, content: JSON.stringify(measured.quiz) };
		await trx
			.insertInto('quizStatistic')
			.values({ courseSlug, quizSlug, ...row })
			.onConflict((conflict) => conflict.columns(['courseSlug', 'quizSlug']).doUpdateSet(row))
			.execute();
		return true;
	});
}

/** The numbers of all quizzes of a course, or of one of them. */
export async function listQuizStatistics(db: Db, courseSlug: string, quizSlug?: string): Promise<StoredQuiz[]> {
	let query = db
		.selectFrom('quizStatistic')
		.select(['quizSlug', 'computedAt', 'content'])
		.where('courseSlug', '=', courseSlug);
	if (quizSlug !== undefined) query = query.where('quizSlug', '=', quizSlug);
	const rows = await query.execute();
	return rows.map(({ content, ...row }) => ({ ...row, statistics: JSON.parse(content) as QuizStatistics }));
}

/** The numbers of the questions of a course, all revisions, or of one of its quizzes. */
export async function listItemStatistics(db: Db, courseSlug: string, quizSlug?: string): Promise<StoredItem[]> {
	let query = db
		.selectFrom('itemStatistic')
		.select(['quizSlug', 'questionSlug', 'questionHash', 'answerCount', 'difficulty', 'verdict', 'content'])
		.where('courseSlug', '=', courseSlug);
	if (quizSlug !== undefined) query = query.where('quizSlug', '=', quizSlug);
	const rows = await query.execute();
	return rows.map(({ content, answerCount, ...row }) => ({
		...row,
		n: answerCount,
		statistics: JSON.parse(content) as ItemStatistics
	}));
}
