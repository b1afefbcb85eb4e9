import { withdrawCertificate } from '#lib/certificates/server/changes.ts';
import { completionOf } from '#lib/progress/completion.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import type { AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import { lockClosedAttempt, settleAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import { voidedBy } from '../judge.ts';
import type { StandingRegrade } from './standing-regrade.ts';
import { tellLearner } from './tell-learner.ts';

/** Where an undo looks for what it has not put back yet, in the order of the attempts. */
export function listChangedAttempts(db: Db, regradeId: string, after: string, limit: number) {
	return db
		.selectFrom('regradeChange')
		.select('attemptId')
		.where('regradeId', '=', regradeId)
		.where('attemptId', '>', after)
		.orderBy('attemptId')
		.limit(limit)
		.execute();
}

/**
 * Gives some attempts back the scores they had, in the caller's transaction. A certificate that was issued because of the
 * regrade is revoked, unless its holder has earned it otherwise meanwhile. What was put back already is left alone.
 */
export async function undoPart(
	trx: Trx,
	regrade: StandingRegrade,
	attemptIds: string[],
	grading: Grading
): Promise<void> {
	for (const id of attemptIds) {
		const attempt = await lockClosedAttempt(trx, id);
		if (!attempt || !(await putItemBack(trx, regrade, id))) continue;
		const settled = await settleAttempt(trx, attempt, grading);
		await takeCertificateBack(trx, regrade, settled, grading);
		await tellLearner(trx, regrade, attempt, settled, grading.now);
	}
}

/** @returns false when the item no longer goes by this regrade */
async function putItemBack(trx: Trx, { id: regradeId, toHash, policy }: StandingRegrade, attemptId: string) {
	const change = await trx
		.selectFrom('regradeChange')
		.select(['position', 'oldGradedHash', 'oldItemScore'])
		.where('regradeId', '=', regradeId)
		.where('attemptId', '=', attemptId)
		.executeTakeFirstOrThrow();
	const voided = voidedBy(policy);
	const updated = await trx
		.updateTable('attemptItem')
		.set({ gradedHash: change.oldGradedHash, voided: null, score: change.oldItemScore })
		.where('attemptId', '=', attemptId)
		.where('position', '=', change.position)
		.where((eb) =>
			voided ? eb('voided', '=', voided) : eb.and([eb('voided', 'is', null), eb('gradedHash', '=', toHash)])
		)
		.returning('position')
		.executeTakeFirst();
	return updated !== undefined;
}

async function takeCertificateBack(trx: Trx, regrade: StandingRegrade, attempt: AttemptOfPerson, grading: Grading) {
	const { userAccountId: personId, courseSlug } = attempt;
	// It may have come with another attempt of theirs that the regrade made pass.
	const issued = await trx
		.selectFrom('regradeChange as x')
		.innerJoin('attempt as a', 'a.id', 'x.attemptId')
		.innerJoin('certificate as c', 'c.id', 'x.certificateId')
		.select('c.id')
		.where('a.userAccountId', '=', personId)
		.where('x.regradeId', '=', regrade.id)
		.where('c.state', '=', 'valid')
		.executeTakeFirst();
	const course = grading.courses.find(courseSlug);
	if (!issued || !course) return;
	const facts = await getLearningFacts(trx, personId, courseSlug);
	if (completionOf(course, { ...facts, completedAt: null }).isCompleted) return;

	await trx
		.updateTable('enrollment')
		.set({ completedAt: null, steps: null })
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.execute();
	const reason = `Cofnięto poprawkę klucza, po której je wydano. Powód poprawki: ${regrade.reason}`;
	await withdrawCertificate(trx, { certificateId: issued.id, reason, actorId: regrade.undoneBy, now: grading.now });
}
