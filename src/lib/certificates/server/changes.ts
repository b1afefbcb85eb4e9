import { AppError } from '#lib/errors.ts';
import { dayInPoland } from '#lib/format.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { isManagedBy } from '#lib/organizations/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { Certificate } from '#lib/server/db/schema.ts';
import type { RevocationReason } from '../certificate.ts';
import { addEvent, insertCertificate } from './issue.ts';
import { getManagedCertificate, readRow } from './register.ts';

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
		await trx.updateTable('certificate').set({ replacedBy: corrected.id }).where('id', '=', certificateId).execute();
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

/**
 * Takes back a certificate that rested on a result which was put right since, in the caller's transaction. Nobody's right
 * to the register is asked: it follows from the result. One that is no longer valid stays as it is.
 */
export async function withdrawCertificate(
	trx: Trx,
	{ certificateId, reason, actorId, now }: { certificateId: string; reason: string; actorId: string | null; now: Date }
): Promise<void> {
	const certificate = await trx
		.updateTable('certificate')
		.set({ state: 'revoked' })
		.where('id', '=', certificateId)
		.where('state', '=', 'valid')
		.returningAll()
		.executeTakeFirst();
	if (!certificate) return;
	await addEvent(trx, { certificateId, kind: 'revoked', reason, reasonKind: 'error', actorId, now });
	if (certificate.userAccountId) {
		const told = {
			kind: 'certificate' as const,
			title: `Zaświadczenie ${certificate.number} jest unieważnione`,
			text: reason,
			path: `/zaswiadczenia/${certificate.verificationCode}`
		};
		await notify(trx, [certificate.userAccountId], told, now);
	}
	const entry = {
		actorId,
		organizationId: certificate.organizationId,
		action: 'certificate.revoked',
		subjectKind: 'certificate',
		subjectId: certificateId,
		detail: { kind: 'error' }
	};
	await writeAudit(trx, entry, now);
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
		.where((eb) => isManagedBy(actor.id, eb.ref('certificate.organizationId')))
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
		address: actor.address,
		detail
	};
	return writeAudit(trx, entry, now);
}
