import { notFound } from '#lib/errors.ts';
import { forgetConsentsOf } from '#lib/consent/server/forget.ts';
import { forgetCounts } from '#lib/accounts/server/throttle.ts';
import { deleteInvitationsOf } from '#lib/organizations/server/my-invitations.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import { listMailTo } from '#lib/server/mail.ts';

export interface Erasure {
	/** The id the account had. */
	id: string;
	erasedAt: string;
}

const IDS_AT_ONCE = 500;

/**
 * Removes an account with everything that is kept about its owner, and remembers the id. What hangs on the account goes
 * with its row: roles, sign-ins, links, memberships, enrolments, progress, attempts and answers. Certificates and their
 * history stay in the register without the account, the audit log keeps the id, questions belong to nobody.
 */
export async function deleteAccount(trx: Trx, id: string, now: Date): Promise<{ email: string | null }> {
	await forgetConsentsOf(trx, [id], now);
	// Written before it is deleted: of two who erase at once, the second waits here and finds nothing.
	const { email, signInName } = await trx
		.updateTable('userAccount')
		.set({ mustChangePassword: 1 })
		.where('id', '=', id)
		.returning(['email', 'signInName'])
		.executeTakeFirstOrThrow(() => notFound('konto'));
	await deleteInvitationsOf(trx, { personId: id, email });
	await trx.deleteFrom('userAccount').where('id', '=', id).execute();
	await forgetCounts(trx, { id, names: [email, signInName].filter((name) => name !== null) });
	if (email) await deleteMailTo(trx, email);
	await rememberErasures(trx, [{ id, erasedAt: now.toISOString() }]);
	return { email };
}

async function deleteMailTo(trx: Trx, email: string) {
	const mails = await listMailTo(trx, email);
	for (const { id } of mails) await trx.deleteFrom('outbox').where('id', '=', id).execute();
}

/** Every erasure the database knows of. */
export function listErasures(db: Db): Promise<Erasure[]> {
	return db.selectFrom('erasedAccount').selectAll().execute();
}

/**
 * Erases accounts again that a restored backup has brought back. It brings back neither mail nor counts of sign-ins.
 * @returns how many there were
 */
export async function eraseAgain(trx: Trx, erasures: Erasure[]): Promise<number> {
	let count = 0;
	for (let from = 0; from < erasures.length; from += IDS_AT_ONCE) {
		const part = erasures.slice(from, from + IDS_AT_ONCE);
		const ids = part.map(({ id }) => id);
		await forgetConsentsOf(trx, ids, new Date(part[0]?.erasedAt ?? ''));
		const deleted = await trx.deleteFrom('userAccount').where('id', 'in', ids).returning('id').execute();
		count += deleted.length;
		await rememberErasures(trx, part);
	}
	return count;
}

async function rememberErasures(trx: Trx, erasures: Erasure[]) {
	await trx
		.insertInto('erasedAccount')
		.values(erasures)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
