import { AppError } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import { drawCertificate, type PrintableCertificate } from './pdf.ts';
import { getSealKey, sealPdf } from './seal.ts';

/** Drawing takes some 50 ms of the one thread that also serves pages: one at a time, and no long queue. */
const WAITING_AT_MOST = 40;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The sealed PDF of a certificate.
 * @throws AppError 503 when too many are being drawn already
 */
export async function printCertificate(db: Db, certificate: PrintableCertificate, origin: string): Promise<Buffer> {
	if (waiting >= WAITING_AT_MOST) {
		throw new AppError(503, 'busy', 'Wiele osób pobiera teraz zaświadczenia. Spróbuj ponownie za kilka sekund.');
	}
	const key = await getSealKey(db);
	waiting++;
	const turn = last.then(() => drawCertificate(certificate, origin));
	last = turn.catch(() => undefined);
	try {
		return sealPdf(await turn, certificate.verificationCode, key);
	} finally {
		waiting--;
	}
}
