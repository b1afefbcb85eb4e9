import { getOpenGroupOf } from '#lib/groups/server/access.ts';
import { removeMember } from '#lib/groups/server/members.ts';
import { setTeam } from '#lib/groups/server/teams.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { listPeople } from './people.ts';

/**
 * Puts people of a group in teams; who is in the wanted one already is left alone.
 * @param wanted team ids by person, null for none
 * @throws AppError 404 for a group, person or team of somebody else, 409 when the group is in the archive
 */
export async function setTeams(
	db: Db,
	actor: Actor,
	groupId: string,
	wanted: ReadonlyMap<string, string | null>,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const { organizationId } = await getOpenGroupOf(trx, actor.id, groupId);
		const teamOf = new Map((await listPeople(trx, groupId)).map(({ id, teamId }) => [id, teamId]));
		for (const [personId, teamId] of wanted) {
			if (teamOf.get(personId) === teamId) continue;
			await setTeam(trx, groupId, personId, teamId);
			const what = { action: 'membership.teamSet', subjectKind: 'userAccount', subjectId: personId };
			const detail = { group: groupId, team: teamId };
			await writeAudit(trx, { actorId: actor.id, address: actor.address, organizationId, ...what, detail }, now);
		}
	});
}

/**
 * Takes somebody out of a group; their account and what they learned stay.
 * @throws AppError 404 for a group or person of somebody else, 409 when the group is in the archive
 */
export async function removeFromGroup(
	db: Db,
	actor: Actor,
	groupId: string,
	personId: string,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const { organizationId } = await getOpenGroupOf(trx, actor.id, groupId);
		await removeMember(trx, groupId, personId, now);
		const what = { action: 'membership.ended', subjectKind: 'userAccount', subjectId: personId };
		const detail = { group: groupId };
		await writeAudit(trx, { actorId: actor.id, address: actor.address, organizationId, ...what, detail }, now);
	});
}
