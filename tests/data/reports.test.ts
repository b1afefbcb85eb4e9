import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { listGroupCertificates } from '#lib/certificates/server/group-certificates.ts';
import { issueCertificate } from '#lib/certificates/server/issue.ts';
import { printManyCertificates } from '#lib/certificates/server/print-many.ts';
import { getGroupOf, type StaffedGroup } from '#lib/groups/server/access.ts';
import { drawWholePdf } from '#lib/printing/server/draw-pdf.ts';
import { reportSheet } from '#lib/reports/report-sheet.ts';
import { createReport, getReport, listReports } from '#lib/reports/server/reports.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { writeCsv } from '#lib/spreadsheets/server/write-csv.ts';
import { writeOds } from '#lib/spreadsheets/server/write-ods.ts';
import { writeXlsx } from '#lib/spreadsheets/server/write-xlsx.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { passQuiz } from '../support/learning.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const course = smallCourse;
const origin = 'https://wspolnie.example';

describeOnBothDatabases('reports of a group', (getDb) => {
	let anna: { id: string; address: string };
	let bartek: { id: string };
	let group: StaffedGroup;

	beforeEach(async () => {
		const school = await createOrganization(getDb(), 'Szkoła Podstawowa nr 1');
		anna = { id: (await createPerson(getDb(), 'Anna')).id, address: '192.0.2.1' };
		bartek = await createPerson(getDb(), 'Bartek Żółty');
		const zosia = await createPerson(getDb(), 'Zosia');
		const { id } = await createGroupWith(getDb(), school, [bartek, zosia], course.slug);
		await grantRole(getDb(), anna, 'teacher', school);
		await addTeacher(getDb(), { id }, anna);
		group = await getGroupOf(getDb(), anna.id, id);
		for (const person of [bartek, zosia]) await enrollAt(person.id, person === bartek ? now.toISOString() : null);
		await passQuiz(getDb(), bartek.id, course.slug, testQuiz.slug, { at: now });
		await certify(bartek.id);
	});

	const enrollAt = (userAccountId: string, completedAt: string | null) =>
		getDb()
			.insertInto('enrollment')
			.values({
				userAccountId,
				courseSlug: course.slug,
				enrolledAt: now.toISOString(),
				completedAt,
				learnerGroupId: null
			})
			.execute();
	const certify = (personId: string) =>
		inTransaction(getDb(), (trx) =>
			issueCertificate(trx, { personId, course, resultPercent: 90, issuer: 'Operator', now })
		);
	const make = (people: 'names' | 'numbered' | 'none' = 'names') =>
		createReport(getDb(), { actor: anna, group, course, operator: 'ROPS', people }, now);
	const read = (reportId: string) => getReport(getDb(), { groupId: group.id, course: course.slug, reportId });

	test('a report says who learned what, and making it is in the audit log', async () => {
		const id = await make();
		const { content, createdBy } = await read(id);
		expect(createdBy).toBe('Anna');
		expect(content).toMatchObject({
			enrolled: 2,
			started: 1,
			finished: 1,
			certificates: 1,
			group: '7b',
			operator: 'ROPS'
		});
		expect(content.rows).toMatchObject([
			{ label: 'Bartek Żółty', testPercent: 90, certificateNumber: expect.stringMatching(/^WSP\//) as string },
			{ label: 'Zosia', hasStarted: false, testPercent: null }
		]);
		const entry = await getDb()
			.selectFrom('auditLog')
			.select(['action', 'actorId', 'organizationId'])
			.where('subjectId', '=', id)
			.executeTakeFirstOrThrow();
		expect(entry).toEqual({ action: 'report.made', actorId: anna.id, organizationId: group.organizationId });
	});

	test('the files of a report are the same bytes after names, results and the organization changed', async () => {
		const id = await make();
		const files = async () => {
			const { content, createdAt } = await read(id);
			const sheet = reportSheet(content);
			const pdf = await drawWholePdf({ kind: 'report', report: { id, createdAt, content } });
			expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
			return [pdf, writeCsv(sheet), await writeXlsx(sheet), await writeOds(sheet)].map((bytes) =>
				createHash('sha256').update(bytes).digest('hex')
			);
		};
		const before = await files();
		await getDb().updateTable('userAccount').set({ displayName: 'Inne' }).where('id', '=', bartek.id).execute();
		await getDb().updateTable('learnerGroup').set({ name: 'Inna' }).where('id', '=', group.id).execute();
		await getDb().updateTable('organization').set({ name: 'Inna' }).where('id', '=', group.organizationId).execute();
		await getDb().deleteFrom('quizResult').where('userAccountId', '=', bartek.id).execute();
		expect(await files()).toEqual(before);
	});

	test('a report is found in its own group and course only, and the newest is listed first', async () => {
		const first = await make('none');
		const second = await createReport(
			getDb(),
			{ actor: anna, group, course, operator: 'ROPS', people: 'none' },
			new Date(now.getTime() + 1000)
		);
		expect((await listReports(getDb(), group.id, course.slug)).map(({ id }) => id)).toEqual([second, first]);
		const asked = { groupId: group.id, course: course.slug, reportId: first };
		await expect(getReport(getDb(), { ...asked, groupId: 'inna' })).rejects.toMatchObject({ status: 404 });
		await expect(getReport(getDb(), { ...asked, course: 'inny' })).rejects.toMatchObject({ status: 404 });
	});

	test('the certificates of a group are those in force, a page each, the same bytes each time', async () => {
		const other = await createPerson(getDb(), 'Obca osoba');
		await certify(other.id);
		const certificates = await listGroupCertificates(getDb(), group.id, course.slug);
		expect(certificates.map(({ content }) => content.holder)).toEqual(['Bartek Żółty']);
		const three = Array.from({ length: 3 }, () => certificates).flat();
		const first = await new Response(printManyCertificates(three, origin)).bytes();
		expect(pagesOf(first)).toBe(3);
		expect(await new Response(printManyCertificates(three, origin)).bytes()).toEqual(first);
	});

	test('one joint file is drawn at a time, and leaving in the middle makes room for the next', async () => {
		const certificates = await listGroupCertificates(getDb(), group.id, course.slug);
		const many = Array.from({ length: 200 }, () => certificates).flat();
		const reader = printManyCertificates(many, origin).getReader();
		expect((await reader.read()).done).toBe(false);
		expect(() => printManyCertificates(certificates, origin)).toThrow(expect.objectContaining({ status: 503 }));
		await reader.cancel();
		expect(pagesOf(await new Response(printManyCertificates(certificates, origin)).bytes())).toBe(1);
	});
});

const pagesOf = (pdf: Uint8Array) =>
	Buffer.from(pdf)
		.toString('latin1')
		.match(/\/Type \/Page\b/g)?.length ?? 0;
