import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { createPupils } from '#lib/accounts/server/pupil-accounts.ts';
import { findSignedInPerson, startSignIn } from '#lib/accounts/server/sign-in.ts';
import { publicCertificate } from '#lib/certificates/public-certificate.ts';
import { findByCode } from '#lib/certificates/server/register.ts';
import { acceptInvitation } from '#lib/organizations/server/accept-invitation.ts';
import { createInvitation } from '#lib/organizations/server/invitations.ts';
import { revokeRole } from '#lib/organizations/server/team.ts';
import { PARTS, type MyData } from '#lib/privacy/my-data.ts';
import { eraseOwnAccount, erasePupil, isLastAdministrator } from '#lib/privacy/server/erase.ts';
import { Expiry } from '#lib/privacy/server/expiry.ts';
import { deleteExpiredRecords } from '#lib/privacy/server/retention-records.ts';
import { getMyDataPage, writeMyData } from '#lib/privacy/server/write-my-data.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { restoreBackup } from '#lib/server/backup/restore-backup.ts';
import { readTables, type RawDb } from '#lib/server/backup/tables.ts';
import { writeBackup } from '#lib/server/backup/write-backup.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { sendMail } from '#lib/server/mail.ts';
import { claim, finish } from '#lib/server/outbox.ts';
import { readSettings } from '#lib/server/settings.ts';
import { createTestDatabase, migrationsDir, type TestDatabase } from '../support/databases.ts';
import { createBusyLearner, password } from '../support/learner.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, smallCourse, testQuiz } from '../support/quizzes.ts';

const settings = readSettings({ ORIGIN: 'https://kursy.example.org', SMTP_URL: 'smtp://mail.example.org' });
const address = '192.0.2.1';
const now = new Date();
const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);

