import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '#lib/errors.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Settings } from '#lib/server/settings.ts';
import { createAccountToken, findAccountToken, revokeAccountTokens, spendAccountToken } from './account-token.ts';
import { hashPassword } from './password-hash.ts';
import { deadLink } from './registration.ts';
import { startSignIn } from './sign-in.ts';

const PATH = '/pierwszy-administrator';

/**
 * A one-time link for creating the first administrator; earlier ones stop working.
 * @returns null once there is an administrator
 */
export async function openFirstAdministratorLink(
	db: Db,
	settings: Pick<Settings, 'origin'>,
	now: Date = new Date()
): Promise<string | null> {
	return inTransaction(db, async (trx) => {
		await oneAtATime(trx);
		if (await hasAdministrator(trx)) return null;
		await revokeAccountTokens(trx, 'firstAdmin', null, now);
		return `${settings.origin}${PATH}/${await createAccountToken(trx, 'firstAdmin', null, now)}`;
	});
}

/** Shows whoever starts the server the link for the first administrator, while there is none. */
export async function offerFirstAdministrator(db: Db, settings: Pick<Settings, 'origin'>): Promise<void> {
	try {
		const link = await openFirstAdministratorLink(db, settings);
		if (link) console.log(`\nZałóż konto pierwszego administratora (odnośnik działa raz):\n${link}\n`);
	} catch (error) {
		console.error('No link for the first administrator could be made:', error);
	}
}

/** A one-time link by which one more person becomes an administrator; for whoever may run commands on the server. */
export async function openAdministratorInvitation(
	db: Db,
	settings: Pick<Settings, 'origin'>,
	now: Date = new Date()
): Promise<string> {
	return `${settings.origin}${PATH}/${await createAccountToken(db, 'inviteAdmin', null, now)}`;
}

/** @throws AppError 404 unless the link works */
export async function assertAdministratorLink(db: Db, token: string, now: Date = new Date()): Promise<void> {
	const link = await findAccountToken(db, token, ['firstAdmin', 'inviteAdmin'], now);
	if (!link || (link.purpose === 'firstAdmin' && (await hasAdministrator(db)))) throw deadLink();
}

export const addressTaken = () =>
	new AppError(409, 'address_taken', 'Ten adres ma już konto. Podaj inny adres e-mail.');

/**
 * Creates an administrator by a link and signs them in. The address counts as confirmed: whoever has the link runs the
 * server or was sent by who does.
 * @returns the token of the sign-in
 * @throws AppError 404 for a link that does not work, 409 when the address has an account
 */
export async function createAdministrator(
	db: Db,
	token: string,
	given: { displayName: string; email: string; password: string; device: string; address: string },
	now: Date = new Date()
): Promise<string> {
	await assertAdministratorLink(db, token, now);
	const passwordHash = await hashPassword(given.password);
	return inTransaction(db, async (trx) => {
		await oneAtATime(trx);
		const link = await spendAccountToken(trx, token, ['firstAdmin', 'inviteAdmin'], now);
		if (!link || (link.purpose === 'firstAdmin' && (await hasAdministrator(trx)))) throw deadLink();
		const id = await insertAdministrator(trx, { ...given, passwordHash }, now);
		await writeAudit(
			trx,
			{ actorId: id, action: 'admin.created', subjectKind: 'userAccount', subjectId: id, address: given.address },
			now
		);
		return startSignIn(trx, id, { device: given.device }, now);
	});
}

async function insertAdministrator(
	trx: Db,
	given: { displayName: string; email: string; passwordHash: string },
	now: Date
): Promise<string> {
	const nowText = now.toISOString();
	const account = await trx
		.insertInto('userAccount')
		.values({
			id: randomUUID(),
			kind: 'email',
			displayName: given.displayName,
			email: given.email,
			emailConfirmedAt: nowText,
			signInName: null,
			organizationId: null,
			passwordHash: given.passwordHash,
			mustChangePassword: 0,
			totpSecret: null,
			totpLastStep: null,
			blockedAt: null,
			createdAt: nowText
		})
		.onConflict((conflict) => conflict.column('email').doNothing())
		.returning('id')
		.executeTakeFirstOrThrow(addressTaken);
	await trx
		.insertInto('role')
		.values({
			id: randomUUID(),
			userAccountId: account.id,
			organizationId: null,
			name: 'admin',
			grantedAt: nowText,
			grantedBy: null
		})
		.execute();
	return account.id;
}

/** A row everybody must write first makes PostgreSQL do one after the other; SQLite does so anyway. */
async function oneAtATime(trx: Db): Promise<void> {
	await trx
		.insertInto('instanceSetting')
		.values({ name: 'first-administrator', value: '' })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
		.execute();
}

async function hasAdministrator(db: Db): Promise<boolean> {
	const row = await db
		.selectFrom('role')
		.select(sql<number>`1`.as('one'))
		.where('name', '=', 'admin')
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
