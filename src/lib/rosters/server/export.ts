import { comparePolish } from '#lib/format.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Sheet } from '#lib/spreadsheets/sheet.ts';

/**
 * The learners of a group as a sheet that can be read in again unchanged. An address is on it only when this group's
 * staff wrote to it themselves: an invitation to the group went there and its owner accepted. Anyone else's stays theirs.
 */
export async function exportPeople(
	db: Db,
	actor: Actor,
	group: { id: string; organizationId: string },
	now: Date = new Date()
): Promise<Sheet> {
	const rows = await db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.leftJoin('team as t', 't.id', 'm.teamId')
		.select(['a.id', 'a.displayName', 'a.signInName', 'a.email', 'a.organizationId', 'a.externalId', 't.name as team'])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('invitation as i')
						.select('i.id')
						.where('i.learnerGroupId', '=', group.id)
						.whereRef('i.acceptedBy', '=', 'a.id')
						.whereRef('i.email', '=', 'a.email')
				)
				.as('wasWrittenTo')
		)
		.where('m.learnerGroupId', '=', group.id)
		.where('m.kind', '=', 'learner')
		.execute();
	await writeAudit(
		db,
		{
			actorId: actor.id,
			address: actor.address,
			organizationId: group.organizationId,
			action: 'roster.exported',
			subjectKind: 'learnerGroup',
			subjectId: group.id
		},
		now
	);
	rows.sort((a, b) => comparePolish(a.displayName, b.displayName));
	return {
		name: 'Osoby',
		columns: ['Imię lub pseudonim', 'Nazwa do logowania', 'E-mail', 'Zespół', 'Identyfikator', 'Numer konta'].map(
			(title) => ({ title, kind: 'text' })
		),
		rows: rows.map(({ organizationId, ...row }) => {
			const isOurs = organizationId === group.organizationId;
			return [
				row.displayName,
				isOurs ? row.signInName : null,
				row.wasWrittenTo ? row.email : null,
				row.team,
				isOurs ? row.externalId : null,
				row.id
			];
		})
	};
}
