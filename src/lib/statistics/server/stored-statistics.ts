import type { Difficulty } from '#lib/quizzes/difficulty.ts';
import { sureUntil } from '#lib/board/server/question-statistics.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import type { ItemStatisticTable } from '#lib/server/db/tables/questions.ts';
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
 * @param measured null: fewer than five people
 * @param isFed whether difficulties are to decide draws: before learning everything is hard
 * @returns whether the numbers of the quiz are the new ones
 */
export async function storeStatistics(
	db: Db,
	{ courseSlug, quizSlug }: QuizOfCourse,
	measured: Measured | null,
	{ isFed, now }: { isFed: boolean; now: Date }
): Promise<boolean> {
	const quiz = { courseSlug, quizSlug };
	return db.transaction().execute(async (trx) => {
		await storeItems(trx, quiz, measured?.items ?? [], isFed);
		return storeQuiz(trx, quiz, measured?.quiz ?? null, now);
	});
}

/** To three places: exact shares of thousands of people would tell of each by subtraction. */
const written = (statistics: QuizStatistics | ItemStatistics): string =>
	JSON.stringify(statistics, (_, value: unknown) =>
		typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value
	);

/** Revisions that are no longer measured go; the others are replaced where that tells of nobody. */
async function storeItems(trx: Trx, quiz: QuizOfCourse, items: Measured['items'], isFed: boolean): Promise<void> {
	const stored = await trx
		.selectFrom('itemStatistic')
		.select(['questionHash', 'answerCount'])
		.where((eb) => eb.and(quiz))
		.execute();
	const countOf = new Map(stored.map(({ questionHash, answerCount }) => [questionHash, answerCount]));
	const measured = new Set(items.map(({ questionHash }) => questionHash));
	const gone = [...countOf.keys()].filter((hash) => !measured.has(hash));
	if (gone.length > 0)
		await trx
			.deleteFrom('itemStatistic')
			.where((eb) => eb.and(quiz))
			.where('questionHash', 'in', gone)
			.execute();
	const replaced = items.filter(({ questionHash, n }) => mayReplace(countOf.get(questionHash) ?? null, n));
	if (replaced.length === 0) return;
	const slugOf = await findQuestionSlugs(
		trx,
		replaced.map(({ questionHash }) => questionHash)
	);
	const rows = replaced.map(({ questionHash, n, difficulty, statistics }) => ({
		...{ ...quiz, questionHash, questionSlug: slugOf.get(questionHash) ?? '' },
		answerCount: n,
		difficulty: isFed ? difficulty : null,
		verdict: statistics.isVoided ? null : keyVerdict(statistics.discrimination),
		content: written(statistics)
	}));
	await trx
		.insertInto('itemStatistic')
		.values(rows)
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

async function findQuestionSlugs(trx: Trx, hashes: string[]): Promise<Map<string, string>> {
	const rows = await trx
		.selectFrom('questionRevision')
		.select(['hash', 'questionSlug'])
		.where('hash', 'in', hashes)
		.execute();
	return new Map(rows.map(({ hash, questionSlug }) => [hash, questionSlug]));
}

/** @returns whether the numbers are the new ones */
async function storeQuiz(trx: Trx, quiz: QuizOfCourse, statistics: QuizStatistics | null, now: Date): Promise<boolean> {
	if (!statistics) {
		await trx
			.deleteFrom('quizStatistic')
			.where((eb) => eb.and(quiz))
			.execute();
		return false;
	}
	const stored = await trx
		.selectFrom('quizStatistic')
		.select('attemptCount')
		.where((eb) => eb.and(quiz))
		.executeTakeFirst();
	if (!mayReplace(stored?.attemptCount ?? null, statistics.attempts)) return false;
	const row = {
		computedAt: sureUntil(now),
		attemptCount: statistics.attempts,
		content: written(statistics)
	};
	await trx
		.insertInto('quizStatistic')
		.values({ ...quiz, ...row })
		.onConflict((conflict) => conflict.columns(['courseSlug', 'quizSlug']).doUpdateSet(row))
		.execute();
	return true;
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
