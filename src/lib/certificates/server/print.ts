import { AppError } from '#lib/errors.ts';
import { drawWholePdf } from '#lib/printing/server/draw-pdf.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { PrintableCertificate } from './pdf.ts';
import { getSealKey, sealPdf } from './seal.ts';
import { withLogos } from './with-logos.ts';

/** Drawing takes some 70 ms of a thread of its own: one at a time, and no long queue. */
const WAITING_AT_MOST = 40;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Some 30 KiB each. Whoever asks for the same file again and again costs nothing. */
const KEPT = 50;
const kept = new Map<string, Promise<Buffer>>();

/**
 * The sealed PDF of a certificate. A row never changes what it prints, so the files drawn last are kept.
 * @throws AppError 503 when too many are being drawn already
 */
export async function printCertificate(db: Db, certificate: PrintableCertificate, origin: string): Promise<Buffer> {
	const name = `${origin} ${certificate.verificationCode}`;
	const ready = kept.get(name);
	if (ready) return ready;
	if (waiting >= WAITING_AT_MOST) {
		throw new AppError(503, 'busy', 'Wiele osób pobiera teraz zaświadczenia. Spróbuj ponownie za kilka sekund.');
	}
	const drawn = drawInTurn(db, certificate, origin);
	kept.set(name, drawn);
	if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
	try {
		return await drawn;
	} catch (error) {
		kept.delete(name);
		throw error;
	}
}

async function drawInTurn(db: Db, row: PrintableCertificate, origin: string): Promise<Buffer> {
	waiting++;
	const turn = last.then(async () => {
		const [certificate = row] = await withLogos(db, [printable(row)]);
		return drawWholePdf({ kind: 'certificate', certificate, origin });
	});
	last = turn.catch(() => undefined);
	try {
		const pdf = await turn;
		return sealPdf(pdf, row.verificationCode, await getSealKey(db));
	} finally {
		waiting--;
	}
}

/** A row of the register without what the paper does not say: only that crosses over to the other thread. */
const printable = ({ number, verificationCode, issuedAt, expiresOn, content }: PrintableCertificate) => ({
	number,
	verificationCode,
	issuedAt,
	expiresOn,
	content
});
