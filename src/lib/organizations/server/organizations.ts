import { randomUUID } from 'node:crypto';
import { endAllSignIns } from '#lib/accounts/server/sign-in.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { OrganizationKind } from '../organization.ts';

/** An administrator of the platform; every query here makes sure that the actor still is one. */
export interface Administrator {
	id: string;
	/** Where the request came from. */
	address: string;
}

export interface ListedOrganization {
	id: string;
	name: string;
	kind: string;
	countyCode: string | null;
	coordinatorCount: number;
}

const isAdministrator = (db: Db, personId: string) =>
	db
		.selectFrom('role')
		.select('role.id')
		.where('role.userAccountId', '=', personId)
		.where('role.name', '=', 'admin')
		.where('role.organizationId', 'is', null);

/** Every organization, in Polish order; nothing for who is not an administrator. */
export async function listOrganizations(db: Db, administratorId: string): Promise<ListedOrganization[]> {
	const rows = await db
		.selectFrom('organization as o')
		.leftJoin('role as r', (join) => join.onRef('r.organizationId', '=', 'o.id').on('r.name', '=', 'coordinator'))
		.select((eb) => ['o.id', 'o.name', 'o.kind', 'o.countyCode', eb.fn.count('r.id').as('coordinatorCount')])
		.where((eb) => eb.exists(isAdministrator(db, administratorId)))
		.groupBy(['o.id', 'o.name', 'o.kind', 'o.countyCode'])
		.execute();
	return rows
		.map((row) => ({ ...row, coordinatorCount: Number(row.coordinatorCount) }))
		.sort((a, b) => comparePolish(a.name, b.name));
}

/** One organization, for an administrator; for anybody else it is not there. */
export async function getOrganization(db: Db, administratorId: string, organizationId: string) {
	return db
		.selectFrom('organization')
		.select(['id', 'name', 'kind', 'countyCode'])
		.where('id', '=', organizationId)
		.where((eb) => eb.exists(isAdministrator(db, administratorId)))
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
}

/** The coordinators of an organization that `getOrganization` has let through, in Polish order. */
export async function listCoordinators(db: Db, organizationId: string) {
	const rows = await db
		.selectFrom('role')
		.innerJoin('userAccount', 'userAccount.id', 'role.userAccountId')
		.select(['userAccount.id', 'userAccount.displayName', 'userAccount.email', 'role.grantedAt'])
		.where('role.organizationId', '=', organizationId)
		.where('role.name', '=', 'coordinator')
		.execute();
	return rows.sort((a, b) => comparePolish(a.displayName, b.displayName));
}

/** @returns the id of the new organization */
export async function createOrganization(
	db: Db,
	administrator: Administrator,
	organization: { name: string; kind: OrganizationKind; countyCode: string | null },
	now: Date = new Date()
): Promise<string> {
	const id = randomUUID();
	await inTransaction(db, async (trx) => {
		await isAdministrator(trx, administrator.id).executeTakeFirstOrThrow(() => notFound('organizacja'));
		await trx
			.insertInto('organization')
			.values({ id, ...organization, createdAt: now.toISOString() })
			.execute();
		await writeAudit(trx, auditOf(administrator, 'organization.created', id, { name: organization.name }), now);
	});
	return id;
}

/**
 * Makes the owner of an address a coordinator. Their sign-ins end, so that the next one has a new token and the limits
 * of staff. Nobody changes their own role.
 * @throws AppError 404 when no confirmed account has the address, 409 for oneself; a second grant changes nothing
 */
export async function grantCoordinator(
	db: Db,
	administrator: Administrator,
	grant: { organizationId: string; email: string },
	now: Date = new Date()
): Promise<void> {
	const { organizationId, email } = grant;
	await inTransaction(db, async (trx) => {
		await getOrganization(trx, administrator.id, organizationId);
		const person = await trx
			.selectFrom('userAccount')
			.select('id')
			.where('email', '=', email)
			.where('emailConfirmedAt', 'is not', null)
			.executeTakeFirstOrThrow(() => noAccount());
		refuseOneself(administrator, person.id);
		const granted = await trx
			.insertInto('role')
			.values({
				id: randomUUID(),
				userAccountId: person.id,
				organizationId,
				name: 'coordinator',
				grantedAt: now.toISOString(),
				grantedBy: administrator.id
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!granted) return;
		await endAllSignIns(trx, person.id);
		await writeAudit(trx, auditOf(administrator, 'coordinator.granted', organizationId, { person: person.id }), now);
	});
}

/** Takes the role back; it is gone with the person's next request. */
export async function revokeCoordinator(
	db: Db,
	administrator: Administrator,
	{ organizationId, personId }: { organizationId: string; personId: string },
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		await getOrganization(trx, administrator.id, organizationId);
		refuseOneself(administrator, personId);
		await trx
			.deleteFrom('role')
			.where('userAccountId', '=', personId)
			.where('organizationId', '=', organizationId)
			.where('name', '=', 'coordinator')
			.returning('id')
			.executeTakeFirstOrThrow(() => notFound('koordynator'));
		await endAllSignIns(trx, personId);
		await writeAudit(trx, auditOf(administrator, 'coordinator.revoked', organizationId, { person: personId }), now);
	});
}

const auditOf = (administrator: Administrator, action: string, organizationId: string, detail: object) => ({
	actorId: administrator.id,
	address: administrator.address,
	organizationId,
	action,
	subjectKind: 'organization',
	subjectId: organizationId,
	detail
});

function refuseOneself(administrator: Administrator, personId: string) {
	if (administrator.id === personId) {
		throw new AppError(409, 'own_role', 'Własnej roli nie można zmienić. Poproś innego administratora.');
	}
}

const noAccount = () =>
	new AppError(
		404,
		'no_account',
		'Nie ma konta z tym potwierdzonym adresem. Poproś tę osobę, żeby najpierw założyła konto i potwierdziła adres.'
	);
