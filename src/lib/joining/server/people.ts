import { notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Somebody who learns in a group, as those who answer for it see them. */
export interface PersonInGroup {
	id: string;
	displayName: string;
	/** Pupils in care only: how those of another organization sign in is nobody's business here. */
	signInName: string | null;
	teamId: string | null;
	joinedAt: string;
	state: 'waiting' | 'active' | 'blocked';
	/** A pupil of the group's organization: gets cards, may be blocked, may have more time. */
	isInCare: boolean;
	/** 100: no extra time. */
	factorPercent: number;
}

/** Everyone who learns in a group the caller was let into, in Polish order. */
export async function listPeople(db: Db, groupId: string): Promise<PersonInGroup[]> {
	const rows = await peopleOf(db, groupId).execute();
	return rows.map(toPerson).sort((a, b) => comparePolish(a.displayName, b.displayName));
}

/** One of them; anyone else counts as not found. */
export async function getPersonIn(db: Db, groupId: string, personId: string): Promise<PersonInGroup> {
	const row = await peopleOf(db, groupId)
		.where('a.id', '=', personId)
		.executeTakeFirstOrThrow(() => notFound('osoba w grupie'));
	return toPerson(row);
}

function peopleOf(db: Db, groupId: string) {
	return db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.leftJoin('timeAdjustment as t', 't.userAccountId', 'a.id')
		.select(['a.id', 'a.displayName', 'a.signInName', 'a.kind', 'a.organizationId', 'a.mustChangePassword'])
		.select(['a.blockedAt', 'm.teamId', 'm.joinedAt', 'g.organizationId as groupOrganizationId', 't.factorPercent'])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner');
}

type Row = Awaited<ReturnType<ReturnType<typeof peopleOf>['executeTakeFirstOrThrow']>>;

function toPerson(row: Row): PersonInGroup {
	const { id, displayName, teamId, joinedAt } = row;
	const isInCare = row.kind === 'pupil' && row.organizationId === row.groupOrganizationId;
	return {
		id,
		displayName,
		signInName: isInCare ? row.signInName : null,
		teamId,
		joinedAt,
		state: row.blockedAt !== null ? 'blocked' : row.mustChangePassword === 1 ? 'waiting' : 'active',
		isInCare,
		factorPercent: row.factorPercent ?? 100
	};
}
