import { beforeEach, expect, test } from 'vitest';
import { startSignIn } from '#lib/accounts/server/sign-in.ts';
import {
	createOrganization,
	getOrganization,
	grantCoordinator,
	listCoordinators,
	listOrganizations,
	revokeCoordinator,
	type Administrator
} from '#lib/organizations/server/organizations.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const school = { name: 'Szkoła Podstawowa nr 3', kind: 'school', countyCode: '1205' } as const;

describeOnBothDatabases('organizations', (getDb) => {
	let db: Db;
	let administrator: Administrator;
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

	test('a coordinator is named once, is signed out, and is counted', async () => {
		const organizationId = await createOrganization(db, administrator, school);
		await startSignIn(db, celina.id, { device: 'telefon' });
		const grant = { organizationId, email: celina.email as string };

		await grantCoordinator(db, administrator, grant);
		await grantCoordinator(db, administrator, grant);

		expect(await listCoordinators(db, organizationId)).toMatchObject([{ id: celina.id, displayName: 'Celina' }]);
		const listed = await listOrganizations(db, administrator.id);
		expect(listed.find(({ id }) => id === organizationId)).toMatchObject({ coordinatorCount: 1 });
		const signIns = await db.selectFrom('signInSession').select('id').where('userAccountId', '=', celina.id).execute();
		expect(signIns).toEqual([]);
	});

	test('an address without a confirmed account is refused', async () => {
		const organizationId = await createOrganization(db, administrator, school);
		await db.updateTable('userAccount').set({ emailConfirmedAt: null }).where('id', '=', celina.id).execute();

		for (const email of ['nikt@example.org', celina.email as string]) {
			const grant = grantCoordinator(db, administrator, { organizationId, email });
			await expect(grant).rejects.toMatchObject({ status: 404, code: 'no_account' });
		}
	});

	test('a role that was taken back is gone', async () => {
		const organizationId = await createOrganization(db, administrator, school);
		await grantCoordinator(db, administrator, { organizationId, email: celina.email as string });

		await revokeCoordinator(db, administrator, { organizationId, personId: celina.id });

		expect(await listCoordinators(db, organizationId)).toEqual([]);
		const again = revokeCoordinator(db, administrator, { organizationId, personId: celina.id });
		await expect(again).rejects.toMatchObject({ status: 404 });
	});

	test('a coordinator grants nothing, and nobody changes their own role', async () => {
		const organizationId = await createOrganization(db, administrator, school);
		await grantRole(db, celina, 'coordinator', { id: organizationId });
		const byCelina = grantCoordinator(
			db,
			{ ...administrator, id: celina.id },
			{ organizationId, email: darek.email as string }
		);
		await expect(byCelina).rejects.toMatchObject({ status: 404 });

		const own = await db
			.selectFrom('userAccount')
			.select('email')
			.where('id', '=', administrator.id)
			.executeTakeFirstOrThrow();
		const toOneself = grantCoordinator(db, administrator, { organizationId, email: own.email as string });
		await expect(toOneself).rejects.toMatchObject({ status: 409 });
	});
});
