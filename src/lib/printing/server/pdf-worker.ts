import { parentPort } from 'node:worker_threads';
import { drawCertificate } from '#lib/certificates/server/pdf.ts';
import { drawCertificates } from '#lib/certificates/server/pdf-many.ts';
import { drawReport } from '#lib/reports/server/report-pdf.ts';
import { MORE, type PdfJob } from './pdf-job.ts';

// The thread that draws: takes one job at a time and hands its file over piece by piece, each when asked for, so that
// nothing piles up when the reader is slow. `null` ends a file. A failure ends the thread.
const port = parentPort;
if (!port) throw new Error('This file runs in a thread of its own.');

let proceed: () => void = () => undefined;
port.on('message', (message: PdfJob | typeof MORE) => {
	if (message === MORE) proceed();
	else void send(message);
});

async function send(job: PdfJob): Promise<void> {
	for await (const piece of draw(job)) {
		const isTaken = new Promise<void>((resolve) => (proceed = resolve));
		port?.postMessage(piece);
		await isTaken;
	}
	port?.postMessage(null);
}

async function* draw(job: PdfJob): AsyncGenerator<Uint8Array> {
	if (job.kind === 'certificate') yield drawCertificate(job.certificate, job.origin);
	else if (job.kind === 'report') yield drawReport(job.report);
	else yield* drawCertificates(job.certificates, job.origin);
}
