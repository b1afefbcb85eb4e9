import { beforeEach, expect, test } from 'vitest';
import {
	changeOrganization,
	createOrganization,
	getOrganization,
	listOrganizations
} from '#lib/organizations/server/organizations.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const school = { name: 'Szkoła Podstawowa nr 3', kind: 'school', countyCode: '1205' } as const;

describeOnBothDatabases('organizations', (getDb) => {
	let db: Db;
	let administrator: { id: string; address: string };
	let celina: UserAccount;
	let darek: UserAccount;

	beforeEach(async () => {
		db = getDb();
		const admin = await createPerson(db, 'Administratorka');
		await grantRole(db, admin, 'admin', null);
		administrator = { id: admin.id, address: '127.0.0.1' };
		celina = await createPerson(db, 'Celina');
		darek = await createPerson(db, 'Darek');
	});

	test('an administrator opens an organization, and the log tells who did', async () => {
		const id = await createOrganization(db, administrator, school);

		expect(await getOrganization(db, administrator.id, id)).toMatchObject(school);
		const entry = await db.selectFrom('auditLog').selectAll().where('subjectId', '=', id).executeTakeFirstOrThrow();
		expect(entry).toMatchObject({ actorId: administrator.id, action: 'organization.created', outcome: 'done' });
	});

	test('nobody else opens, sees or lists organizations', async () => {
		const id = await createOrganization(db, administrator, school);
		const other = await createOrganization(db, administrator, school);
		await grantRole(db, darek, 'coordinator', { id: other });

		await expect(createOrganization(db, { ...administrator, id: darek.id }, school)).rejects.toMatchObject({
			status: 404
		});
		await expect(getOrganization(db, darek.id, id)).rejects.toMatchObject({ status: 404 });
		expect(await listOrganizations(db, darek.id)).toEqual([]);
	});

	test('an administrator mends what an organization is; nobody else does', async () => {
		const id = await createOrganization(db, administrator, school);
		const changed = { name: 'Zespół Szkół nr 3', kind: 'localGovernment', countyCode: null } as const;
		await grantRole(db, celina, 'coordinator', { id });
		for (const actorId of [celina.id, darek.id]) {
			const change = changeOrganization(db, { ...administrator, id: actorId }, id, changed);
			await expect(change).rejects.toMatchObject({ status: 404 });
		}

		await changeOrganization(db, administrator, id, changed);

		expect(await getOrganization(db, administrator.id, id)).toMatchObject(changed);
		const listed = await listOrganizations(db, administrator.id);
		expect(listed.find((organization) => organization.id === id)).toMatchObject({ coordinatorCount: 1 });
	});
});
