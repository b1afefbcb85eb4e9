import { randomUUID } from 'node:crypto';
import { notFound } from '#lib/errors.ts';
import { comparePolish } from '#lib/format.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { OrganizationKind } from '../organization.ts';
import { isAdministrator } from './access.ts';

/** An administrator of the platform; every query here makes sure that the actor still is one. */
type Administrator = Actor;

export interface ListedOrganization {
	id: string;
	name: string;
	kind: string;
	countyCode: string | null;
	coordinatorCount: number;
}

/** Every organization, in Polish order; nothing for who is not an administrator. */
export async function listOrganizations(db: Db, administratorId: string): Promise<ListedOrganization[]> {
	const rows = await db
		.selectFrom('organization as o')
		.leftJoin('role as r', (join) => join.onRef('r.organizationId', '=', 'o.id').on('r.name', '=', 'coordinator'))
		.select((eb) => ['o.id', 'o.name', 'o.kind', 'o.countyCode', eb.fn.count('r.id').as('coordinatorCount')])
		.where(isAdministrator(administratorId))
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
		.where(isAdministrator(administratorId))
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
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
		await assertAdministrator(trx, administrator.id);
		await trx
			.insertInto('organization')
			.values({ id, ...organization, createdAt: now.toISOString() })
			.execute();
		await writeAudit(trx, auditOf(administrator, 'organization.created', id, { name: organization.name }), now);
	});
	return id;
}

/** Changes what an organization is; certificates already issued keep its old name. */
export async function changeOrganization(
	db: Db,
	administrator: Administrator,
	organizationId: string,
	organization: { name: string; kind: OrganizationKind; countyCode: string | null },
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		await trx
			.updateTable('organization')
			.set(organization)
			.where('id', '=', organizationId)
			.where(isAdministrator(administrator.id))
			.returning('id')
			.executeTakeFirstOrThrow(() => notFound('organizacja'));
		await writeAudit(trx, auditOf(administrator, 'organization.changed', organizationId, organization), now);
	});
}

async function assertAdministrator(trx: Trx, personId: string): Promise<void> {
	await trx
		.selectFrom('userAccount')
		.select('id')
		.where('id', '=', personId)
		.where(isAdministrator(personId))
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
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
