import { beforeEach, expect, test } from 'vitest';
import { findSignedInPerson, startSignIn } from '#lib/accounts/server/sign-in.ts';
import { acceptInvitation, registerInvited } from '#lib/organizations/server/accept-invitation.ts';
import { mailInvitation } from '#lib/organizations/server/invitation-mail.ts';
import {
	createInvitation,
	getInvitation,
	listInvitations,
	revokeInvitation,
	type NewInvitation
} from '#lib/organizations/server/invitations.ts';
import { listTeam, revokeRole } from '#lib/organizations/server/team.ts';
import { listWorkplaces, switchWorkplace } from '#lib/organizations/server/workplace.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { readSettings } from '#lib/server/settings.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const settings = readSettings({ MODE: 'development', DATA_DIR: '/tmp', ORIGIN: 'https://wspolnie.example' });
const from = { device: 'telefon', address: '198.51.100.7' };
const now = new Date('2026-11-23T10:00:00.000Z');
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
const PASSWORD = 'kot pije zimny atrament';

describeOnBothDatabases('invitations', (getDb) => {
	let db: Db;
	let school: { id: string };
	let otherSchool: { id: string };
	let anna: UserAccount;
	let celina: UserAccount;
	let darek: UserAccount;
	let maria: UserAccount;

	beforeEach(async () => {
		db = getDb();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		otherSchool = await createOrganization(db, 'Szkoła Podstawowa nr 5');
		anna = await createPerson(db, 'Anna');
		celina = await createPerson(db, 'Celina');
		darek = await createPerson(db, 'Darek');
		maria = await createPerson(db, 'Maria');
		await grantRole(db, anna, 'teacher', school);
		await grantRole(db, celina, 'coordinator', school);
		await grantRole(db, darek, 'coordinator', otherSchool);
	});

	const by = ({ id }: UserAccount) => ({ id, address: '127.0.0.1' });
	const toRole = (role: 'teacher' | 'coordinator', more: { email?: string } = {}): NewInvitation => ({
		organizationId: school.id,
		learnerGroupId: null,
		role,
		email: null,
		displayName: null,
		...more
	});
	const invite = (actor: UserAccount, wanted: NewInvitation) =>
		db.transaction().execute((trx) => createInvitation(trx, by(actor), wanted, now));
	const accept = (token: string, person: UserAccount, at = now) =>
		acceptInvitation(db, token, { id: person.id, kind: person.kind, hasSecondFactor: false }, from, at);
	const rolesOf = async ({ id }: { id: string }) =>
		(await db.selectFrom('role').select(['name', 'organizationId']).where('userAccountId', '=', id).execute()).map(
			({ name, organizationId }) => `${name} ${organizationId === school.id ? 'here' : 'elsewhere'}`
		);

	test('a coordinator invites to the own organization, a teacher and a stranger nowhere', async () => {
		expect(await invite(celina, toRole('teacher'))).toMatch(/^[\w-]{43}$/);
		for (const stranger of [anna, darek, maria]) {
			for (const role of ['teacher', 'coordinator'] as const) {
				await expect(invite(stranger, toRole(role))).rejects.toMatchObject({ status: 404 });
			}
		}
	});

	test('an administrator invites the first coordinator of an organization', async () => {
		const adam = await createPerson(db, 'Adam');
		await grantRole(db, adam, 'admin', null);
		await accept(await invite(adam, toRole('coordinator')), maria);
		expect(await rolesOf(maria)).toEqual(['coordinator here']);
	});

	test('only a digest of the link is kept', async () => {
		const token = await invite(celina, toRole('teacher'));
		expect(JSON.stringify(await db.selectFrom('invitation').selectAll().execute())).not.toContain(token);
		expect(JSON.stringify(await db.selectFrom('auditLog').selectAll().execute())).not.toContain(token);
	});

	test('whoever accepts gets the role, a new token and that organization to work in', async () => {
		await grantRole(db, maria, 'teacher', otherSchool);
		const old = await startSignIn(db, maria.id, { device: 'komputer' });
		const { signInToken, path } = await accept(await invite(celina, toRole('teacher')), maria);

		expect(path).toBe('/grupy');
		expect((await rolesOf(maria)).sort()).toEqual(['teacher elsewhere', 'teacher here']);
		expect(await findSignedInPerson(db, old)).toBeNull();
		expect(await findSignedInPerson(db, signInToken ?? '')).toMatchObject({ organizationId: school.id });
	});

	test('an invitation works once, also when two accept at the same moment', async () => {
		const token = await invite(celina, toRole('teacher'));
		const outcomes = await Promise.allSettled([accept(token, maria), accept(token, darek)]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const invited = [...(await rolesOf(maria)), ...(await rolesOf(darek))].filter((role) => role === 'teacher here');
		expect(invited).toHaveLength(1);
		await expect(getInvitation(db, token, now)).rejects.toMatchObject({ status: 404 });
	});

	test('an expired, a revoked and an unknown one are the same: nothing there', async () => {
		const token = await invite(celina, toRole('teacher'));
		await expect(getInvitation(db, token, inDays(13))).resolves.toMatchObject({ role: 'teacher', group: null });
		await expect(accept(token, maria, inDays(14))).rejects.toMatchObject({ status: 404, code: 'dead_invitation' });

		const [listed] = await listInvitations(db, { organizationId: school.id, learnerGroupId: null }, now);
		const which = { id: listed?.id ?? '', learnerGroupId: null };
		const elsewhere = revokeInvitation(db, by(darek), { ...which, organizationId: otherSchool.id }, now);
		await expect(elsewhere).rejects.toMatchObject({ status: 404 });
		await revokeInvitation(db, by(celina), { ...which, organizationId: school.id }, now);
		for (const dead of [token, 'a'.repeat(43), 'nonsense']) {
			await expect(accept(dead, maria)).rejects.toMatchObject({ status: 404, code: 'dead_invitation' });
			await expect(getInvitation(db, dead, now)).rejects.toMatchObject({ code: 'dead_invitation' });
		}
		expect(await rolesOf(maria)).toEqual([]);
		expect(await listInvitations(db, { organizationId: school.id, learnerGroupId: null }, now)).toEqual([]);
	});

	test('an invitation is worth no more than its inviter holds now', async () => {
		const token = await invite(celina, toRole('coordinator'));
		await db.deleteFrom('role').where('userAccountId', '=', celina.id).execute();
		await expect(accept(token, maria)).rejects.toMatchObject({ code: 'dead_invitation' });
		await grantRole(db, celina, 'coordinator', school);
		await db.deleteFrom('userAccount').where('id', '=', celina.id).execute();
		await expect(accept(token, maria)).rejects.toMatchObject({ code: 'dead_invitation' });
	});

	test('nobody accepts their own invitation, and a pupil’s account takes no role', async () => {
		const token = await invite(celina, toRole('teacher'));
		await expect(accept(token, celina)).rejects.toMatchObject({ status: 409, code: 'own_invitation' });
		await expect(accept(token, { ...maria, kind: 'pupil' })).rejects.toMatchObject({ code: 'pupils_take_no_role' });
		await accept(token, maria);
	});

	test('a role taken back ends sign-ins and open invitations; one’s own stays', async () => {
		await accept(await invite(celina, toRole('coordinator')), maria);
		const signIn = await startSignIn(db, maria.id, { device: 'telefon' });
		const token = await invite(maria, toRole('teacher'));
		const which = { organizationId: school.id, personId: maria.id, role: 'coordinator' } as const;

		for (const stranger of [anna, darek]) {
			await expect(revokeRole(db, by(stranger), which, now)).rejects.toMatchObject({ status: 404 });
		}
		await expect(revokeRole(db, by(maria), which, now)).rejects.toMatchObject({ status: 409 });
		await revokeRole(db, by(celina), which, now);

		expect(await rolesOf(maria)).toEqual([]);
		expect(await findSignedInPerson(db, signIn)).toBeNull();
		await grantRole(db, maria, 'coordinator', school);
		await expect(getInvitation(db, token, now)).rejects.toMatchObject({ status: 404 });
		expect((await listTeam(db, school.id)).map(({ displayName }) => displayName)).toEqual(['Celina', 'Maria', 'Anna']);
	});

	test('a mailed invitation proves its address: the account is ready, with the role', async () => {
		const email = `${maria.id}-nowa@example.org`;
		const token = await invite(celina, toRole('teacher', { email }));
		await db.transaction().execute((trx) => mailInvitation(trx, settings.origin, token, now));
		const sent = await db.selectFrom('outbox').select('payload').where('payload', 'like', `%${email}%`).execute();
		expect(sent.map(({ payload }) => payload)).toEqual([expect.stringContaining(`/zaproszenie/${token}`)]);

		const wanted = { displayName: 'Maria Nowa', email, password: PASSWORD };
		const accepted = await registerInvited(db, settings, token, wanted, from, now);
		const person = await findSignedInPerson(db, accepted?.signInToken ?? '');
		expect(person).toMatchObject({ displayName: 'Maria Nowa', organizationId: school.id });
	});

	test('a link handed over proves nothing: the address is confirmed by mail, and leads back', async () => {
		const email = `${maria.id}-inna@example.org`;
		for (const token of [
			await invite(celina, toRole('teacher')),
			await invite(celina, toRole('teacher', { email: 'kto.inny@example.org' }))
		]) {
			const wanted = { displayName: 'Maria Inna', email, password: PASSWORD };
			expect(await registerInvited(db, settings, token, wanted, from, now)).toBeNull();
			const { emailConfirmedAt } = await db
				.selectFrom('userAccount')
				.select('emailConfirmedAt')
				.where('email', '=', email)
				.executeTakeFirstOrThrow();
			expect(emailConfirmedAt).toBeNull();
			const mails = await db.selectFrom('outbox').select('payload').where('payload', 'like', `%${email}%`).execute();
			expect(
				mails.some(({ payload }) => payload.includes(`?dalej=${encodeURIComponent(`/zaproszenie/${token}`)}`))
			).toBe(true);
			await getInvitation(db, token, now);
		}
	});

	test('an account that is there already is not touched, and the answer is the same', async () => {
		const email = maria.email ?? '';
		const token = await invite(celina, toRole('teacher', { email }));
		const wanted = { displayName: 'Ktoś', email, password: PASSWORD };
		expect(await registerInvited(db, settings, token, wanted, from, now)).toBeNull();
		const after = await db.selectFrom('userAccount').selectAll().where('id', '=', maria.id).executeTakeFirstOrThrow();
		expect(after).toEqual(maria);
		expect(await rolesOf(maria)).toEqual([]);
		await getInvitation(db, token, now);
	});

	test('who teaches a group invites to it; the person learns there and on its courses', async () => {
		const group = await createGroupWith(db, school, [], 'spoldzielnia-uczniowska');
		await addTeacher(db, group, anna);
		const wanted = { ...toRole('teacher'), role: null, learnerGroupId: group.id } satisfies NewInvitation;
		await expect(invite(darek, wanted)).rejects.toMatchObject({ status: 404 });
		const elsewhere = { ...wanted, organizationId: otherSchool.id };
		await expect(invite(anna, elsewhere)).rejects.toMatchObject({ status: 404 });

		const { signInToken, path } = await accept(await invite(anna, wanted), maria);
		expect([signInToken, path]).toEqual([null, '/moje']);
		const membership = db.selectFrom('membership').select('kind').where('userAccountId', '=', maria.id);
		expect(await membership.execute()).toEqual([{ kind: 'learner' }]);
		const enrollment = db.selectFrom('enrollment').select('learnerGroupId').where('userAccountId', '=', maria.id);
		expect(await enrollment.execute()).toEqual([{ learnerGroupId: group.id }]);
		expect(await rolesOf(maria)).toEqual([]);
	});

	test('whoever no longer answers for a group keeps no open door to it', async () => {
		const group = await createGroupWith(db, school, [], 'spoldzielnia-uczniowska');
		await addTeacher(db, group, anna);
		const wanted = { ...toRole('teacher'), role: null, learnerGroupId: group.id } satisfies NewInvitation;
		const [hers, another] = [await invite(anna, wanted), await invite(celina, wanted)];
		await revokeRole(db, by(celina), { organizationId: school.id, personId: anna.id, role: 'teacher' }, now);
		await expect(accept(hers, maria)).rejects.toMatchObject({ status: 404, code: 'dead_invitation' });
		await accept(another, maria);
	});

	test('who loses one of two roles keeps the invitations the other allows', async () => {
		const group = await createGroupWith(db, school, [], 'spoldzielnia-uczniowska');
		await grantRole(db, anna, 'coordinator', school);
		const wanted = { ...toRole('teacher'), role: null, learnerGroupId: group.id } satisfies NewInvitation;
		const token = await invite(anna, wanted);
		await revokeRole(db, by(celina), { organizationId: school.id, personId: anna.id, role: 'teacher' }, now);
		await accept(token, maria);
	});

	test('a group in the archive takes nobody in', async () => {
		const group = await createGroupWith(db, school, [], 'spoldzielnia-uczniowska');
		await addTeacher(db, group, anna);
		const wanted = { ...toRole('teacher'), role: null, learnerGroupId: group.id } satisfies NewInvitation;
		const token = await invite(anna, wanted);
		await db.updateTable('learnerGroup').set({ archivedAt: now.toISOString() }).where('id', '=', group.id).execute();
		await expect(accept(token, maria)).rejects.toMatchObject({ status: 409 });
		await expect(invite(anna, wanted)).rejects.toMatchObject({ status: 404 });
	});

	test('staff of two organizations works in the one they choose, while they hold a role there', async () => {
		await grantRole(db, maria, 'teacher', school);
		await grantRole(db, maria, 'coordinator', otherSchool);
		const token = await startSignIn(db, maria.id, { device: 'telefon' });
		const { signInId } = (await findSignedInPerson(db, token))!;
		const person = { id: maria.id, signInId };
		const workplace = async () => (await findSignedInPerson(db, token))?.organizationId;
		expect((await listWorkplaces(db, maria.id)).map(({ id }) => id)).toEqual([school.id, otherSchool.id]);

		for (const { id } of [school, otherSchool, school]) {
			await switchWorkplace(db, person, id);
			expect(await workplace()).toBe(id);
		}
		await db.deleteFrom('role').where('userAccountId', '=', maria.id).where('name', '=', 'teacher').execute();
		expect(await workplace()).toBe(otherSchool.id);
		await expect(switchWorkplace(db, person, school.id)).rejects.toMatchObject({ status: 404 });
		await expect(switchWorkplace(db, { ...person, id: anna.id }, school.id)).rejects.toMatchObject({ status: 404 });
	});
});
