import { sql } from 'kysely';
import { AppError, notFound } from '#lib/errors.ts';
import { foldPolish } from '#lib/format.ts';
import { isManagedBy } from '#lib/organizations/server/access.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Certificate } from '#lib/server/db/schema.ts';
import { UNKNOWN_CODE } from '../certificate-forms.ts';
import type { CertificateContent } from '../certificate.ts';
import { parseCode } from '../verification-code.ts';

/** A row of the register with its content read. */
export interface RegisteredCertificate extends Omit<Certificate, 'content'> {
	content: CertificateContent;
}

/** What the public page says about a revocation, a correction or a renewal. */
export interface StateChange {
	kind: 'corrected' | 'renewed' | 'revoked';
	happenedAt: string;
	reasonKind: string | null;
}

/**
 * The certificate under a verification code. Whoever holds the code holds the paper, so nothing else is asked; the code
 * is looked up in a unique index, which costs the same for every guess.
 */
export async function findByCode(db: Db, code: string): Promise<RegisteredCertificate | undefined> {
	const row = await db.selectFrom('certificate').selectAll().where('verificationCode', '=', code).executeTakeFirst();
	return row && readRow(row);
}

/** The same from a code as somebody typed it. */
export async function getByTypedCode(db: Db, typed: string): Promise<RegisteredCertificate> {
	const code = parseCode(typed);
	const certificate = code === null ? undefined : await findByCode(db, code);
	if (!certificate) throw new AppError(404, 'not_found', UNKNOWN_CODE);
	return certificate;
}

/** When and on what ground a certificate stopped being valid, as far as the public may know. */
export function findStateChange(db: Db, certificateId: string): Promise<StateChange | undefined> {
	return db
		.selectFrom('certificateEvent')
		.select(['kind', 'happenedAt', 'reasonKind'])
		.where('certificateId', '=', certificateId)
		.where('kind', '!=', 'issued')
		.orderBy('happenedAt', 'desc')
		.$narrowType<StateChange>()
		.executeTakeFirst();
}

/** A person's own certificates, the newest first; a replaced one gives way to its correction. */
export async function listOwnCertificates(db: Db, personId: string): Promise<RegisteredCertificate[]> {
	const rows = await db
		.selectFrom('certificate')
		.selectAll()
		.where('userAccountId', '=', personId)
		.where('state', '!=', 'replaced')
		.orderBy('issuedAt', 'desc')
		.execute();
	return rows.map(readRow);
}

/** At most this many rows are shown; who needs more narrows the search. */
export const SEARCH_LIMIT = 50;

/**
 * Certificates by number or name, the newest first, among those the person may manage. Every word must occur.
 * @returns up to `SEARCH_LIMIT` rows
 */
export async function searchCertificates(db: Db, managerId: string, typed: string): Promise<RegisteredCertificate[]> {
	const words = foldPolish(typed).split(/\s+/).filter(Boolean).slice(0, 6);
	let query = db
		.selectFrom('certificate')
		.selectAll()
		.where((eb) => isManagedBy(managerId, eb.ref('certificate.organizationId')));
	for (const word of words) {
		const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
		query = query.where(sql<boolean>`search_text like ${pattern} escape '\\'`);
	}
	const rows = await query.orderBy('issuedAt', 'desc').orderBy('number', 'desc').limit(SEARCH_LIMIT).execute();
	return rows.map(readRow);
}

/** A certificate the person may manage; anyone else's counts as not found. */
export async function getManagedCertificate(
	db: Db,
	managerId: string,
	certificateId: string
): Promise<RegisteredCertificate> {
	const row = await db
		.selectFrom('certificate')
		.selectAll()
		.where('id', '=', certificateId)
		.where((eb) => isManagedBy(managerId, eb.ref('certificate.organizationId')))
		.executeTakeFirstOrThrow(() => notFound('zaświadczenie'));
	return readRow(row);
}

/** The whole history of a certificate the person may manage, the newest first. */
export function listEvents(db: Db, managerId: string, certificateId: string) {
	return db
		.selectFrom('certificateEvent')
		.innerJoin('certificate', 'certificate.id', 'certificateEvent.certificateId')
		.leftJoin('userAccount', 'userAccount.id', 'certificateEvent.actorId')
		.select([
			'certificateEvent.kind',
			'certificateEvent.reason',
			'certificateEvent.reasonKind',
			'certificateEvent.happenedAt',
			'userAccount.displayName as actorName'
		])
		.where('certificate.id', '=', certificateId)
		.where((eb) => isManagedBy(managerId, eb.ref('certificate.organizationId')))
		.orderBy('certificateEvent.happenedAt', 'desc')
		.execute();
}

/** A row as the register's readers see it. */
export function readRow(row: Certificate): RegisteredCertificate {
	return { ...row, content: JSON.parse(row.content) as CertificateContent };
}
