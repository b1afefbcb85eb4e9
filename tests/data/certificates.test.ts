import { beforeEach, expect, test } from 'vitest';
import { statusOf } from '#lib/certificates/certificate.ts';
import { correctCertificate, revokeCertificate } from '#lib/certificates/server/changes.ts';
import { issueCertificate } from '#lib/certificates/server/issue.ts';
import { drawCertificate } from '#lib/certificates/server/pdf.ts';
import { printCertificate } from '#lib/certificates/server/print.ts';
import {
	findByCode,
	findStateChange,
	getManagedCertificate,
	listEvents,
	listOwnCertificates,
	searchCertificates
} from '#lib/certificates/server/register.ts';
import { checkSeal, getSealKey, sealPdf } from '#lib/certificates/server/seal.ts';
import { createVerificationCode } from '#lib/certificates/verification-code.ts';
import { updateCompletion } from '#lib/progress/server/completion.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { Certificate, UserAccount } from '#lib/server/db/schema.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const course = sampleCourse();
const issuer = 'Regionalny Ośrodek Polityki Społecznej w Krakowie';
const now = new Date('2026-11-23T10:00:00Z');
const later = new Date('2026-12-24T10:00:00Z');
const origin = 'https://wspolnie.example';

const acting = ({ id }: { id: string }) => ({ id, address: '192.0.2.1' });

