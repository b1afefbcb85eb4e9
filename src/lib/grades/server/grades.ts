import type { Db } from '#lib/server/db/db.ts';
import type { GradeBook, GradedQuiz } from '../grade-book.ts';
import { gradeRows, type GradeRow, type StoredDecision, type StoredResult } from '../grade-rows.ts';

interface Asked {
	groupId: string;
	courseSlug: string;
	/** Only this learner of the group. */
	personId?: string;
}

/** The book of a group in a course: three queries, whatever the number of people. */
export async function listGrades(db: Db, asked: Asked, book: GradeBook, quizzes: GradedQuiz[]): Promise<GradeRow[]> {
	const people = await learnersOf(db, asked).execute();
	return gradeRows(book, quizzes, people, {
		results: await listResults(db, asked),
		decisions: await listDecisions(db, asked)
	});
}

/** Everything decided about the grades of a group in a course, the oldest first. */
export function listDecisions(db: Db, { groupId, courseSlug, personId }: Asked): Promise<StoredDecision[]> {
	let query = db
		.selectFrom('gradeDecision as d')
		.leftJoin('userAccount as a', 'a.id', 'd.decidedBy')
		.select(['d.userAccountId as personId', 'd.quizSlug', 'd.kind', 'd.percent', 'd.reason', 'd.decidedAt'])
		.select('a.displayName as decidedBy')
		.where('d.learnerGroupId', '=', groupId)
		.where('d.courseSlug', '=', courseSlug);
	if (personId !== undefined) query = query.where('d.userAccountId', '=', personId);
	return query.orderBy('d.decidedAt').orderBy('d.id').execute();
}

async function listResults(db: Db, asked: Asked): Promise<StoredResult[]> {
	const rows = await db
		.selectFrom('quizResult as r')
		.select(['r.userAccountId as personId', 'r.quizSlug'])
		.select(['r.bestScore', 'r.bestMaxScore', 'r.lastScore', 'r.lastMaxScore'])
		.where('r.courseSlug', '=', asked.courseSlug)
		.where('r.userAccountId', 'in', learnersOf(db, asked).clearSelect().select('m.userAccountId'))
		.execute();
	return rows.map(({ personId, quizSlug, bestScore, bestMaxScore, lastScore, lastMaxScore }) => {
		const best = { score: bestScore, maxScore: bestMaxScore };
		// Results from before last attempts were noted had one attempt that counts.
		const hasLast = lastScore !== null && lastMaxScore !== null;
		return { personId, quizSlug, best, last: hasLast ? { score: lastScore, maxScore: lastMaxScore } : best };
	});
}

function learnersOf(db: Db, { groupId, personId }: Asked) {
	const query = db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select(['a.id', 'a.displayName'])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner');
	return personId === undefined ? query : query.where('m.userAccountId', '=', personId);
}
