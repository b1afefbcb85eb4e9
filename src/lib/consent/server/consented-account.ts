import { randomUUID } from 'node:crypto';
import { createCardSecret, normalizeCardSecret } from '#lib/accounts/server/card-secret.ts';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { insertPupil } from '#lib/accounts/server/pupil-accounts.ts';
import { endAllSignIns } from '#lib/accounts/server/sign-in.ts';
import { AppError } from '#lib/errors.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { getConsent } from './consents.ts';

/**
 * Opens the account of a child whose guardian has agreed: a pupil of no organization.
 * @param password already found good enough
 * @throws AppError 409 when nobody has agreed, or the account is there already
 * @returns the id and the name to sign in with
 */
export async function openConsentedAccount(
	db: Db,
	childToken: string,
	given: { password: string; address: string },
	now: Date
): Promise<{ id: string; signInName: string }> {
	const passwordHash = await hashPassword(given.password);
	return inTransaction(db, async (trx) => {
		const consent = await getConsent(trx, 'child', childToken);
		const id = randomUUID();
		const isReady = consent.state === 'confirmed' && consent.userAccountId === null && consent.nickname !== null;
		if (!isReady) throw notReady();
		const draft = { id, displayName: consent.nickname ?? '', passwordHash, secretKind: 'password' as const };
		const signInName = await insertPupil(trx, { ...draft, mustChangePassword: false }, null, now);
		const taken = await trx
			.updateTable('guardianConsent')
			.set({ userAccountId: id })
			.where('id', '=', consent.id)
			.where('state', '=', 'confirmed')
			.where('userAccountId', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!taken || signInName === null) throw notReady();
		const { address } = given;
		const what = { action: 'pupil.created', subjectKind: 'userAccount', subjectId: id };
		await writeAudit(trx, { actorId: null, address, ...what, detail: { consent: consent.id } }, now);
		return { id, signInName };
	});
}

/** The name with which the child of a consent signs in; null: no account yet, or no longer. */
export async function findChildsName(db: Db, accountId: string | null): Promise<string | null> {
	if (accountId === null) return null;
	const row = await db.selectFrom('userAccount').select('signInName').where('id', '=', accountId).executeTakeFirst();
	return row?.signInName ?? null;
}

/**
 * A new password for the first time, for a child who has forgotten theirs; only the guardian's link gives it.
 * @throws AppError 409 when there is no account
 * @returns the words of the card
 */
export async function renewChildsCard(db: Db, guardianToken: string, address: string, now: Date): Promise<string> {
	const words = createCardSecret();
	const passwordHash = await hashPassword(normalizeCardSecret(words));
	await inTransaction(db, async (trx) => {
		const { id, userAccountId } = await getConsent(trx, 'guardian', guardianToken);
		if (userAccountId === null) throw notReady();
		await trx
			.updateTable('userAccount')
			.set({ passwordHash, secretKind: 'password', mustChangePassword: 1, totpSecret: null, totpLastStep: null })
			.where('id', '=', userAccountId)
			.execute();
		await endAllSignIns(trx, userAccountId);
		const what = { action: 'pupil.codeReset', subjectKind: 'userAccount', subjectId: userAccountId };
		await writeAudit(trx, { actorId: null, address, ...what, detail: { consent: id } }, now);
	});
	return words;
}

const notReady = () =>
	new AppError(
		409,
		'consent_not_ready',
		'Tego konta nie można teraz otworzyć: zgody jeszcze nie ma, została cofnięta albo konto już istnieje. Odśwież stronę.'
	);
