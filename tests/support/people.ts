import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';

/** A confirmed account with an e-mail address; nobody can sign in to it with a password. */
export async function createPerson(db: Db, displayName: string): Promise<UserAccount> {
	const id = randomUUID();
	return db
		.insertInto('userAccount')
		.values({
			id,
			kind: 'email',
			displayName,
			email: `${id}@example.org`,
			emailConfirmedAt: new Date().toISOString(),
			signInName: null,
			organizationId: null,
			passwordHash: null,
			mustChangePassword: 0,
			totpSecret: null,
			totpLastStep: null,
			blockedAt: null,
			createdAt: new Date().toISOString()
		})
		.returningAll()
		.executeTakeFirstOrThrow();
}
