import { createHmac, randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { createToken, digestOf, looksLikeToken } from '#lib/accounts/server/secret-token.ts';
import { mailKey } from '#lib/accounts/server/registration.ts';
import { MAIL_RULE, mayUse } from '#lib/accounts/server/throttle.ts';
import { notFound } from '#lib/errors.ts';
import { deleteAccount } from '#lib/privacy/server/erasures.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { GuardianConsentTable } from '#lib/server/db/tables/accounts.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import { sendMail } from '#lib/server/mail.ts';
import { afterStep, type ConsentMethod } from '../consent-state.ts';
import { CURRENT_CONSENT_TEXT } from '../consent-text.ts';
import { consentMail } from './consent-mail.ts';
import { withdrawnAt } from './forget.ts';

export type Consent = Selectable<GuardianConsentTable>;

/** Who confirms or withdraws; `adminId` null: the guardian by their own link. */
export interface ConsentActor {
	adminId: string | null;
	address: string;
}

export interface ConsentRequest {
	nickname: string;
	method: ConsentMethod;
	/** null on paper. */
	guardianEmail: string | null;
}

/**
 * Asks a guardian. Nothing but the request is stored; the answer is the same whoever owns the address.
 * @returns the token with which the child comes back
 */
export async function askConsent(
	db: Db,
	settings: { origin: string },
	request: ConsentRequest,
	now: Date
): Promise<string> {
	const childToken = createToken();
	const { nickname, method, guardianEmail } = request;
	const guardianToken = method === 'paper' ? guardianTokenOnPaper(childToken) : createToken();
	const mayMail = guardianEmail !== null && (await mayUse(db, mailKey(guardianEmail), MAIL_RULE, now));
	await inTransaction(db, async (trx) => {
		await trx
			.insertInto('guardianConsent')
			.values({
				id: randomUUID(),
				state: 'asked',
				method,
				nickname,
				guardianEmail,
				textVersion: CURRENT_CONSENT_TEXT.version,
				childDigest: digestOf(childToken),
				guardianDigest: digestOf(guardianToken),
				userAccountId: null,
				askedAt: now.toISOString(),
				confirmedAt: null,
				confirmedTextVersion: null,
				confirmedBy: null,
				withdrawnAt: null,
				withdrawnTextVersion: null
			})
			.execute();
		if (mayMail) await sendMail(trx, consentMail(guardianEmail, `${settings.origin}/zgoda/${guardianToken}`), now);
	});
	nudgeJobs(db);
	return childToken;
}

/**
 * On paper the child prints the guardian's link, so it follows from the child's. It cannot confirm: that takes the
 * signed form.
 */
export const guardianTokenOnPaper = (childToken: string): string =>
	createHmac('sha256', childToken).update('guardian').digest('base64url');

/** The request behind one of its two links; anything else counts as not found. */
export async function getConsent(db: Db, whose: 'child' | 'guardian', token: string): Promise<Consent> {
	const column = whose === 'child' ? 'childDigest' : 'guardianDigest';
	const found = looksLikeToken(token)
		? await db.selectFrom('guardianConsent').selectAll().where(column, '=', digestOf(token)).executeTakeFirst()
		: undefined;
	if (!found) throw notFound('prośba o zgodę');
	return found;
}

/** The number on paper, short enough to be read aloud. */
export const consentNumber = (id: string): string => id.slice(0, 8).toUpperCase();

/**
 * Confirms. A second confirmation, or one that comes after a refusal, changes nothing. A request on paper is confirmed
 * by whoever holds the signed form, never by a link.
 */
export async function confirmConsent(db: Db, id: string, actor: ConsentActor, now: Date): Promise<void> {
	await inTransaction(db, async (trx) => {
		const consent = await lockConsent(trx, id);
		const isAsked = consent.method === (actor.adminId ? 'paper' : 'link');
		if (!isAsked || !afterStep(consent.state, 'confirm')) return;
		await trx
			.updateTable('guardianConsent')
			.set({
				state: 'confirmed',
				confirmedAt: now.toISOString(),
				confirmedTextVersion: CURRENT_CONSENT_TEXT.version,
				confirmedBy: actor.adminId
			})
			.where('id', '=', id)
			.execute();
		await record(trx, actor, 'consent.confirmed', id, now);
	});
}

/** Refuses or withdraws: an account is erased, the record keeps dates and versions without names. */
export async function withdrawConsent(db: Db, id: string, actor: ConsentActor, now: Date): Promise<void> {
	await inTransaction(db, async (trx) => {
		const consent = await lockConsent(trx, id);
		if (!afterStep(consent.state, 'withdraw')) return;
		await trx.updateTable('guardianConsent').set(withdrawnAt(now)).where('id', '=', id).execute();
		if (consent.userAccountId) await deleteAccount(trx, consent.userAccountId, now);
		await record(trx, actor, 'consent.withdrawn', id, now);
	});
}

/** Two answers at once: the second waits and then sees the first. */
async function lockConsent(trx: Trx, id: string): Promise<Consent> {
	return trx
		.updateTable('guardianConsent')
		.set({ id })
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow(() => notFound('prośba o zgodę'));
}

const record = (trx: Trx, { adminId, address }: ConsentActor, action: string, subjectId: string, now: Date) =>
	writeAudit(trx, { actorId: adminId, address, action, subjectKind: 'guardianConsent', subjectId }, now);
