import type { Db } from '#lib/server/db/db.ts';
import type { Confidence } from '../confidence.ts';

/** What somebody last answered to a question in a closed attempt. */
export interface LastAnswer {
	personId: string;
	attemptId: string;
	courseSlug: string;
	quizSlug: string;
	questionHash: string;
	confidence: Confidence | null;
	/** Hundredths of a point. */
	score: number;
	closedAt: string;
}

export const isSurelyWrong = ({ confidence, score }: LastAnswer): boolean => confidence === 'sure' && score === 0;

/**
 * The last graded answer of each person to each question, void ones left out. Whoever was surely wrong once and put it
 * right later is past it.
 * @param courseSlug absent: of all courses
 */
export async function listLastAnswers(db: Db, people: string[], courseSlug?: string): Promise<LastAnswer[]> {
	const rows = await db
		.selectFrom('attempt')
		.innerJoin('attemptItem', 'attemptItem.attemptId', 'attempt.id')
		.innerJoin('answer', (join) =>
			join.onRef('answer.attemptId', '=', 'attemptItem.attemptId').onRef('answer.position', '=', 'attemptItem.position')
		)
		.select(['attempt.userAccountId as personId', 'attempt.id as attemptId', 'attempt.courseSlug', 'attempt.quizSlug'])
		.select(['attempt.closedAt', 'attemptItem.questionHash', 'attemptItem.score', 'answer.confidence'])
		.where('attempt.userAccountId', 'in', people)
		.$if(courseSlug !== undefined, (query) => query.where('attempt.courseSlug', '=', courseSlug ?? ''))
		.where('attempt.closedAt', 'is not', null)
		.where('attemptItem.score', 'is not', null)
		.where('attemptItem.voided', 'is', null)
		.orderBy('attempt.closedAt')
		.execute();
	const last = new Map<string, LastAnswer>();
	for (const { score, closedAt, ...row } of rows) {
		if (score === null || closedAt === null) continue;
		const key = `${row.personId} ${row.courseSlug} ${row.quizSlug} ${row.questionHash}`;
		last.set(key, { ...row, score, closedAt });
	}
	return [...last.values()];
}
