import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { publicCertificate } from '#lib/certificates/public-certificate.ts';
import { correctCertificate } from '#lib/certificates/server/changes.ts';
import { drawCertificate } from '#lib/certificates/server/pdf.ts';
import { printCertificate } from '#lib/certificates/server/print.ts';
import { getManagedCertificate, readRow } from '#lib/certificates/server/register.ts';
import { checkSeal, getSealKey, sealPdf } from '#lib/certificates/server/seal.ts';
import { withLogos } from '#lib/certificates/server/with-logos.ts';
import { ProfileForm } from '#lib/organizations/profile-form.ts';
import { readLogo, type CleanPicture } from '#lib/organizations/server/logo-file.ts';
import { findLogo, removeLogo, setLogo } from '#lib/organizations/server/logos.ts';
import { getProfile, getPublicProfile, listOrganizationsOf, saveProfile } from '#lib/organizations/server/profile.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { updateCompletion } from '#lib/progress/server/completion.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { jpeg, png } from '../support/pictures.ts';

const course = sampleCourse();
const issuer = 'Operator';
const now = new Date('2026-11-23T10:00:00Z');
const origin = 'https://wspolnie.example';
const periods = { answersMonths: '12', resultsMonths: '36', accountsMonths: '18', logMonths: '24' };
const profile = (more: Record<string, string> = {}) => v.parse(ProfileForm, { ...periods, ...more });
const picture = async (bytes: Buffer) => (await readLogo(new Blob([new Uint8Array(bytes)]))) as CleanPicture;

