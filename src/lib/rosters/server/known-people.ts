import type { Db } from '#lib/server/db/db.ts';
import { foldText } from '#lib/quizzes/fold-text.ts';
import type { Candidate, RosterPerson } from '../roster.ts';
import type { ImportPlace } from './imports.ts';

export interface KnownPerson extends Candidate {
	email: string | null;
	externalId: string | null;
}

/** A group a row may go to: one that is there, or a class of the file that is still to be founded. */
export interface TargetGroup {
	/** null: to be founded. */
	id: string | null;
	name: string;
	/** What the organization's register calls it. */
	externalId: string | null;
	/** Everyone in it, by account id. */
	members: Map<string, KnownPerson>;
	/** Addresses with an open invitation to it. */
	invited: Set<string>;
}

/** Whom a row can mean at all: people of this organization and of the groups the list goes to, nobody else's. */
export interface KnownPeople {
	groupOf: (person: RosterPerson) => TargetGroup;
	/** Pupils of the organization. */
	byExternalId: Map<string, KnownPerson>;
	bySignInName: Map<string, KnownPerson>;
	/** Pupils of the organization, by folded name. */
	byName: Map<string, KnownPerson[]>;
	/** Those who hold a role in the organization, by address; only for lists that bring teachers. */
	staff: Map<string, KnownPerson>;
	/** Addresses with an open invitation to teach. */
	invitedStaff: Set<string>;
}

export async function loadKnownPeople(db: Db, place: ImportPlace, now: Date): Promise<KnownPeople> {
	const pupils = await listPupils(db, place.organizationId);
	const byName = new Map<string, KnownPerson[]>();
	for (const pupil of pupils) {
		const key = foldText(pupil.displayName);
		byName.set(key, [...(byName.get(key) ?? []), pupil]);
	}
	const groups = await listGroups(db, place, now);
	const only = groups[0];
	const founded = new Map<string, TargetGroup>();
	const groupOf = ({ group }: RosterPerson): TargetGroup => {
		if (place.learnerGroupId !== null && only) return only;
		const wanted = group ?? { externalId: '', name: '' };
		const there = groups.find(({ externalId }) => externalId === wanted.externalId);
		const named = groups.find(({ externalId, name }) => externalId === null && name === wanted.name);
		const known = there ?? named ?? founded.get(wanted.externalId);
		if (known) return known;
		const fresh: TargetGroup = { id: null, ...wanted, members: new Map(), invited: new Set() };
		founded.set(wanted.externalId, fresh);
		return fresh;
	};
	return {
		groupOf,
		byExternalId: indexBy(pupils, ({ externalId }) => externalId),
		bySignInName: indexBy(pupils, ({ signInName }) => signInName),
		byName,
		...(place.learnerGroupId === null
			? await loadStaff(db, place.organizationId, now)
			: { staff: new Map<string, KnownPerson>(), invitedStaff: new Set<string>() })
	};
}

const indexBy = (people: KnownPerson[], keyOf: (person: KnownPerson) => string | null) =>
	new Map(people.flatMap((person) => (keyOf(person) === null ? [] : [[keyOf(person) as string, person] as const])));

const toKnown = (row: Omit<KnownPerson, 'isInGroup'>): KnownPerson => ({ ...row, isInGroup: false });

async function listPupils(db: Db, organizationId: string): Promise<KnownPerson[]> {
	const rows = await db
		.selectFrom('userAccount')
		.select(['id', 'displayName', 'signInName', 'email', 'externalId'])
		.where('organizationId', '=', organizationId)
		.where('kind', '=', 'pupil')
		.execute();
	return rows.map(toKnown);
}

async function listGroups(db: Db, { organizationId, learnerGroupId }: ImportPlace, now: Date) {
	const groups = await db
		.selectFrom('learnerGroup')
		.select(['id', 'name', 'externalId'])
		.where('organizationId', '=', organizationId)
		.where('archivedAt', 'is', null)
		.$if(learnerGroupId !== null, (query) => query.where('id', '=', learnerGroupId))
		.execute();
	const wanted = db
		.selectFrom('learnerGroup')
		.select('id')
		.where('organizationId', '=', organizationId)
		.where('archivedAt', 'is', null)
		.$if(learnerGroupId !== null, (query) => query.where('id', '=', learnerGroupId));
	const members = await db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.select(['m.learnerGroupId', 'a.id', 'a.displayName', 'a.signInName', 'a.email', 'a.externalId'])
		.where('m.learnerGroupId', 'in', wanted)
		.execute();
	const invitations = await db
		.selectFrom('invitation')
		.select(['learnerGroupId', 'email'])
		.where('learnerGroupId', 'in', wanted)
		.where('email', 'is not', null)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now.toISOString())
		.execute();
	const targets = new Map(
		groups.map((group) => [group.id, { ...group, members: new Map<string, KnownPerson>(), invited: new Set<string>() }])
	);
	for (const { learnerGroupId: groupId, ...member } of members) {
		targets.get(groupId)?.members.set(member.id, { ...member, isInGroup: true });
	}
	for (const { learnerGroupId: groupId, email } of invitations) targets.get(groupId ?? '')?.invited.add(email ?? '');
	return [...targets.values()];
}

async function loadStaff(
	db: Db,
	organizationId: string,
	now: Date
): Promise<Pick<KnownPeople, 'staff' | 'invitedStaff'>> {
	const rows = await db
		.selectFrom('role as r')
		.innerJoin('userAccount as a', 'a.id', 'r.userAccountId')
		.select(['a.id', 'a.displayName', 'a.signInName', 'a.email', 'a.externalId'])
		.where('r.organizationId', '=', organizationId)
		.where('r.name', '=', 'teacher')
		.execute();
	return {
		staff: indexBy(rows.map(toKnown), ({ email }) => email),
		invitedStaff: await listInvitedStaff(db, organizationId, now)
	};
}

async function listInvitedStaff(db: Db, organizationId: string, now: Date): Promise<Set<string>> {
	const rows = await db
		.selectFrom('invitation')
		.select('email')
		.where('organizationId', '=', organizationId)
		.where('role', '=', 'teacher')
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now.toISOString())
		.execute();
	return new Set(rows.flatMap(({ email }) => (email === null ? [] : [email])));
}
