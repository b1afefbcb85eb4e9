import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../../../tests/support/databases.ts';
import {
	assertAdministratorLink,
	createAdministrator,
	openAdministratorInvitation,
	openFirstAdministratorLink
} from './first-administrator.ts';
import { findSignedInPerson } from './sign-in.ts';

const settings = { origin: 'https://kursy.example.org' };
const given = {
	displayName: 'Celina Wójcik',
	email: 'celina@example.org',
	password: 'kot pije zimny atrament',
	device: 'Firefox, Linux',
	address: '192.0.2.1'
};
const tokenOf = (link: string | null) =>
	/^https:\/\/kursy\.example\.org\/pierwszy-administrator\/([\w-]{43})$/.exec(link ?? '')?.[1] ?? '';

describeOnBothDatabases('the first administrator', (getDb) => {
	beforeEach(async () => {
		await getDb().deleteFrom('userAccount').execute();
		await getDb().deleteFrom('accountToken').execute();
	});

	test('is made by the link, once, and is signed in', async () => {
		const token = tokenOf(await openFirstAdministratorLink(getDb(), settings));
		await assertAdministratorLink(getDb(), token);
		const person = await findSignedInPerson(getDb(), await createAdministrator(getDb(), token, given));
		expect(person).toMatchObject({ displayName: 'Celina Wójcik', roles: [{ name: 'admin', organizationId: null }] });
		const again = createAdministrator(getDb(), token, { ...given, email: 'other@example.org' });
		await expect(again).rejects.toMatchObject({ status: 404 });
		expect(await openFirstAdministratorLink(getDb(), settings)).toBeNull();
	});

	test('a new link replaces the older one, and a link works for a day', async () => {
		const old = tokenOf(await openFirstAdministratorLink(getDb(), settings));
		const token = tokenOf(await openFirstAdministratorLink(getDb(), settings));
		await expect(assertAdministratorLink(getDb(), old)).rejects.toMatchObject({ status: 404 });
		await expect(assertAdministratorLink(getDb(), token, new Date(Date.now() + 25 * 3_600_000))).rejects.toMatchObject({
			status: 404
		});
	});

	test('of many who use the link at once one becomes administrator', async () => {
		const token = tokenOf(await openFirstAdministratorLink(getDb(), settings));
		const results = await Promise.allSettled(
			Array.from({ length: 8 }, (_, i) => createAdministrator(getDb(), token, { ...given, email: `a${i}@example.org` }))
		);
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
		expect(await getDb().selectFrom('role').select('id').execute()).toHaveLength(1);
		expect(await getDb().selectFrom('userAccount').select('id').execute()).toHaveLength(1);
	});

	test('an old first link is worth nothing once there is an administrator; an invitation still makes another', async () => {
		const first = tokenOf(await openFirstAdministratorLink(getDb(), settings));
		const invitation = tokenOf(await openAdministratorInvitation(getDb(), settings));
		await createAdministrator(getDb(), invitation, given);
		await expect(createAdministrator(getDb(), first, { ...given, email: 'b@example.org' })).rejects.toMatchObject({
			status: 404
		});
		const second = tokenOf(await openAdministratorInvitation(getDb(), settings));
		await expect(createAdministrator(getDb(), second, given)).rejects.toMatchObject({ status: 409 });
		await createAdministrator(getDb(), second, { ...given, email: 'b@example.org' });
		expect(await getDb().selectFrom('role').select('id').execute()).toHaveLength(2);
	});
});
