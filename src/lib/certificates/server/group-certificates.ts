import { comparePolish } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { CertificateContent } from '../certificate.ts';
import type { PrintableCertificate } from './pdf.ts';

/** Certificates of a course in force, of those who learn in a group. */
const certificatesOf = (db: Db, groupId: string, courseSlug: string) =>
	db
		.selectFrom('certificate as c')
		.innerJoin('membership as m', 'm.userAccountId', 'c.userAccountId')
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner')
		.where('c.courseSlug', '=', courseSlug)
		.where('c.state', '=', 'valid');

export async function countGroupCertificates(db: Db, groupId: string, courseSlug: string): Promise<number> {
	const { count } = await certificatesOf(db, groupId, courseSlug)
		.select((eb) => eb.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** As they are printed, by the holder's name in Polish order. */
export async function listGroupCertificates(
	db: Db,
	groupId: string,
	courseSlug: string
): Promise<PrintableCertificate[]> {
	const rows = await certificatesOf(db, groupId, courseSlug)
		.select(['c.number', 'c.verificationCode', 'c.issuedAt', 'c.expiresOn', 'c.content'])
		.execute();
	return rows
		.map(({ content, ...row }) => ({ ...row, content: JSON.parse(content) as CertificateContent }))
		.sort((a, b) => comparePolish(a.content.holder, b.content.holder) || comparePolish(a.number, b.number));
}