describe.each(['sqlite', 'postgres'] as const)('a person’s own data (%s)', (engine) => {
	let database: TestDatabase;
	let db: Db;
	let school: { id: string };
	let bartek: Awaited<ReturnType<typeof createBusyLearner>>;
	let zuzanna: Awaited<ReturnType<typeof createBusyLearner>>;

	beforeEach(async () => {
		database = await createTestDatabase(engine, { inFile: true });
		db = database.db;
		school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		bartek = await createBusyLearner(db, settings, { name: 'Bartek', school, address, now });
		zuzanna = await createBusyLearner(db, settings, { name: 'Zuzanna', school, address: '192.0.2.99', now });
	});
	afterEach(() => database.drop());

	const courses = { find: (slug: string) => (slug === smallCourse.slug ? smallCourse : undefined) };
	const asked = (personId: string) => ({ personId, courses, origin: settings.origin, now });
	const download = async (personId: string) => {
		let text = '';
		for await (const piece of writeMyData(db, asked(personId))) text += piece;
		return { text, data: JSON.parse(text) as MyData };
	};
	const eraseBartek = (typed = password) =>
		eraseOwnAccount(db, settings, bartek.person, { password: typed, address }, now);

	/** Every table and column of the whole database in which one of the words occurs. */
	async function placesOf(...words: string[]): Promise<string[]> {
		const raw: RawDb = db.withoutPlugins();
		const places = new Set<string>();
		for (const { name } of await readTables(raw, engine)) {
			const rows = (await raw.selectFrom(name).selectAll().execute()) as Record<string, unknown>[];
			for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
				if (words.some((word) => String(value).includes(word))) places.add(`${name}.${column}`);
			}
		}
		return [...places].sort();
	}

	async function certificateOf(personId: string) {
		return db.selectFrom('certificate').selectAll().where('userAccountId', '=', personId).executeTakeFirstOrThrow();
	}

	async function createAdministrator(name: string) {
		const account = await createPerson(db, name);
		const passwordHash = await hashPassword(password);
		await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', account.id).execute();
		await grantRole(db, account, 'admin', null);
		const token = await startSignIn(db, account.id, { device: 'test' });
		return (await findSignedInPerson(db, token))!;
	}

	test('the file holds every part of it, with what each is called', async () => {
		const { data } = await download(bartek.person.id);
		expect(Object.keys(data)).toEqual(['format', 'generatedAt', ...PARTS.map(({ key }) => key)]);
		const empty = Object.entries(data).filter(([, value]) => value === null || (Array.isArray(value) && !value.length));
		expect(empty.map(([key]) => key)).toEqual(['roles', 'lists', 'invitations']);
		expect(data.account).toMatchObject({ displayName: 'Bartek', email: bartek.email, hasPassword: true });
		expect(data.certificates).toMatchObject([{ state: 'valid', content: { holder: 'Bartek' } }]);
		expect(data.signInCounts.map(({ purpose, network }) => [purpose, network])).toContainEqual(['known', address]);
		expect(data.signInCounts.filter(({ isBrowser }) => isBrowser)).toMatchObject([{ purpose: 'known', network: null }]);
		expect(data.auditLog).toMatchObject([{ action: 'password.changed', isByMe: true, isAboutMe: true, address }]);
	});

	test('an answer is told in words, with all its changes, as the question was seen', async () => {
		const { data } = await download(bartek.person.id);
		const test = data.attempts.find(({ state }) => state === 'graded')!;
		expect(test).toMatchObject({ course: { title: 'Mały kurs' }, quiz: { title: 'Sprawdzian' }, number: 1 });
		const matching = test.questions.find(({ text }) => text === 'Połącz słowa.')!;
		expect(matching.answer).toEqual(['udział → wkład', 'przychód → sprzedaż', 'nadwyżka → zysk']);
		expect([...matching.options].sort()).toEqual(['podatek', 'sprzedaż', 'wkład', 'zysk']);
		const single = test.questions.find(({ text }) => text === 'Ile głosów ma członek?')!;
		expect([...single.options].sort()).toEqual(['Dwa', 'Jeden', 'Trzy']);
		expect(single).toMatchObject({ answer: ['Jeden'], result: { verdict: 'right', score: 100, maxScore: 100 } });
		expect(test.changes.map(({ answer }) => answer)).toContainEqual([bartek.answer]);
		expect(test.changes).toHaveLength(8);
	});

	test('nothing in it tells a key before it is due', async () => {
		const person = await createPerson(db, 'Filip');
		const quiz = { ...testQuiz, feedback: 'afterClose' as const };
		await db
			.insertInto('learnerGroup')
			.values({ id: 'g', organizationId: school.id, name: '8a', createdAt: now.toISOString(), archivedAt: null })
			.execute();
		const membership = { learnerGroupId: 'g', userAccountId: person.id, kind: 'learner' as const };
		await db
			.insertInto('membership')
			.values({ ...membership, joinedAt: now.toISOString() })
			.execute();
		const assignment = { learnerGroupId: 'g', courseSlug: smallCourse.slug, opensOn: null, dueOn: null };
		await db
			.insertInto('courseAssignment')
			.values({ ...assignment, createdAt: now.toISOString() })
			.execute();
		const { id: attemptId } = await startAttempt(db, { personId: person.id, course: smallCourse, quiz, now });
		await submitAttempt(db, { personId: person.id, attemptId, ...gradingAt(now) });

		for (const { text, data } of [await download(person.id), await download(bartek.person.id)]) {
			expect(text).not.toMatch(/KLUCZ|isRight|explanation|tolerance|accepted/);
			const undue = data.attempts.filter(({ state, id }) => state === 'open' || id === attemptId);
			expect(undue.length).toBeGreaterThan(0);
			for (const { questions } of undue) for (const { result } of questions) expect(result).toBeNull();
		}
	});

	test('there is nothing of Zuzanna’s in Bartek’s, and no secret', async () => {
		const about = { subjectKind: 'userAccount', subjectId: bartek.person.id, address: '192.0.2.99' };
		await writeAudit(db, { actorId: zuzanna.person.id, action: 'pupil.blocked', ...about }, later(1));
		const { text, data } = await download(bartek.person.id);
		const page = JSON.stringify(await getMyDataPage(db, asked(bartek.person.id)));
		const hers = await certificateOf(zuzanna.person.id);
		const attempts = await db.selectFrom('attempt').selectAll().execute();
		const { passwordHash } = await db
			.selectFrom('userAccount')
			.select('passwordHash')
			.where('id', '=', bartek.person.id)
			.executeTakeFirstOrThrow();
		const digests = await Promise.all([
			db.selectFrom('signInSession').select('id').execute(),
			db.selectFrom('accountToken').select('id').execute(),
			db.selectFrom('questionRevision').select('hash as id').execute()
		]);
		const forbidden = [
			...[zuzanna.person.id, zuzanna.email, 'Zuzanna', '192.0.2.99', hers.number, hers.verificationCode],
			...[passwordHash ?? '', smallCourse.revision, ...attempts.map(({ seed }) => seed)],
			...digests.flat().map(({ id }) => id),
			...attempts.filter(({ userAccountId }) => userAccountId === zuzanna.person.id).map(({ id }) => id)
		];
		for (const word of forbidden) for (const place of [text, page]) expect(place).not.toContain(word);
		expect(text).not.toMatch(/[0-9a-f]{32}|kursy\.example\.org\/haslo/);
		expect(data.auditLog[0]).toMatchObject({ action: 'pupil.blocked', isByMe: false, isAboutMe: true, address: null });
	});

	test('a role given or taken is told to the person, not who else was part of it', async () => {
		const admin = await createAdministrator('Adam');
		const actor = { id: admin.id, address: '203.0.113.5' };
		const wanted = { organizationId: school.id, learnerGroupId: null, email: null, displayName: null };
		const token = await db
			.transaction()
			.execute((trx) => createInvitation(trx, actor, { ...wanted, role: 'coordinator' }));
		const person = { id: bartek.person.id, kind: 'email', hasSecondFactor: false } as const;
		await acceptInvitation(db, token, person, { device: 'telefon', address: '198.51.100.7' });
		const { data, text } = await download(bartek.person.id);
		expect(data.auditLog[0]).toMatchObject({ action: 'invitation.accepted', isByMe: true, isAboutMe: true });
		expect(data.roles).toMatchObject([{ name: 'coordinator', organization: 'Szkoła Podstawowa nr 3' }]);
		expect(text).not.toContain(admin.id);

		await revokeRole(db, actor, { organizationId: school.id, personId: bartek.person.id, role: 'coordinator' });
		const after = await download(bartek.person.id);
		expect(after.data.auditLog[0]).toMatchObject({ action: 'coordinator.revoked', isByMe: false, isAboutMe: true });
		expect(after.text).not.toContain(admin.id);
		expect(text).not.toContain('203.0.113.5');
	});

	test('the page shows the newest and counts all', async () => {
		for (let index = 0; index < 7; index += 1) {
			const entry = { actorId: bartek.person.id, subjectKind: 'userAccount', subjectId: bartek.person.id };
			await writeAudit(db, { ...entry, action: `test.${index}` }, later(index / 100));
		}
		const page = await getMyDataPage(db, asked(bartek.person.id));
		expect(page.auditLog.map(({ action }) => action)).toEqual(['test.6', 'test.5', 'test.4', 'test.3', 'test.2']);
		expect(page).toMatchObject({ auditCount: 8, attemptCount: 2 });
		expect((await download(bartek.person.id)).data.auditLog).toHaveLength(8);
	});

	test('erasing leaves the id and the address only where it must', async () => {
		await sendMail(db, { to: bartek.email, subject: 'Czeka', text: '…' });
		expect(await eraseBartek()).toBe(true);
		const known = ['audit_log.actor_id', 'audit_log.subject_id', 'erased_account.id'];
		expect(await placesOf(bartek.person.id, bartek.email)).toEqual([...known, 'outbox.payload']);
		const waiting = (await claim(db, ['mail'], 10, later(1))).filter(({ payload }) => payload.to === bartek.email);
		expect(waiting.map(({ payload }) => payload.subject)).toEqual(['Twoje konto zostało usunięte']);

		for (const item of waiting) await finish(db, item, false);
		expect(await placesOf(bartek.person.id, bartek.email)).toEqual(known);
		expect(await placesOf(bartek.answer)).toEqual([]);
		expect(await placesOf('Bartek')).toEqual(['certificate.content']);
		expect(await placesOf(zuzanna.answer)).not.toEqual([]);
		expect((await download(zuzanna.person.id)).data.attempts).toHaveLength(2);
		const entry = await db.selectFrom('auditLog').selectAll().where('action', '=', 'account.erased').execute();
		expect(entry).toMatchObject([{ actorId: bartek.person.id, subjectId: bartek.person.id, detail: null, address }]);
	});

	test('nothing counted about signing in stays, and others’ counts do', async () => {
		const count = async () => (await db.selectFrom('signInThrottle').select('id').execute()).length;
		const before = await count();
		const his = (await download(bartek.person.id)).data.signInCounts.length;
		expect(his).toBeGreaterThan(3);
		await eraseBartek();
		expect(await count()).toBe(before - his);
		expect((await download(zuzanna.person.id)).data.signInCounts).toHaveLength(his);
	});

	test('certificates stay valid in the register, of any number of erased people', async () => {
		const codes = [];
		for (const learner of [bartek, zuzanna]) {
			codes.push((await certificateOf(learner.person.id)).verificationCode);
			await eraseOwnAccount(db, settings, learner.person, { password, address }, now);
		}
		const found = await Promise.all(codes.map((code) => findByCode(db, code)));
		const shown = found.map((certificate) => publicCertificate(certificate!, undefined, settings.origin, now));
		expect(shown).toMatchObject([
			{ state: 'valid', holder: 'Bartek' },
			{ state: 'valid', holder: 'Zuzanna' }
		]);
		expect(found.map((certificate) => certificate?.userAccountId)).toEqual([null, null]);
	});

	test('a wrong password erases nothing', async () => {
		expect(await eraseBartek('nie to hasło')).toBe(false);
		expect((await download(bartek.person.id)).data.attempts).toHaveLength(2);
		expect(await placesOf('account.erased')).toEqual([]);
	});

	test('the last administrator stays; of two who leave at once, one does', async () => {
		const adam = await createAdministrator('Adam');
		const leave = (person: typeof adam) => eraseOwnAccount(db, settings, person, { password, address }, now);
		await expect(leave(adam)).rejects.toMatchObject({ status: 409, code: 'last_administrator' });
		expect(await isLastAdministrator(db, adam.id)).toBe(true);
		expect(await isLastAdministrator(db, bartek.person.id)).toBe(false);

		const ewa = await createAdministrator('Ewa');
		const results = await Promise.allSettled([leave(adam), leave(ewa)]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const admins = await db.selectFrom('role').select('id').where('name', '=', 'admin').execute();
		expect(admins).toHaveLength(1);
	});

	test('a pupil asks the school; the school’s coordinator erases with the password, another’s cannot', async () => {
		const [celina, darek] = [await createAdministrator('Celina'), await createAdministrator('Darek')];
		await db.deleteFrom('role').where('userAccountId', 'in', [celina.id, darek.id]).execute();
		await grantRole(db, celina, 'coordinator', school);
		await grantRole(db, darek, 'coordinator', await createOrganization(db, 'Zespół Szkół w Gorlicach'));
		const actor = (person: { id: string }) => ({ id: person.id, address });
		const form = { organizationId: school.id, nicknames: ['Kinga'], formKey: randomUUID() };
		await createPupils(db, actor(celina), form);
		const pupil = await db.selectFrom('userAccount').selectAll().where('kind', '=', 'pupil').executeTakeFirstOrThrow();
		const token = await startSignIn(db, pupil.id, { device: 'test' });
		const kinga = (await findSignedInPerson(db, token))!;

		const refused = eraseOwnAccount(db, settings, kinga, { password, address }, now);
		await expect(refused).rejects.toMatchObject({ status: 403, code: 'ask_the_school' });
		await expect(erasePupil(db, actor(darek), pupil.id, password, now)).rejects.toMatchObject({ status: 404 });
		await expect(erasePupil(db, actor(celina), bartek.person.id, password, now)).rejects.toMatchObject({ status: 404 });
		expect(await erasePupil(db, actor(celina), pupil.id, 'nie to hasło', now)).toBe(false);
		expect(await erasePupil(db, actor(celina), pupil.id, password, now)).toBe(true);
		expect(await placesOf(pupil.id, pupil.signInName!, 'Kinga')).toEqual(['audit_log.subject_id', 'erased_account.id']);
		expect(await findSignedInPerson(db, token)).toBeNull();
		const entries = await db.selectFrom('auditLog').selectAll().where('action', '=', 'account.erased').execute();
		expect(entries).toMatchObject([{ actorId: celina.id, subjectId: pupil.id, organizationId: school.id }]);
	});

	test('without a way to send mail none is left waiting with the address', async () => {
		const silent = readSettings({ ORIGIN: settings.origin });
		await eraseOwnAccount(db, silent, bartek.person, { password, address }, now);
		expect(await placesOf(bartek.email)).toEqual([]);
	});

	test('an older backup does not bring an erased account back, and the erasure is still known', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wspolnie-privacy-'));
		const code = (await certificateOf(bartek.person.id)).verificationCode;
		try {
			const file = join(folder, 'kopia.gz');
			await writeBackup(database.address, file, '0.1.0', now);
			await eraseBartek();
			await db.destroy();
			const restoration = await restoreBackup(database.address, file, migrationsDir, { replace: true, now });
			expect(restoration.erasedAgain).toBe(1);
		} finally {
			rmSync(folder, { recursive: true });
		}
		db = openDatabase(database.address);
		try {
			expect(await placesOf(bartek.person.id, bartek.email)).toEqual([
				'audit_log.actor_id',
				'audit_log.subject_id',
				'erased_account.id'
			]);
			expect(await placesOf(bartek.answer)).toEqual([]);
			expect((await findByCode(db, code))?.content.holder).toBe('Bartek');
			expect((await download(zuzanna.person.id)).data.attempts).toHaveLength(2);
		} finally {
			await db.destroy();
		}
	});

	test('technical records go when their time is over, and not before', async () => {
		await eraseBartek();
		await db.deleteFrom('outbox').execute();
		await sendMail(db, { to: zuzanna.email, subject: 'Nikt nie czeka', text: '…' }, now);
		const count = async () =>
			Promise.all(
				(['auditLog', 'erasedAccount', 'outbox'] as const).map(
					async (table) => (await db.selectFrom(table).select('id').execute()).length
				)
			);
		const before = await count();
		const nothing = {
			auditEntries: 0,
			erasures: 0,
			unsentMails: 0,
			readingPlaces: 0,
			invitations: 0,
			joinCodes: 0,
			reports: 0
		};
		const removedAt = async (at: Date) => deleteExpiredRecords(db, await Expiry.read(db, at), at);
		expect(await removedAt(later(29))).toEqual(nothing);
		expect(await removedAt(later(31))).toEqual({ ...nothing, unsentMails: 1 });
		expect(await removedAt(later(364))).toEqual(nothing);
		expect(await removedAt(later(367))).toEqual({ ...nothing, readingPlaces: 1 });
		expect(await removedAt(later(725))).toEqual(nothing);
		const [auditEntries] = before;
		expect(await removedAt(later(735))).toEqual({ ...nothing, auditEntries, erasures: 1 });
		expect(await count()).toEqual([0, 0, 0]);
	});
});
