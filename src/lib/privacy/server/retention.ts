import { listAuditChains, pruneAuditChain } from '#lib/server/audit-chain.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';

const DAY = 24 * 3_600_000;
/** How long the audit log and the list of erased accounts are kept. */
const AUDIT_MONTHS = 24;
/** After this time nobody waits for a mail any more, and the links in it are dead. */
const UNSENT_MAIL_DAYS = 30;
/** After this time nobody goes on from where they stopped reading. */
const PLACE_MONTHS = 12;

export interface Removed {
	auditEntries: number;
	erasures: number;
	unsentMails: number;
	readingPlaces: number;
}

/** Removes technical records whose time is over. Sign-ins, links and finished mails have clean-ups of their own. */
export async function deleteExpiredRecords(db: Db, now: Date): Promise<Removed> {
	const auditEnd = monthsBefore(now, AUDIT_MONTHS);
	const mailEnd = new Date(now.getTime() - UNSENT_MAIL_DAYS * DAY).toISOString();

	const auditEntries = await deleteOldAuditEntries(db, auditEnd);
	const erasures = await db.deleteFrom('erasedAccount').where('erasedAt', '<', auditEnd).executeTakeFirst();
	const mails = await db
		.deleteFrom('outbox')
		.where('kind', '=', 'mail')
		.where('state', '=', 'waiting')
		.where('createdAt', '<', mailEnd)
		.executeTakeFirst();
	const places = await db
		.deleteFrom('readingPlace')
		.where('savedAt', '<', monthsBefore(now, PLACE_MONTHS))
		.executeTakeFirst();
	return {
		auditEntries,
		erasures: Number(erasures.numDeletedRows),
		unsentMails: Number(mails.numDeletedRows),
		readingPlaces: Number(places.numDeletedRows)
	};
}

/** Chain by chain, each in a transaction of its own; entries from before there were chains have none. */
async function deleteOldAuditEntries(db: Db, before: string): Promise<number> {
	const unchained = await db
		.deleteFrom('auditLog')
		.where('happenedAt', '<', before)
		.where('chain', 'is', null)
		.executeTakeFirst();
	let count = Number(unchained.numDeletedRows);
	for (const chain of await listAuditChains(db)) {
		count += await inTransaction(db, (trx) => pruneAuditChain(trx, chain, before));
	}
	return count;
}

function monthsBefore(now: Date, months: number): string {
	const date = new Date(now);
	date.setUTCMonth(date.getUTCMonth() - months);
	return date.toISOString();
}

/** Every day; says in the log what was removed. */
export const retention: Job<{ db: Db }> = {
	name: 'retention',
	everyMs: DAY,
	async run({ db }, now) {
		const { auditEntries, erasures, unsentMails, readingPlaces } = await deleteExpiredRecords(db, now);
		if (auditEntries + erasures + unsentMails + readingPlaces === 0) return;
		console.log(
			`Retention: ${auditEntries} audit entries, ${erasures} erasures, ${unsentMails} unsent mails, ` +
				`${readingPlaces} reading places removed.`
		);
	}
};
