import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import { dayInPoland, foldPolish } from '#lib/format.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Trx } from '#lib/server/db/db.ts';
import type { Certificate } from '#lib/server/db/schema.ts';
import type { CertificateEventTable } from '#lib/server/db/tables/records.ts';
import { certificateNumber, monthsAfter, type CertificateContent, type PrintedOrganization } from '../certificate.ts';
import { createVerificationCode } from '../verification-code.ts';

/**
 * Enters a certificate of completion in the register, in the caller's transaction: with it the number is taken and the
 * course completed, or none of it. The person may hold one valid certificate of a course; a second is refused by the
 * database.
 */
export async function issueCertificate(
	trx: Trx,
	facts: {
		personId: string;
		course: Course;
		resultPercent: number | null;
		issuer: string;
		now: Date;
		/** The certificate that this one renews, already out of force; its remaining days are kept. */
		renewed?: Certificate;
	}
): Promise<Certificate> {
	const { personId, course, resultPercent, issuer, now, renewed } = facts;
	const holder = await getHolder(trx, personId, course.slug);
	const today = dayInPoland(now);
	const { title, validMonths } = course.certificate;
	const validFrom = renewed?.expiresOn && renewed.expiresOn > today ? renewed.expiresOn : today;
	const certificate = await insertCertificate(trx, {
		personId,
		organizationId: holder.organization?.id ?? null,
		expiresOn: validMonths === null ? null : monthsAfter(validFrom, validMonths),
		content: {
			holder: holder.displayName,
			title,
			courseSlug: course.slug,
			courseRevision: course.revision,
			courseTitle: course.title,
			hours: course.hours,
			directions: course.directions,
			outcomes: course.objectives,
			resultPercent,
			issuer,
			...(holder.organization && { organization: holder.organization }),
			completedOn: today,
			issuedOn: today,
			lawAsOf: course.lawAsOf,
			replaces: renewed?.number ?? null
		},
		actorId: null,
		reason: renewed ? `Odnowienie zaświadczenia ${renewed.number}` : 'Ukończenie kursu',
		now
	});
	const told = {
		kind: 'certificate' as const,
		title: `Gratulacje! Kurs „${course.title}” ukończony`,
		text: `Czeka na Ciebie dokument: ${title}, numer ${certificate.number}. Możesz go pobrać i wydrukować.`,
		path: `/zaswiadczenia/${certificate.verificationCode}`
	};
	await notify(trx, [personId], told, now);
	return certificate;
}

interface NewCertificate {
	personId: string | null;
	organizationId: string | null;
	expiresOn: string | null;
	content: CertificateContent;
	/** null: the platform itself. */
	actorId: string | null;
	reason: string;
	now: Date;
}

/** Writes the row with its number and code, and the event that begins its history. */
export async function insertCertificate(trx: Trx, entry: NewCertificate): Promise<Certificate> {
	const { content, now } = entry;
	const number = await takeNumber(trx, Number(content.issuedOn.slice(0, 4)));
	const certificate = await trx
		.insertInto('certificate')
		.values({
			id: randomUUID(),
			number,
			verificationCode: createVerificationCode(),
			userAccountId: entry.personId,
			organizationId: entry.organizationId,
			courseSlug: content.courseSlug,
			courseRevision: content.courseRevision,
			content: JSON.stringify(content),
			issuedAt: now.toISOString(),
			expiresOn: entry.expiresOn,
			state: 'valid',
			replacedBy: null,
			searchText: searchText(number, content.holder)
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await addEvent(trx, {
		certificateId: certificate.id,
		kind: 'issued',
		reason: entry.reason,
		reasonKind: null,
		actorId: entry.actorId,
		now
	});
	return certificate;
}

/** A line of a certificate's history. */
export async function addEvent(
	trx: Trx,
	event: {
		certificateId: string;
		kind: CertificateEventTable['kind'];
		reason: string;
		reasonKind: string | null;
		actorId: string | null;
		now: Date;
	}
): Promise<void> {
	const { now, ...rest } = event;
	await trx
		.insertInto('certificateEvent')
		.values({ id: randomUUID(), ...rest, happenedAt: now.toISOString() })
		.execute();
}

/** What a search compares with: number and holder, folded. */
export function searchText(number: string, holder: string): string {
	return foldPolish(`${number} ${holder}`);
}

/** The next number of the year. The counter's row makes parallel issues wait, and a rollback gives the number back. */
async function takeNumber(trx: Trx, year: number): Promise<string> {
	const { lastNumber } = await trx
		.insertInto('certificateCounter')
		.values({ year, lastNumber: 1 })
		.onConflict((conflict) =>
			conflict.column('year').doUpdateSet({ lastNumber: sql<number>`certificate_counter.last_number + 1` })
		)
		.returning('lastNumber')
		.executeTakeFirstOrThrow();
	return certificateNumber(year, lastNumber);
}

/** The name to print, and whose register it belongs to: the learner group's, else a pupil's own organization. */
async function getHolder(
	trx: Trx,
	personId: string,
	courseSlug: string
): Promise<{ displayName: string; organization: PrintedOrganization | null }> {
	const { displayName, id, name, certificateName, logoHash } = await trx
		.selectFrom('userAccount')
		.leftJoin('enrollment', (join) =>
			join.onRef('enrollment.userAccountId', '=', 'userAccount.id').on('enrollment.courseSlug', '=', courseSlug)
		)
		.leftJoin('learnerGroup', 'learnerGroup.id', 'enrollment.learnerGroupId')
		.leftJoin('organization as o', (join) =>
			join.on('o.id', '=', (eb) => eb.fn.coalesce('learnerGroup.organizationId', 'userAccount.organizationId'))
		)
		.select(['userAccount.displayName', 'o.id', 'o.name', 'o.certificateName', 'o.logoHash'])
		.where('userAccount.id', '=', personId)
		.executeTakeFirstOrThrow(() => notFound('konto'));
	const organization = id === null || name === null ? null : { id, name: certificateName ?? name, logoHash };
	return { displayName, organization };
}
