import type { ExpressionBuilder } from 'kysely';
import { sql } from 'kysely';
import { AppError, notFound } from '#lib/errors.ts';
import { dayInPoland, foldPolish } from '#lib/format.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { Certificate, Schema } from '#lib/server/db/schema.ts';
import type { CertificateContent, RevocationReason } from '../certificate.ts';
import { addEvent, insertCertificate } from './issue.ts';

/** A row of the register with its content read. */
export interface RegisteredCertificate extends Omit<Certificate, 'content' | 'searchText'> {
	content: CertificateContent;
}

/** Who changes the register, and from where. */
export interface Actor {
	id: string;
	address?: string | null;
}

/** What the public page says about a revocation or a correction. */
export interface StateChange {
	happenedAt: string;
	reasonKind: string | null;
}

/**
 * The certificate under a verification code. Whoever holds the code holds the paper, so nothing else is asked; the code
 * is looked up in a unique index, which costs the same for every guess.
 */
export async function findByCode(db: Db, code: string): Promise<RegisteredCertificate | undefined> {
	const row = await db
		.selectFrom('certificate')
		.selectAll()
		.where('verificationCode', '=', code)
		.executeTakeFirst();
	return row && readRow(row);
}

/** When and on what ground a certificate stopped being valid, as far as the public may know. */
export function findStateChange(db: Db, certificateId: string): Promise<StateChange | undefined> {
	return db
		.selectFrom('certificateEvent')
		.select(['happenedAt', 'reasonKind'])
		.where('certificateId', '=', certificateId)
		.where('kind', '!=', 'issued')
		.orderBy('happenedAt', 'desc')
		.executeTakeFirst();
}

/** A person's own valid certificates, the newest first. */
export async function listOwnCertificates(db: Db, personId: string): Promise<RegisteredCertificate[]> {
	const rows = await db
		.selectFrom('certificate')
		.selectAll()
		.where('userAccountId', '=', personId)
		.where('state', '=', 'valid')
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
export async function searchCertificates(
	db: Db,
	managerId: string,
	typed: string
): Promise<RegisteredCertificate[]> {
	const words = foldPolish(typed).split(/\s+/).filter(Boolean).slice(0, 6);
	let query = db.selectFrom('certificate').selectAll().where(isManagedBy(managerId));
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
		.where(isManagedBy(managerId))
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
		.where(isManagedBy(managerId))
		.orderBy('certificateEvent.happenedAt', 'desc')
		.execute();
}

/**
 * Takes a certificate back, for ever; the row stays and says so.
 * @throws AppError 404 when the person may not manage it, 409 when it is no longer valid
 */
export async function revokeCertificate(
	db: Db,
	actor: Actor,
	certificateId: string,
	ground: { kind: RevocationReason; reason: string },
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const certificate = await closeCertificate(trx, actor, certificateId, 'revoked');
		await addEvent(trx, {
			certificateId,
			kind: 'revoked',
			reason: ground.reason,
			reasonKind: ground.kind,
			actorId: actor.id,
			now
		});
		await audit(trx, actor, certificate, 'certificate.revoked', { kind: ground.kind }, now);
	});
}

/**
 * Corrects the holder's name: the old certificate becomes replaced, and a new one with its own number and code takes
 * over everything else, validity included.
 * @returns the id of the new certificate
 * @throws AppError 404 when the person may not manage it, 409 when it is no longer valid
 */
export async function correctCertificate(
	db: Db,
	actor: Actor,
	certificateId: string,
	correction: { holder: string; reason: string },
	now: Date = new Date()
): Promise<string> {
	return inTransaction(db, async (trx) => {
		const old = await closeCertificate(trx, actor, certificateId, 'replaced');
		const { content } = readRow(old);
		const { holder, reason } = correction;
		const corrected = await insertCertificate(trx, {
			personId: old.userAccountId,
			organizationId: old.organizationId,
			expiresOn: old.expiresOn,
			content: { ...content, holder, issuedOn: dayInPoland(now), replaces: old.number },
			actorId: actor.id,
			reason: `Poprawka zaświadczenia ${old.number}: ${reason}`,
			now
		});
		await trx
			.updateTable('certificate')
			.set({ replacedBy: corrected.id })
			.where('id', '=', certificateId)
			.execute();
		await addEvent(trx, {
			certificateId,
			kind: 'corrected',
			reason,
			reasonKind: null,
			actorId: actor.id,
			now
		});
		await audit(trx, actor, old, 'certificate.corrected', { replacedBy: corrected.id }, now);
		return corrected.id;
	});
}

/** Ends the validity of a certificate the actor may manage; of two that try, one succeeds. */
async function closeCertificate(
	trx: Trx,
	actor: Actor,
	certificateId: string,
	state: 'revoked' | 'replaced'
): Promise<Certificate> {
	const closed = await trx
		.updateTable('certificate')
		.set({ state })
		.where('id', '=', certificateId)
		.where('state', '=', 'valid')
		.where(isManagedBy(actor.id))
		.returningAll()
		.executeTakeFirst();
	if (closed) return closed;
	await getManagedCertificate(trx, actor.id, certificateId);
	throw new AppError(
		409,
		'not_valid',
		'To zaświadczenie jest już unieważnione albo zastąpione, więc nie można go zmienić. Odśwież stronę, aby zobaczyć jego historię.'
	);
}

/** Who keeps the register: an admin all of it, a coordinator the part of the own organization. */
const isManagedBy = (personId: string) => (eb: ExpressionBuilder<Schema, 'certificate'>) =>
	eb.exists(
		eb
			.selectFrom('role')
			.select('role.id')
			.where('role.userAccountId', '=', personId)
			.where((is) =>
				is.or([
					is.and([is('role.name', '=', 'admin'), is('role.organizationId', 'is', null)]),
					is.and([
						is('role.name', '=', 'coordinator'),
						is('role.organizationId', '=', is.ref('certificate.organizationId'))
					])
				])
			)
	);

function audit(
	trx: Trx,
	actor: Actor,
	certificate: Certificate,
	action: string,
	detail: Record<string, string>,
	now: Date
): Promise<void> {
	const entry = {
		actorId: actor.id,
		organizationId: certificate.organizationId,
		action,
		subjectKind: 'certificate',
		subjectId: certificate.id,
		address: actor.address ?? null,
		detail
	};
	return writeAudit(trx, entry, now);
}

function readRow(row: Certificate): RegisteredCertificate {
	const { searchText: _searchText, content, ...rest } = row;
	return { ...rest, content: JSON.parse(content) as CertificateContent };
}
