import { listAuditChains, pruneAuditChain } from '#lib/server/audit-chain.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Expiry } from './expiry.ts';
import { monthsBefore } from './months-before.ts';

const DAY = 24 * 3_600_000;
/** After this time nobody waits for a mail any more, and the links in it are dead. */
const UNSENT_MAIL_DAYS = 30;
/** After this time nobody goes on from where they stopped reading. */
const PLACE_MONTHS = 12;
/** So long after its end nobody asks what became of an invitation, or of the code of a class. */
const INVITATION_DAYS = 30;

export interface RemovedRecords {
	auditEntries: number;
	erasures: number;
	unsentMails: number;
	readingPlaces: number;
	invitations: number;
	joinCodes: number;
	reports: number;
}

/** Removes technical records whose time is over. Sign-ins, links and finished mails have clean-ups of their own. */
export async function deleteExpiredRecords(db: Db, expiry: Expiry, now: Date): Promise<RemovedRecords> {
	const daysAgo = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
	const auditEntries = await deleteOldAuditEntries(db, expiry);
	const erasures = await db.deleteFrom('erasedAccount').where('erasedAt', '<', expiry.in(null).log).executeTakeFirst();
	const mails = await db
		.deleteFrom('outbox')
		.where('kind', '=', 'mail')
		.where('state', '=', 'waiting')
		.where('createdAt', '<', daysAgo(UNSENT_MAIL_DAYS))
		.executeTakeFirst();
	const places = await db
		.deleteFrom('readingPlace')
		.where('savedAt', '<', monthsBefore(now, PLACE_MONTHS))
		.executeTakeFirst();
	const invitations = await db
		.deleteFrom('invitation')
		.where('expiresAt', '<', daysAgo(INVITATION_DAYS))
		.executeTakeFirst();
	const codes = await db.deleteFrom('joinCode').where('expiresAt', '<', daysAgo(INVITATION_DAYS)).executeTakeFirst();
	const reports = await deleteOldReports(db, expiry);
	return {
		auditEntries,
		erasures: Number(erasures.numDeletedRows),
		unsentMails: Number(mails.numDeletedRows),
		readingPlaces: Number(places.numDeletedRows),
		invitations: Number(invitations.numDeletedRows),
		joinCodes: Number(codes.numDeletedRows),
		reports
	};
}

/** A report tells results of people, so it is kept as long as its organization keeps results. */
async function deleteOldReports(db: Db, expiry: Expiry): Promise<number> {
	const organizations = await db
		.selectFrom('report')
		.select('organizationId')
		.distinct()
		.where('createdAt', '<', expiry.latest.results)
		.execute();
	let count = 0;
	for (const { organizationId } of organizations) {
		const gone = await db
			.deleteFrom('report')
			.where('organizationId', '=', organizationId)
			.where('createdAt', '<', expiry.in(organizationId).results)
			.executeTakeFirst();
		count += Number(gone.numDeletedRows);
	}
	return count;
}

/**
 * Chain by chain, each in a transaction of its own and for as long as its organization says; entries from before there
 * were chains have none.
 */
async function deleteOldAuditEntries(db: Db, expiry: Expiry): Promise<number> {
	const unchained = await db
		.deleteFrom('auditLog')
		.where('happenedAt', '<', expiry.in(null).log)
		.where('chain', 'is', null)
		.executeTakeFirst();
	let count = Number(unchained.numDeletedRows);
	for (const chain of await listAuditChains(db)) {
		count += await inTransaction(db, (trx) => pruneAuditChain(trx, chain, expiry.in(chain).log));
	}
	return count;
}
