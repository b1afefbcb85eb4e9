import { randomUUID } from 'node:crypto';
import { notFound } from '#lib/errors.ts';
import { lockOpenGroup } from '#lib/groups/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Decision } from '../grade-forms.ts';

/**
 * Adds a teacher's decision about one quiz of one learner of the group. Nothing is ever overwritten: the newest counts,
 * taking back included. Attempts, completion and certificates stay as they are.
 * @throws AppError 404 for who does not learn in the group, 409 when it is in the archive
 */
export async function decide(
	db: Db,
	actor: Actor,
	about: { groupId: string; courseSlug: string; personId: string },
	decision: Decision,
	now: Date = new Date()
): Promise<void> {
	const { groupId, courseSlug, personId } = about;
	await inTransaction(db, async (trx) => {
		const { organizationId } = await lockOpenGroup(trx, groupId);
		await getLearner(trx, groupId, personId);
		await trx
			.insertInto('gradeDecision')
			.values({
				...decision,
				id: randomUUID(),
				learnerGroupId: groupId,
				userAccountId: personId,
				courseSlug,
				decidedBy: actor.id,
				decidedAt: now.toISOString()
			})
			.execute();
		await writeAudit(
			trx,
			{
				actorId: actor.id,
				address: actor.address,
				organizationId,
				action: `grade.${decision.kind}`,
				subjectKind: 'userAccount',
				subjectId: personId,
				detail: { group: groupId, course: courseSlug, quiz: decision.quizSlug, percent: decision.percent }
			},
			now
		);
	});
}

/** @throws AppError 404 for who does not learn in the group */
export function getLearner(db: Db, groupId: string, personId: string): Promise<{ id: string; displayName: string }> {
	return db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select(['a.id', 'a.displayName'])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.userAccountId', '=', personId)
		.where('m.kind', '=', 'learner')
		.executeTakeFirstOrThrow(() => notFound('osoba w grupie'));
}
