import { removeMember } from '#lib/groups/server/members.ts';
import { eraseAgain } from '#lib/privacy/server/erasures.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { comparePolish } from '#lib/format.ts';
import { UNDO_DAYS } from '../roster.ts';
import type { RosterImport } from './imports.ts';
import { tooLateToUndo } from './refusals.ts';

const DAY_MS = 86_400_000;

/** The last instant an import can be taken back. */
export const undoEnds = (appliedAt: string): Date => new Date(Date.parse(appliedAt) + UNDO_DAYS * DAY_MS);

export const canUndo = ({ state, appliedAt }: RosterImport, now: Date): boolean =>
	state === 'applied' && appliedAt !== null && undoEnds(appliedAt) > now;

/**
 * Takes back what an import did: memberships it made, invitations nobody has accepted, and accounts it opened. Who has
 * used their account, learned in the group or is in another one by now stays, and so do groups and teams.
 * @throws AppError 409 when it was not carried out, is taken back already or after 30 days
 */
export async function undoImport(db: Db, actor: Actor, roster: RosterImport, now: Date = new Date()): Promise<void> {
	await inTransaction(db, async (trx) => {
		const claimed = await trx
			.updateTable('rosterImport')
			.set({ state: 'undone', undoneAt: now.toISOString() })
			.where('id', '=', roster.id)
			.where('state', '=', 'applied')
			.where('appliedAt', '>', new Date(now.getTime() - UNDO_DAYS * DAY_MS).toISOString())
			.returning('id')
			.executeTakeFirst();
		if (!claimed) throw tooLateToUndo();
		const staying = new Set((await peopleWhoStay(trx, roster.id)).map(({ id }) => id));
		const rows = await listMadeRows(trx, roster.id);
		const leaving = rows.filter(({ personId }) => !staying.has(personId));
		const opened = new Set(leaving.filter(({ isAccountNew }) => isAccountNew === 1).map(({ personId }) => personId));
		for (const { personId, groupId } of leaving) {
			if (groupId && !opened.has(personId)) await removeMember(trx, groupId, personId, now);
		}
		const erasedAt = now.toISOString();
		// Remembered like every erasure: an older backup must not bring them back.
		await eraseAgain(
			trx,
			[...opened].map((id) => ({ id, erasedAt }))
		);
		const revoked = await revokeInvitations(trx, roster.id, erasedAt);
		const detail = { group: roster.learnerGroupId, erased: [...opened], kept: staying.size, revoked };
		await audit(trx, actor, roster, detail, now);
	});
}

/** Rows that put somebody into a group, in the order in which groups are locked. */
async function listMadeRows(db: Db, rosterImportId: string) {
	const rows = await db
		.selectFrom('rosterRow')
		.select(['userAccountId', 'learnerGroupId as groupId', 'isAccountNew', 'isMembershipNew'])
		.where('rosterImportId', '=', rosterImportId)
		.where('userAccountId', 'is not', null)
		.where('isMembershipNew', '=', 1)
		.orderBy('learnerGroupId')
		.execute();
	return rows.map(({ userAccountId, ...row }) => ({ ...row, personId: userAccountId ?? '' }));
}

export interface StayingPerson {
	id: string;
	displayName: string;
	/** Why taking the import back leaves them alone. */
	reason: 'signedIn' | 'learned' | 'otherGroup';
}

/** Of the people an import brought, those whom taking it back would not touch, in Polish order. */
export async function peopleWhoStay(db: Db, rosterImportId: string): Promise<StayingPerson[]> {
	const rows = await db
		.selectFrom('rosterRow as r')
		.innerJoin('userAccount as a', 'a.id', 'r.userAccountId')
		.select(['a.id', 'a.displayName', 'r.isAccountNew', 'a.mustChangePassword', 'a.lastSignInAt'])
		.select((eb) => [
			eb
				.exists(eb.selectFrom('signInSession as s').select('s.id').whereRef('s.userAccountId', '=', 'a.id'))
				.as('isSignedIn'),
			eb
				.exists(
					eb
						.selectFrom('enrollment as e')
						.select('e.courseSlug')
						.whereRef('e.userAccountId', '=', 'a.id')
						.whereRef('e.learnerGroupId', '=', 'r.learnerGroupId')
						.where('e.lastActivityAt', 'is not', null)
				)
				.as('hasLearned'),
			eb
				.exists(
					eb
						.selectFrom('membership as m')
						.select('m.learnerGroupId')
						.whereRef('m.userAccountId', '=', 'a.id')
						.where('m.learnerGroupId', 'not in', (inner) =>
							inner
								.selectFrom('rosterRow as o')
								.select('o.learnerGroupId')
								.where('o.rosterImportId', '=', rosterImportId)
								.where('o.learnerGroupId', 'is not', null)
								.$castTo<{ learnerGroupId: string }>()
						)
				)
				.as('isElsewhere')
		])
		.where('r.rosterImportId', '=', rosterImportId)
		.where('r.isMembershipNew', '=', 1)
		.execute();
	const staying = new Map<string, StayingPerson>();
	for (const { id, displayName, ...row } of rows) {
		const isOwn = row.isAccountNew === 1;
		if (row.hasLearned) staying.set(id, { id, displayName, reason: 'learned' });
		else if (isOwn && (row.isSignedIn || row.lastSignInAt !== null || row.mustChangePassword === 0))
			staying.set(id, { id, displayName, reason: 'signedIn' });
		else if (isOwn && row.isElsewhere) staying.set(id, { id, displayName, reason: 'otherGroup' });
	}
	return [...staying.values()].sort((a, b) => comparePolish(a.displayName, b.displayName));
}

async function revokeInvitations(trx: Trx, rosterImportId: string, revokedAt: string): Promise<number> {
	const revoked = await trx
		.updateTable('invitation')
		.set({ revokedAt })
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('rosterRow')
				.select('invitationId')
				.where('rosterImportId', '=', rosterImportId)
				.where('invitationId', 'is not', null)
				.$castTo<{ invitationId: string }>()
		)
		.executeTakeFirst();
	return Number(revoked.numUpdatedRows);
}

async function audit(trx: Trx, { id: actorId, address }: Actor, roster: RosterImport, detail: unknown, now: Date) {
	const what = { action: 'roster.undone', subjectKind: 'rosterImport', subjectId: roster.id, detail };
	await writeAudit(trx, { actorId, address, organizationId: roster.organizationId, ...what }, now);
}
