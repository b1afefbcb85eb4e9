import { notFound } from '#lib/errors.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Profile } from '../profile-form.ts';
import { isManagedBy } from './access.ts';

export interface StoredProfile extends Profile {
	id: string;
	name: string;
	kind: string;
	countyCode: string | null;
	logoHash: string | null;
}

const COLUMNS = [
	'o.id',
	'o.name',
	'o.kind',
	'o.countyCode',
	'o.certificateName',
	'o.logoHash',
	'o.notice',
	'o.contact',
	'o.officer',
	'o.legalBasis',
	'o.answersMonths',
	'o.resultsMonths',
	'o.accountsMonths',
	'o.logMonths'
] as const;

/** What an organization says of itself, for who looks after it; for anybody else it is not there. */
export function getProfile(db: Db, personId: string, organizationId: string): Promise<StoredProfile> {
	return db
		.selectFrom('organization as o')
		.select(COLUMNS)
		.where('o.id', '=', organizationId)
		.where((eb) => isManagedBy(personId, eb.ref('o.id')))
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
}

/** The same for everybody: all of it is made to be read by those whose data it is about. */
export function getPublicProfile(db: Db, organizationId: string): Promise<StoredProfile> {
	return db
		.selectFrom('organization as o')
		.select(COLUMNS)
		.where('o.id', '=', organizationId)
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
}

/** Changes it; the audit log keeps which periods apply from now on. */
export async function saveProfile(
	db: Db,
	actor: Actor,
	organizationId: string,
	profile: Profile,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		await trx
			.updateTable('organization')
			.set(profile)
			.where('id', '=', organizationId)
			.where((eb) => isManagedBy(actor.id, eb.ref('organization.id')))
			.returning('id')
			.executeTakeFirstOrThrow(() => notFound('organizacja'));
		const { answersMonths, resultsMonths, accountsMonths, logMonths } = profile;
		await writeAudit(
			trx,
			{
				actorId: actor.id,
				address: actor.address,
				organizationId,
				action: 'organization.profileChanged',
				subjectKind: 'organization',
				subjectId: organizationId,
				detail: { answersMonths, resultsMonths, accountsMonths, logMonths }
			},
			now
		);
	});
}

/** The organizations that hold data of a person: their account's, their groups' and those of their roles. */
export async function listOrganizationsOf(db: Db, personId: string): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom('organization as o')
		.select(['o.id', 'o.name'])
		.where('o.id', 'in', (eb) =>
			eb
				.selectFrom('userAccount')
				.select((a) => a.ref('userAccount.organizationId').$notNull().as('id'))
				.where('userAccount.id', '=', personId)
				.where('userAccount.organizationId', 'is not', null)
				.union(
					eb
						.selectFrom('role')
						.select((r) => r.ref('role.organizationId').$notNull().as('id'))
						.where('role.userAccountId', '=', personId)
						.where('role.organizationId', 'is not', null)
				)
				.union(
					eb
						.selectFrom('membership')
						.innerJoin('learnerGroup', 'learnerGroup.id', 'membership.learnerGroupId')
						.select('learnerGroup.organizationId as id')
						.where('membership.userAccountId', '=', personId)
				)
		)
		.orderBy('o.name')
		.execute();
}