describeOnBothDatabases('the register of certificates', (getDb) => {
	let bartek: UserAccount;
	let celina: UserAccount;
	let darek: UserAccount;
	beforeEach(async () => {
		bartek = await createPerson(getDb(), 'Bartłomiej Żuk');
		celina = await createPerson(getDb(), 'Celina');
		darek = await createPerson(getDb(), 'Darek');
		const school = await createOrganization(getDb(), 'Szkoła nr 3');
		const otherSchool = await createOrganization(getDb(), 'Szkoła nr 5');
		await createGroupWith(getDb(), school, [bartek], course.slug);
		await grantRole(getDb(), celina, 'coordinator', school);
		await grantRole(getDb(), darek, 'coordinator', otherSchool);
		await enroll(getDb(), bartek, course, now);
	});

	const complete = (personId: string) =>
		getDb()
			.transaction()
			.execute((trx) => updateCompletion(trx, { personId, course, now, issuer }));
	const issued = async (personId = bartek.id): Promise<Certificate> => {
		await learnEverythingBut(getDb(), personId, course, '', now);
		const { certificateId } = await complete(personId);
		return certificateById(certificateId!);
	};
	const certificateById = (id: string) =>
		getDb().selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

	test('a certificate keeps everything it will ever print', async () => {
		const certificate = await issued();
		expect(JSON.parse(certificate.content)).toEqual({
			holder: 'Bartłomiej Żuk',
			title: 'Dyplom ukończenia kursu',
			courseSlug: course.slug,
			courseRevision: course.revision,
			courseTitle: course.title,
			hours: 6,
			directions: ['4.1.2'],
			outcomes: course.objectives,
			resultPercent: 90,
			issuer,
			organization: { id: certificate.organizationId, name: 'Szkoła nr 3', logoHash: null },
			completedOn: '2026-11-23',
			issuedOn: '2026-11-23',
			lawAsOf: '2026-11-23',
			replaces: null
		});
		expect(certificate).toMatchObject({ state: 'valid', expiresOn: '2029-11-23', issuedAt: now.toISOString() });
		expect(certificate.number).toMatch(/^WSP\/2026\/\d{6}$/);
		expect(certificate.verificationCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{28}$/);
		expect(await listOwnCertificates(getDb(), bartek.id)).toHaveLength(1);
		expect(await listOwnCertificates(getDb(), darek.id)).toEqual([]);
	});

	test('twenty people who finish at once get twenty numbers without a gap', async () => {
		const last = await getDb().selectFrom('certificateCounter').select('lastNumber').executeTakeFirst();
		const people = await Promise.all(Array.from({ length: 20 }, (_, i) => createPerson(getDb(), `Osoba ${i}`)));
		for (const person of people) {
			await enroll(getDb(), person, course, now);
			await learnEverythingBut(getDb(), person.id, course, '', now);
		}
		const outcomes = await Promise.all(people.flatMap(({ id }) => [complete(id), complete(id)]));
		expect(outcomes.every((outcome) => outcome.isCompleted && outcome.certificateId)).toBe(true);

		const rows = await getDb()
			.selectFrom('certificate')
			.select('number')
			.where(
				'userAccountId',
				'in',
				people.map(({ id }) => id)
			)
			.orderBy('number')
			.execute();
		const first = (last?.lastNumber ?? 0) + 1;
		expect(rows.map((row) => Number(row.number.slice(-6)))).toEqual(Array.from({ length: 20 }, (_, i) => first + i));
	});

	test('a number given back by a rollback is used again', async () => {
		const attempt = getDb()
			.transaction()
			.execute(async (trx) => {
				const facts = { personId: bartek.id, course, resultPercent: null, issuer, now };
				const { number } = await issueCertificate(trx, facts);
				throw new Error(number);
			});
		const lost = await attempt.catch((error: Error) => error.message);
		expect((await issued()).number).toBe(lost);
	});

	test('the database refuses a second valid certificate of the same course', async () => {
		await issued();
		const second = getDb()
			.transaction()
			.execute((trx) => issueCertificate(trx, { personId: bartek.id, course, resultPercent: null, issuer, now }));
		await expect(second).rejects.toThrow();
		expect(await listOwnCertificates(getDb(), bartek.id)).toHaveLength(1);
	});

	test('it is found by its code alone', async () => {
		const certificate = await issued();
		expect(await findByCode(getDb(), certificate.verificationCode)).toMatchObject({ id: certificate.id });
		expect(await findByCode(getDb(), '0'.repeat(28))).toBeUndefined();
	});

	test('a coordinator finds by number and by name, in any spelling, in the own organization only', async () => {
		const { id, number } = await issued();
		const found = async (managerId: string, typed: string) =>
			(await searchCertificates(getDb(), managerId, typed)).map((row) => row.id);
		expect(await found(celina.id, number.toLowerCase())).toEqual([id]);
		expect(await found(celina.id, 'zuk bartlomiej')).toEqual([id]);
		expect(await found(celina.id, '')).toEqual([id]);
		expect(await found(celina.id, '%')).toEqual([]);
		expect(await found(celina.id, 'Nowak')).toEqual([]);
		expect(await found(darek.id, 'żuk')).toEqual([]);
		expect(await found(bartek.id, 'żuk')).toEqual([]);
	});

	test('a coordinator of another organization cannot see, revoke or correct it', async () => {
		const { id } = await issued();
		const notThere = { status: 404 };
		const ground = { kind: 'error', reason: 'Pomyłka' } as const;
		for (const stranger of [darek, bartek]) {
			await expect(getManagedCertificate(getDb(), stranger.id, id)).rejects.toMatchObject(notThere);
			await expect(revokeCertificate(getDb(), acting(stranger), id, ground, later)).rejects.toMatchObject(notThere);
			await expect(
				correctCertificate(getDb(), acting(stranger), id, { holder: 'Darek', reason: 'Pomyłka' }, later)
			).rejects.toMatchObject(notThere);
			expect(await listEvents(getDb(), stranger.id, id)).toEqual([]);
		}
		expect((await certificateById(id)).state).toBe('valid');
	});

	test('an admin keeps the whole register, a coordinator without an organization none of it', async () => {
		const { id } = await issued();
		const admin = await createPerson(getDb(), 'Admin');
		const nobodys = await createPerson(getDb(), 'Nikt');
		await grantRole(getDb(), admin, 'admin', null);
		await grantRole(getDb(), nobodys, 'coordinator', null);
		expect(await getManagedCertificate(getDb(), admin.id, id)).toMatchObject({ id });
		await expect(getManagedCertificate(getDb(), nobodys.id, id)).rejects.toMatchObject({ status: 404 });
	});

	test('a revoked certificate says when and on what ground, keeps its history and does not come back', async () => {
		const { id } = await issued();
		const actor = { id: celina.id, address: '10.0.0.1' };
		await revokeCertificate(getDb(), actor, id, { kind: 'dishonesty', reason: 'Test rozwiązała siostra.' }, later);

		const row = await certificateById(id);
		expect(statusOf(row, later)).toBe('revoked');
		expect(await findStateChange(getDb(), id)).toEqual({
			kind: 'revoked',
			happenedAt: later.toISOString(),
			reasonKind: 'dishonesty'
		});
		const events = await listEvents(getDb(), celina.id, id);
		expect(events.map(({ kind, actorName }) => [kind, actorName])).toEqual([
			['revoked', 'Celina'],
			['issued', null]
		]);
		expect(events[0]?.reason).toBe('Test rozwiązała siostra.');
		const audit = await getDb().selectFrom('auditLog').selectAll().where('subjectId', '=', id).execute();
		expect(audit).toMatchObject([
			{ action: 'certificate.revoked', actorId: celina.id, address: '10.0.0.1', organizationId: row.organizationId }
		]);

		expect(await complete(bartek.id)).toEqual({ isCompleted: true, certificateId: null });
		expect(await listOwnCertificates(getDb(), bartek.id)).toMatchObject([{ id, state: 'revoked' }]);
		const again = revokeCertificate(getDb(), actor, id, { kind: 'error', reason: 'Jeszcze raz' }, later);
		await expect(again).rejects.toMatchObject({ status: 409 });
	});

	test('a corrected name makes a new certificate and leaves the old one replaced', async () => {
		const old = await issued();
		const correction = { holder: 'Bartłomiej Żuk-Kowalski', reason: 'Zmiana nazwiska' };
		const newId = await correctCertificate(getDb(), acting(celina), old.id, correction, later);

		expect(await certificateById(old.id)).toMatchObject({ state: 'replaced', replacedBy: newId });
		const corrected = await getManagedCertificate(getDb(), celina.id, newId);
		expect(corrected.number).not.toBe(old.number);
		expect(corrected.verificationCode).not.toBe(old.verificationCode);
		expect(corrected).toMatchObject({ state: 'valid', expiresOn: old.expiresOn, userAccountId: bartek.id });
		expect(corrected.content).toEqual({
			...JSON.parse(old.content),
			holder: 'Bartłomiej Żuk-Kowalski',
			issuedOn: '2026-12-24',
			replaces: old.number
		});
		expect((await complete(bartek.id)).certificateId).toBe(newId);
		expect((await listOwnCertificates(getDb(), bartek.id)).map((row) => row.id)).toEqual([newId]);
		expect((await searchCertificates(getDb(), celina.id, 'kowalski')).map((row) => row.id)).toEqual([newId]);
	});

	test('two who change the same certificate at once do it once', async () => {
		const { id } = await issued();
		const results = await Promise.allSettled([
			correctCertificate(getDb(), acting(celina), id, { holder: 'B. Żuk', reason: 'Skrót' }, later),
			correctCertificate(getDb(), acting(celina), id, { holder: 'Bartek Żuk', reason: 'Zdrobnienie' }, later),
			revokeCertificate(getDb(), acting(celina), id, { kind: 'error', reason: 'Pomyłka' }, later)
		]);
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
	});

	test('the key of the seals is made once, whoever asks first', async () => {
		await getDb().deleteFrom('instanceSetting').execute();
		const keys = await Promise.all(Array.from({ length: 8 }, () => getSealKey(getDb())));
		expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
		expect(keys[0]).toHaveLength(32);
	});

	test('a printed certificate proves itself, and only itself', async () => {
		const mine = (await findByCode(getDb(), (await issued()).verificationCode))!;
		const other = (await findByCode(getDb(), (await issuedToAnother()).verificationCode))!;
		const pdf = await printCertificate(getDb(), mine, origin);
		const key = await getSealKey(getDb());
		expect(checkSeal(pdf, mine, key)).toBe('genuine');
		expect(checkSeal(pdf, other, key)).toBe('other certificate');
		expect(sealPdf(await drawCertificate(mine, origin), mine.verificationCode, key).equals(pdf)).toBe(true);
	});

	test('one file asked for a hundred times is drawn once, and many files do not hold up the others', async () => {
		const mine = (await findByCode(getDb(), (await issued()).verificationCode))!;
		const files = await Promise.all(Array.from({ length: 100 }, () => printCertificate(getDb(), mine, origin)));
		expect(new Set(files).size).toBe(1);

		let turns = 0;
		const served = setInterval(() => turns++, 1);
		const codes = Array.from({ length: 6 }, createVerificationCode);
		await Promise.all(
			codes.map((verificationCode) => printCertificate(getDb(), { ...mine, verificationCode }, origin))
		);
		clearInterval(served);
		expect(turns).toBeGreaterThanOrEqual(codes.length - 1);
	});

	async function issuedToAnother() {
		const anna = await createPerson(getDb(), 'Anna');
		await enroll(getDb(), anna, course, now);
		return issued(anna.id);
	}
});
