import { randomUUID } from 'node:crypto';
import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import { writeGroupAudit } from './group-audit.ts';
import { lockOpenGroup } from './access.ts';

export interface Team {
	id: string;
	name: string;
	memberCount: number;
}

/** The teams of a group, in Polish order. */
export async function listTeams(db: Db, groupId: string): Promise<Team[]> {
	const rows = await db
		.selectFrom('team as t')
		.leftJoin('membership as m', (join) =>
			join.onRef('m.learnerGroupId', '=', 't.learnerGroupId').onRef('m.teamId', '=', 't.id')
		)
		.select((eb) => ['t.id', 't.name', eb.fn.count('m.userAccountId').as('memberCount')])
		.where('t.learnerGroupId', '=', groupId)
		.groupBy(['t.id', 't.name'])
		.execute();
	return rows
		.map((row) => ({ ...row, memberCount: Number(row.memberCount) }))
		.sort((a, b) => comparePolish(a.name, b.name));
}

/**
 * Makes a team in a group, in the caller's transaction.
 * @returns its id
 * @throws AppError 409 when the group has a team of that name, or is in the archive
 */
export async function createTeam(trx: Db, actor: Actor, groupId: string, name: string, now: Date): Promise<string> {
	const group = await lockOpenGroup(trx, groupId);
	const team = await trx
		.insertInto('team')
		.values({ id: randomUUID(), learnerGroupId: groupId, name })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!team) throw nameTaken();
	await writeGroupAudit(trx, actor, group, { action: 'team.created', detail: { team: team.id } }, now);
	return team.id;
}

/** Gives a team of the group another name, in the caller's transaction. */
export async function renameTeam(
	trx: Db,
	actor: Actor,
	{ groupId, teamId, name }: { groupId: string; teamId: string; name: string },
	now: Date
): Promise<void> {
	const group = await lockOpenGroup(trx, groupId);
	const taken = await trx
		.selectFrom('team')
		.select('id')
		.where('learnerGroupId', '=', groupId)
		.where('name', '=', name)
		.where('id', '!=', teamId)
		.executeTakeFirst();
	if (taken) throw nameTaken();
	await trx
		.updateTable('team')
		.set({ name })
		.where('id', '=', teamId)
		.where('learnerGroupId', '=', groupId)
		.returning('id')
		.executeTakeFirstOrThrow(() => notFound('zespół'));
	await writeGroupAudit(trx, actor, group, { action: 'team.renamed', detail: { team: teamId } }, now);
}

/** Deletes a team of the group, in the caller's transaction; its people stay in the group. */
export async function deleteTeam(
	trx: Db,
	actor: Actor,
	{ groupId, teamId }: { groupId: string; teamId: string },
	now: Date
): Promise<void> {
	const group = await lockOpenGroup(trx, groupId);
	await trx
		.deleteFrom('team')
		.where('id', '=', teamId)
		.where('learnerGroupId', '=', groupId)
		.returning('id')
		.executeTakeFirstOrThrow(() => notFound('zespół'));
	await writeGroupAudit(trx, actor, group, { action: 'team.deleted', detail: { team: teamId } }, now);
}

/**
 * Puts a person of the group in one of its teams, in the caller's transaction; null: in none. The caller writes to the
 * audit log.
 * @throws AppError 404 when the person or the team is none of the group
 */
export async function setTeam(trx: Db, groupId: string, personId: string, teamId: string | null): Promise<void> {
	await lockOpenGroup(trx, groupId);
	if (teamId !== null) {
		await trx
			.selectFrom('team')
			.select('id')
			.where('id', '=', teamId)
			.where('learnerGroupId', '=', groupId)
			.executeTakeFirstOrThrow(() => notFound('zespół'));
	}
	await trx
		.updateTable('membership')
		.set({ teamId })
		.where('learnerGroupId', '=', groupId)
		.where('userAccountId', '=', personId)
		.returning('userAccountId')
		.executeTakeFirstOrThrow(() => notFound('osoba w grupie'));
}

const nameTaken = () => new AppError(409, 'team_name_taken', 'Ta grupa ma już zespół o tej nazwie. Wpisz inną.');
