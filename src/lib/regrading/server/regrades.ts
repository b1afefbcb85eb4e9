import { notFound } from '#lib/errors.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Db } from '#lib/server/db/db.ts';
import { isChanged } from '../judge.ts';
import { ResultMoves } from '../preview.ts';
import { isBuiltUpon } from './order.ts';
import { listDoubtfulCertificates } from './tell-staff.ts';

const describedRegrades = (db: Db, courseSlug: string) =>
	db
		.selectFrom('regrade as g')
		.innerJoin('questionRevision as r', 'r.hash', 'g.fromHash')
		.leftJoin('userAccount as a', 'a.id', 'g.appliedBy')
		.leftJoin('userAccount as u', 'u.id', 'g.undoneBy')
		.selectAll('g')
		.select(['r.content', 'a.displayName as appliedByName', 'u.displayName as undoneByName'])
		.where('g.courseSlug', '=', courseSlug);

type DescribedRow = Awaited<ReturnType<ReturnType<typeof describedRegrades>['execute']>>[number];

const describe = ({ content, ...row }: DescribedRow) => ({
	...row,
	title: (JSON.parse(content) as AuthoredContent).title
});

/** What was put right in a course, the newest first. */
export async function listRegrades(db: Db, courseSlug: string) {
	const rows = await describedRegrades(db, courseSlug).orderBy('g.appliedAt', 'desc').execute();
	return rows.map(describe);
}

/**
 * A regrade with what it has done so far and what is left to decide.
 * @throws AppError 404
 */
export async function getRegrade(db: Db, courseSlug: string, regradeId: string) {
	const row = await describedRegrades(db, courseSlug)
		.where('g.id', '=', regradeId)
		.executeTakeFirstOrThrow(() => notFound('poprawka'));
	const changes = await db
		.selectFrom('regradeChange')
		.select(['oldScore', 'oldMaxScore', 'oldIsPassed', 'newScore', 'newMaxScore', 'newIsPassed'])
		.select((eb) => eb.fn.countAll().as('count'))
		.where('regradeId', '=', regradeId)
		.groupBy(['oldScore', 'oldMaxScore', 'oldIsPassed', 'newScore', 'newMaxScore', 'newIsPassed'])
		.execute();
	const moves = new ResultMoves();
	for (const change of changes) {
		const before = { score: change.oldScore, maxScore: change.oldMaxScore, isPassed: change.oldIsPassed };
		const after = { score: change.newScore, maxScore: change.newMaxScore, isPassed: change.newIsPassed };
		if (isChanged(before, after)) moves.add(before, after, Number(change.count));
	}
	const { count: certificates } = await db
		.selectFrom('regradeChange')
		.select((eb) => eb.fn.count('certificateId').as('count'))
		.where('regradeId', '=', regradeId)
		.executeTakeFirstOrThrow();
	const doubtful = await listDoubtfulCertificates(db, row);
	return {
		...describe(row),
		moves: moves.list(),
		certificatesIssued: Number(certificates),
		doubtfulNumbers: doubtful.map(({ number }) => number).sort(),
		isBuiltUpon: await isBuiltUpon(db, row)
	};
}

export type ResultChange = Awaited<ReturnType<typeof listResultChanges>>[number];

/**
 * How the result of one attempt was changed, the oldest first; what was undone too.
 * @param isFeedbackDue else `position` is null: whose result rose by a corrected key would learn the key
 */
export async function listResultChanges(db: Db, attemptId: string, isFeedbackDue: boolean) {
	const rows = await db
		.selectFrom('regradeChange as x')
		.innerJoin('regrade as g', 'g.id', 'x.regradeId')
		.select(['g.id', 'g.reason', 'g.state', 'g.appliedAt', 'g.undoneAt', 'x.position'])
		.select(['x.oldScore', 'x.oldMaxScore', 'x.newScore', 'x.newMaxScore'])
		.where('x.attemptId', '=', attemptId)
		.where((eb) =>
			eb.or([eb('x.oldScore', '!=', eb.ref('x.newScore')), eb('x.oldMaxScore', '!=', eb.ref('x.newMaxScore'))])
		)
		.orderBy('g.appliedAt')
		.execute();
	return rows.map(({ position, ...change }) => ({ ...change, position: isFeedbackDue ? position : null }));
}
