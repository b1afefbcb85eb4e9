import type { AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import { lockClosedAttempt, settleAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import type { Trx } from '#lib/server/db/db.ts';
import { judge, voidedBy } from '../judge.ts';
import { listHolders } from './holders.ts';
import { tellLearner } from './tell-learner.ts';
import type { StandingRegrade } from './standing-regrade.ts';

/**
 * Puts the result of some attempts right, in the caller's transaction: item, attempt, the person's result, completion and
 * certificate by the usual ways, what was there before kept beside it, and the learner told. Each attempt is judged anew
 * under its lock; one that was changed already, here or by another process, is left alone.
 */
export async function applyPart(
	trx: Trx,
	regrade: StandingRegrade,
	attemptIds: string[],
	grading: Grading
): Promise<void> {
	const locked: AttemptOfPerson[] = [];
	for (const id of attemptIds) {
		const attempt = await lockClosedAttempt(trx, id);
		if (attempt && attempt.score !== null) locked.push(attempt);
	}
	if (locked.length === 0) return;
	const ids = locked.map(({ id }) => id);
	const holders = new Map((await listHolders(trx, ids, regrade.held.hashes)).map((one) => [one.attemptId, one]));
	for (const attempt of locked) {
		const holder = holders.get(attempt.id);
		if (!holder) continue;
		const after = judge(holder, regrade.judging);
		if (!after) continue;

		const { position } = holder;
		await trx
			.updateTable('attemptItem')
			.set({ gradedHash: regrade.toHash ?? holder.gradedHash, voided: voidedBy(regrade.policy) })
			.where('attemptId', '=', attempt.id)
			.where('position', '=', position)
			.execute();
		const isPassGained = attempt.isPassed === 0 && after.isPassed === 1;
		const certificateBefore = isPassGained ? await findCertificateId(trx, attempt) : null;
		const settled = await settleAttempt(trx, attempt, grading);
		const certificateAfter = isPassGained ? await findCertificateId(trx, attempt) : null;
		await trx
			.insertInto('regradeChange')
			.values({
				regradeId: regrade.id,
				attemptId: attempt.id,
				position,
				oldItemScore: holder.standing.itemScore,
				newItemScore: after.itemScore,
				oldGradedHash: holder.gradedHash,
				oldScore: holder.standing.score,
				newScore: settled.score ?? after.score,
				oldMaxScore: holder.standing.maxScore,
				newMaxScore: settled.maxScore ?? after.maxScore,
				oldIsPassed: attempt.isPassed,
				newIsPassed: settled.isPassed,
				certificateId: certificateAfter === certificateBefore ? null : certificateAfter
			})
			.execute();
		await tellLearner(trx, regrade, attempt, settled, grading.now);
	}
}

/** The person's valid certificate of the course. */
async function findCertificateId(trx: Trx, { userAccountId, courseSlug }: AttemptOfPerson): Promise<string | null> {
	const row = await trx
		.selectFrom('certificate')
		.select('id')
		.where('userAccountId', '=', userAccountId)
		.where('courseSlug', '=', courseSlug)
		.where('state', '=', 'valid')
		.executeTakeFirst();
	return row?.id ?? null;
}
