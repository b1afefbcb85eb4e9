import { notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import { consentNumber, type Consent } from './consents.ts';

/** Signed forms that may come, the oldest request first. */
export async function listPaperRequests(db: Db): Promise<{ id: string; number: string; askedAt: string }[]> {
	const rows = await db
		.selectFrom('guardianConsent')
		.select(['id', 'askedAt'])
		.where('state', '=', 'asked')
		.where('method', '=', 'paper')
		.orderBy('askedAt')
		.limit(500)
		.execute();
	return rows.map((row) => ({ ...row, number: consentNumber(row.id) }));
}

/** A consent on paper, in any state: where the QR code of its form leads. */
export async function getPaperConsent(db: Db, id: string): Promise<Consent> {
	return db
		.selectFrom('guardianConsent')
		.selectAll()
		.where('id', '=', id)
		.where('method', '=', 'paper')
		.executeTakeFirstOrThrow(() => notFound('zgoda na papierze'));
}