describeOnBothDatabases('what an organization says of itself', (getDb) => {
	let db: Db;
	let school: { id: string };
	let otherSchool: { id: string };
	let bartek: UserAccount;
	let celina: { id: string; address: string };
	let strangers: { id: string; address: string }[];

	beforeEach(async () => {
		db = getDb();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		otherSchool = await createOrganization(db, 'Szkoła Podstawowa nr 5');
		const actor = async (name: string, role: 'teacher' | 'coordinator', organization: { id: string }) => {
			const { id } = await createPerson(db, name);
			await grantRole(db, { id }, role, organization);
			return { id, address: '127.0.0.1' };
		};
		bartek = await createPerson(db, 'Bartek');
		celina = await actor('Celina', 'coordinator', school);
		strangers = [await actor('Anna', 'teacher', school), await actor('Darek', 'coordinator', otherSchool)];
		await createGroupWith(db, school, [bartek], course.slug);
		await enroll(db, bartek, course, now);
	});

	const issued = async () => {
		await learnEverythingBut(db, bartek.id, course, '', now);
		await db.transaction().execute((trx) => updateCompletion(trx, { personId: bartek.id, course, now, issuer }));
		const row = db.selectFrom('certificate').selectAll().where('userAccountId', '=', bartek.id);
		return readRow(await row.executeTakeFirstOrThrow());
	};

	test('its coordinator changes it, and everybody may read it', async () => {
		const notice = 'Pierwszy akapit.\n\nDrugi akapit.';
		await saveProfile(db, celina, school.id, profile({ notice, contact: ' iod@szkola.example ' }), now);
		expect(await getProfile(db, celina.id, school.id)).toMatchObject({ notice, contact: 'iod@szkola.example' });
		expect(await getPublicProfile(db, school.id)).toMatchObject({ answersMonths: 12, officer: null });
	});

	test('nobody else sees the form, changes it or touches the logo', async () => {
		const logo = await picture(png());
		for (const stranger of strangers) {
			for (const deed of [
				() => getProfile(db, stranger.id, school.id),
				() => saveProfile(db, stranger, school.id, profile(), now),
				() => setLogo(db, stranger, school.id, logo, now),
				() => removeLogo(db, stranger, school.id, now)
			]) {
				await expect(deed()).rejects.toMatchObject({ status: 404 });
			}
		}
		expect(await db.selectFrom('logo').select('hash').where('organizationId', '=', school.id).execute()).toEqual([]);
	});

	test('a logo that no certificate carries is gone when it is taken away or replaced', async () => {
		const logos = () => db.selectFrom('logo').select('hash').where('organizationId', '=', school.id).execute();
		await setLogo(db, celina, school.id, await picture(png()), now);
		await setLogo(db, celina, school.id, await picture(png()), now);
		const [first] = await logos();
		await setLogo(db, celina, school.id, await picture(jpeg()), now);
		expect(await logos()).toHaveLength(1);
		expect(await findLogo(db, school.id, first?.hash ?? '')).toBeUndefined();
		await removeLogo(db, celina, school.id, now);
		expect(await logos()).toEqual([]);
		expect(await getPublicProfile(db, school.id)).toMatchObject({ logoHash: null });
	});

	test('a certificate keeps the name and the logo it was issued with, and each file is the same', async () => {
		await saveProfile(db, celina, school.id, profile({ certificateName: 'SP 3 w Gorlicach' }), now);
		await setLogo(db, celina, school.id, await picture(png({ width: 300, height: 100 })), now);
		const certificate = await issued();
		const { organization } = certificate.content;
		expect(organization).toMatchObject({ id: school.id, name: 'SP 3 w Gorlicach' });
		const printed = await printCertificate(db, certificate, origin);

		await saveProfile(db, celina, school.id, profile({ certificateName: 'Inna nazwa' }), now);
		await removeLogo(db, celina, school.id, now);
		expect(await findLogo(db, otherSchool.id, organization?.logoHash ?? '')).toBeUndefined();
		const again = await getManagedCertificate(db, celina.id, certificate.id);
		expect(publicCertificate(again, undefined, origin, now).organization).toEqual({
			name: 'SP 3 w Gorlicach',
			logo: `${origin}/organizacje/${school.id}/logo/${organization?.logoHash}`
		});
		const key = await getSealKey(db);
		for (let i = 0; i < 5; i++) {
			const [withLogo] = await withLogos(db, [again]);
			const drawn = sealPdf(await drawCertificate(withLogo!, origin), again.verificationCode, key);
			expect(drawn.equals(printed)).toBe(true);
			expect(checkSeal(drawn, again, key)).toBe('genuine');
		}
		const without = await drawCertificate({ ...again, logo: null }, origin);
		expect(printed.length).toBeGreaterThan(without.length);

		const corrected = await correctCertificate(db, celina, certificate.id, { holder: 'Bartosz', reason: 'Literówka' });
		const { content } = await getManagedCertificate(db, celina.id, corrected);
		expect(content.organization).toEqual(organization);
	});

	test('a certificate from before organizations were printed still proves itself', async () => {
		const { organization, ...content } = (await issued()).content;
		expect(organization).toBeDefined();
		await db
			.updateTable('certificate')
			.set({ content: JSON.stringify(content) })
			.where('userAccountId', '=', bartek.id)
			.execute();
		const row = db.selectFrom('certificate').selectAll().where('userAccountId', '=', bartek.id);
		const old = readRow(await row.executeTakeFirstOrThrow());
		expect(publicCertificate(old, undefined, origin, now).organization).toBeNull();
		expect(checkSeal(await printCertificate(db, old, origin), old, await getSealKey(db))).toBe('genuine');
	});

	test('people find the organizations that hold their data: of groups, of roles, of a pupil’s account', async () => {
		const ids = async (personId: string) => (await listOrganizationsOf(db, personId)).map(({ id }) => id);
		expect(await ids(bartek.id)).toEqual([school.id]);
		expect(await ids(strangers[1]!.id)).toEqual([otherSchool.id]);
		await db.updateTable('userAccount').set({ organizationId: otherSchool.id }).where('id', '=', bartek.id).execute();
		expect(await ids(bartek.id)).toEqual([school.id, otherSchool.id]);
		expect(await ids((await createPerson(db, 'Nikt')).id)).toEqual([]);
	});
});

test.each([
	[{ answersMonths: '2' }, 'answersMonths'],
	[{ logMonths: '61' }, 'logMonths'],
	[{ accountsMonths: 'dwa' }, 'accountsMonths'],
	[{ answersMonths: '48', resultsMonths: '36' }, 'resultsMonths'],
	[{ notice: 'a'.repeat(10_001) }, 'notice'],
	[{ contact: 'iod\u202eelpmaxe' }, 'contact']
])('%j is refused at its field', (more, field) => {
	const { issues } = v.safeParse(ProfileForm, { ...periods, ...(more as Record<string, string>) });
	expect(issues?.[0].path?.[0]?.key).toBe(field);
});
