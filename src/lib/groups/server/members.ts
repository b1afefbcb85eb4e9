import { notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import { groupThatGives } from '#lib/progress/server/enrollment.ts';
import type { Db } from '#lib/server/db/db.ts';
import { lockOpenGroup } from './access.ts';

const ROWS_AT_ONCE = 200;

export interface Member {
	id: string;
	displayName: string;
	/** Pupils only. */
	signInName: string | null;
	accountKind: 'email' | 'pupil';
	kind: 'learner' | 'teacher';
	joinedAt: string;
	teamId: string | null;
}

/** Everyone in a group, in Polish order. */
export async function listMembers(db: Db, groupId: string): Promise<Member[]> {
	const rows = await db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select(['a.id', 'a.displayName', 'a.signInName', 'a.kind as accountKind', 'm.kind', 'm.joinedAt', 'm.teamId'])
		.where('m.learnerGroupId', '=', groupId)
		.execute();
	return rows.sort((a, b) => comparePolish(a.displayName, b.displayName));
}

/** How many learn in a group. */
export async function countLearners(db: Db, groupId: string): Promise<number> {
	const { count } = await db
		.selectFrom('membership')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('learnerGroupId', '=', groupId)
		.where('kind', '=', 'learner')
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** One person of `addLearners`. */
export async function addLearner(
	trx: Db,
	groupId: string,
	personId: string,
	now: Date,
	teamId: string | null = null
): Promise<boolean> {
	return (await addLearners(trx, groupId, [personId], now, teamId)).length > 0;
}

/**
 * Puts people in a group and on every course it has now, in the caller's transaction; who is in it already stays as they
 * are. The caller writes to the audit log, knowing how they came.
 * @returns the ids of those who were not in the group before
 * @throws AppError 409 when the group is in the archive
 */
export async function addLearners(
	trx: Db,
	groupId: string,
	personIds: readonly string[],
	now: Date,
	teamId: string | null = null
): Promise<string[]> {
	await lockOpenGroup(trx, groupId);
	const added: string[] = [];
	for (let from = 0; from < personIds.length; from += ROWS_AT_ONCE) {
		const rows = await trx
			.insertInto('membership')
			.values(
				personIds.slice(from, from + ROWS_AT_ONCE).map((userAccountId) => ({
					learnerGroupId: groupId,
					userAccountId,
					kind: 'learner' as const,
					joinedAt: now.toISOString(),
					teamId
				}))
			)
			.onConflict((conflict) => conflict.doNothing())
			.returning('userAccountId')
			.execute();
		const ids = rows.map((row) => row.userAccountId);
		if (ids.length > 0) await enrollOnCoursesOf(trx, groupId, ids, now);
		added.push(...ids);
	}
	return added;
}

/** Who learns a course already without a group now learns it with this one; another group is kept. */
async function enrollOnCoursesOf(trx: Db, groupId: string, personIds: string[], now: Date) {
	await trx
		.insertInto('enrollment')
		.columns(['userAccountId', 'courseSlug', 'learnerGroupId', 'enrolledAt'])
		.expression((eb) =>
			eb
				.selectFrom('membership as m')
				.innerJoin('courseAssignment as a', 'a.learnerGroupId', 'm.learnerGroupId')
				.select(['m.userAccountId', 'a.courseSlug', 'm.learnerGroupId', eb.val(now.toISOString()).as('enrolledAt')])
				.where('m.learnerGroupId', '=', groupId)
				.where('m.userAccountId', 'in', personIds)
				.where('a.removedAt', 'is', null)
		)
		.onConflict((conflict) =>
			conflict.columns(['userAccountId', 'courseSlug']).doUpdateSet((eb) => ({
				learnerGroupId: eb.fn.coalesce('enrollment.learnerGroupId', 'excluded.learnerGroupId')
			}))
		)
		.execute();
}

/**
 * Takes a learner out of a group, in the caller's transaction, and keeps the dates. What they learned stays theirs; a
 * course goes on with another of their groups that has it, or without one.
 * @throws AppError 404 for who does not learn in the group, 409 when it is in the archive
 */
export async function removeMember(trx: Db, groupId: string, personId: string, now: Date): Promise<void> {
	await lockOpenGroup(trx, groupId);
	await endMembership(trx, { groupId, personId, kind: 'learner' }, now);
	await trx
		.updateTable('enrollment')
		.set((eb) => ({ learnerGroupId: groupThatGives(eb.ref('enrollment.courseSlug'), personId) }))
		.where('userAccountId', '=', personId)
		.where('learnerGroupId', '=', groupId)
		.execute();
}

/** Moves a membership to the former ones. */
export async function endMembership(
	trx: Db,
	{ groupId, personId, kind }: { groupId: string; personId: string; kind: Member['kind'] },
	now: Date
): Promise<void> {
	const { joinedAt } = await trx
		.deleteFrom('membership')
		.where('learnerGroupId', '=', groupId)
		.where('userAccountId', '=', personId)
		.where('kind', '=', kind)
		.returning('joinedAt')
		.executeTakeFirstOrThrow(() => notFound('osoba w grupie'));
	await trx
		.insertInto('formerMembership')
		.values({ learnerGroupId: groupId, userAccountId: personId, kind, joinedAt, leftAt: now.toISOString() })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
