import { ReadableStream as Stream } from 'node:stream/web';
import { AppError } from '#lib/errors.ts';
import { drawPdf } from '#lib/printing/server/draw-pdf.ts';
import type { PrintableCertificate } from './pdf.ts';

/** A reader this slow is gone, or as good as. */
const PATIENCE_MS = 60_000;

let isPrinting = false;

/**
 * Many certificates as one PDF, drawn as it is read. One such file at a time and process: its pages are heavy work.
 * Whoever stops reading, or reads nothing for a minute, frees the place.
 * @throws AppError 503 while another one is being drawn
 */
export function printManyCertificates(
	certificates: PrintableCertificate[],
	origin: string
): ReadableStream<Uint8Array> {
	if (isPrinting) {
		throw new AppError(503, 'busy', 'Ktoś właśnie pobiera zaświadczenia swojej grupy. Spróbuj ponownie za minutę.');
	}
	isPrinting = true;
	const drawing = drawPdf({ kind: 'certificates', certificates, origin });
	let patience = setTimeout(giveUp, PATIENCE_MS).unref();
	function giveUp() {
		clearTimeout(patience);
		isPrinting = false;
		void drawing.return(undefined);
	}
	return new Stream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const piece = await drawing.next();
					clearTimeout(patience);
					if (piece.done) {
						isPrinting = false;
						controller.close();
						return;
					}
					patience = setTimeout(giveUp, PATIENCE_MS).unref();
					controller.enqueue(piece.value);
				} catch (error) {
					giveUp();
					throw error;
				}
			},
			cancel: giveUp
		},
		{ highWaterMark: 0 }
	) as ReadableStream<Uint8Array>;
}
