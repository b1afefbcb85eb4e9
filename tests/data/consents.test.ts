import { beforeEach, expect, test } from 'vitest';
import { deleteOldConsents } from '#lib/consent/server/clean-up.ts';
import { findChildsName, openConsentedAccount, renewChildsCard } from '#lib/consent/server/consented-account.ts';
import { askConsent, confirmConsent, getConsent, withdrawConsent } from '#lib/consent/server/consents.ts';
import { CURRENT_CONSENT_TEXT } from '#lib/consent/consent-text.ts';
import { guardianTokenOnPaper } from '#lib/consent/server/consents.ts';
import { eraseAgain } from '#lib/privacy/server/erasures.ts';
import { claim } from '#lib/server/outbox.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const origin = 'https://wspolnie.example';
const guardian = { adminId: null, address: '192.0.2.7' };
const given = { password: 'zielone rowery przy torach', address: '192.0.2.8' };

describeOnBothDatabases('the consent of a guardian', (getDb) => {
	beforeEach(async () => {
		await getDb().deleteFrom('guardianConsent').execute();
		await getDb().deleteFrom('outbox').execute();
		await getDb().deleteFrom('signInThrottle').execute();
	});

	const askByLink = (guardianEmail = 'mama@example.org') =>
		askConsent(getDb(), { origin }, { nickname: 'Kometa', method: 'link', guardianEmail }, now);
	const askOnPaper = () =>
		askConsent(getDb(), { origin }, { nickname: 'Kometa', method: 'paper', guardianEmail: null }, now);

	/** The link in the newest mail. */
	async function mailedToken(): Promise<string> {
		const [mail] = await claim(getDb(), ['mail'], 10, now);
		return /\/zgoda\/([\w-]{43})/.exec(JSON.stringify(mail?.payload))?.[1] ?? '';
	}

	async function confirmedChild() {
		const child = await askByLink();
		const token = await mailedToken();
		const { id } = await getConsent(getDb(), 'guardian', token);
		await confirmConsent(getDb(), id, guardian, now);
		return { child, token, id };
	}

	test('before it is confirmed there is nothing but the request, and no name in the mail', async () => {
		const child = await askByLink();
		const accounts = await getDb().selectFrom('userAccount').select('id').where('displayName', '=', 'Kometa').execute();
		expect(accounts).toEqual([]);
		const [mail] = await claim(getDb(), ['mail'], 10, now);
		expect(JSON.stringify(mail?.payload)).not.toContain('Kometa');
		await expect(openConsentedAccount(getDb(), child, given, now)).rejects.toMatchObject({ status: 409 });
	});

	test('confirmed by its link it opens one account, of a pupil without a school', async () => {
		const { child, id } = await confirmedChild();
		const account = await openConsentedAccount(getDb(), child, given, now);
		expect(account.signInName).toMatch(/^kometa\d+$/);
		const row = await getDb().selectFrom('userAccount').selectAll().where('id', '=', account.id).executeTakeFirst();
		expect(row).toMatchObject({ kind: 'pupil', organizationId: null, email: null, mustChangePassword: 0 });
		await expect(openConsentedAccount(getDb(), child, given, now)).rejects.toMatchObject({ status: 409 });
		expect(await getConsent(getDb(), 'child', child)).toMatchObject({
			id,
			state: 'confirmed',
			confirmedAt: now.toISOString(),
			confirmedTextVersion: CURRENT_CONSENT_TEXT.version
		});
	});

	test('withdrawn, the account is gone and the record keeps dates and versions without names', async () => {
		const { child, token, id } = await confirmedChild();
		const account = await openConsentedAccount(getDb(), child, given, now);
		await withdrawConsent(getDb(), id, guardian, days(1));
		expect(await findChildsName(getDb(), account.id)).toBeNull();
		expect(await getConsent(getDb(), 'guardian', token)).toMatchObject({
			state: 'withdrawn',
			nickname: null,
			guardianEmail: null,
			userAccountId: null,
			confirmedAt: now.toISOString(),
			withdrawnAt: days(1).toISOString(),
			withdrawnTextVersion: CURRENT_CONSENT_TEXT.version
		});
	});

	test('refused, it cannot be confirmed any more', async () => {
		const child = await askByLink();
		const { id } = await getConsent(getDb(), 'child', child);
		await withdrawConsent(getDb(), id, guardian, now);
		await confirmConsent(getDb(), id, guardian, now);
		expect(await getConsent(getDb(), 'child', child)).toMatchObject({ state: 'withdrawn', confirmedAt: null });
	});

	test('on paper only the one who holds the form confirms, never the child’s own print', async () => {
		const admin = await createPerson(getDb(), 'Adam');
		const child = await askOnPaper();
		const { id } = await getConsent(getDb(), 'guardian', guardianTokenOnPaper(child));
		await confirmConsent(getDb(), id, guardian, now);
		expect((await getConsent(getDb(), 'child', child)).state).toBe('asked');
		await confirmConsent(getDb(), id, { adminId: admin.id, address: '192.0.2.9' }, now);
		expect(await getConsent(getDb(), 'child', child)).toMatchObject({ state: 'confirmed', confirmedBy: admin.id });
	});

	test('by link an administrator cannot confirm in the guardian’s place', async () => {
		const admin = await createPerson(getDb(), 'Adam');
		const child = await askByLink();
		const { id } = await getConsent(getDb(), 'child', child);
		await confirmConsent(getDb(), id, { adminId: admin.id, address: '192.0.2.9' }, now);
		expect((await getConsent(getDb(), 'child', child)).state).toBe('asked');
	});

	test('each link is its owner’s alone, and a wrong one opens nothing', async () => {
		const child = await askByLink();
		const token = await mailedToken();
		await expect(getConsent(getDb(), 'guardian', child)).rejects.toMatchObject({ status: 404 });
		await expect(getConsent(getDb(), 'child', token)).rejects.toMatchObject({ status: 404 });
		await expect(getConsent(getDb(), 'guardian', 'x')).rejects.toMatchObject({ status: 404 });
	});

	test('a forgotten password is replaced through the guardian', async () => {
		const { child, token } = await confirmedChild();
		await expect(renewChildsCard(getDb(), token, '192.0.2.7', now)).rejects.toMatchObject({ status: 409 });
		const { id } = await openConsentedAccount(getDb(), child, given, now);
		const before = await getDb()
			.selectFrom('userAccount')
			.select('passwordHash')
			.where('id', '=', id)
			.executeTakeFirst();
		expect(await renewChildsCard(getDb(), token, '192.0.2.7', now)).toMatch(/\S/);
		const after = await getDb().selectFrom('userAccount').selectAll().where('id', '=', id).executeTakeFirst();
		expect(after?.mustChangePassword).toBe(1);
		expect(after?.passwordHash).not.toBe(before?.passwordHash);
	});

	test('unanswered for thirty days it is deleted, and so is one that nobody made use of', async () => {
		await confirmedChild();
		await askByLink();
		const count = async () => (await getDb().selectFrom('guardianConsent').select('id').execute()).length;
		await deleteOldConsents(getDb(), days(29));
		expect(await count()).toBe(2);
		await deleteOldConsents(getDb(), days(31));
		expect(await count()).toBe(0);
	});

	test('refused or withdrawn, its dates are deleted after twenty-four months', async () => {
		const { id } = await confirmedChild();
		await withdrawConsent(getDb(), id, guardian, now);
		const count = async () => (await getDb().selectFrom('guardianConsent').select('id').execute()).length;
		await deleteOldConsents(getDb(), new Date('2028-11-23T10:00:00.000Z'));
		expect(await count()).toBe(1);
		await deleteOldConsents(getDb(), new Date('2028-11-24T10:00:00.000Z'));
		expect(await count()).toBe(0);
	});

	test('an erasure carried out again on a restored backup takes the names as well', async () => {
		const { child, token } = await confirmedChild();
		const { id } = await openConsentedAccount(getDb(), child, given, now);
		await inTransaction(getDb(), (trx) => eraseAgain(trx, [{ id, erasedAt: days(1).toISOString() }]));
		expect(await getConsent(getDb(), 'guardian', token)).toMatchObject({ state: 'withdrawn', nickname: null });
	});
});
