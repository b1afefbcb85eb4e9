import { setImmediate as endOfTurn } from 'node:timers/promises';
import { drawPage, openDocument, type PrintableCertificate } from './pdf.ts';

/** A piece is handed over once it is this large. */
const PIECE_BYTES = 64 * 1024;

/**
 * Many certificates as one tagged PDF, a page each, the same as it is alone; without a seal, which a file has only for
 * one certificate. Pieces come while it is drawn, so that memory does not grow with their number.
 * @param certificates at least one; the same ones give the same bytes
 */
export async function* drawCertificates(
	certificates: PrintableCertificate[],
	origin: string
): AsyncGenerator<Uint8Array> {
	const [first] = certificates;
	if (!first) throw new Error('There is no certificate to draw.');
	const doc = openDocument({
		title: `Zaświadczenia: ${first.content.courseTitle}`,
		author: first.content.issuer,
		createdAt: certificates.reduce((newest, { issuedAt }) => (issuedAt > newest ? issuedAt : newest), '')
	});
	const pieces: Buffer[] = [];
	let size = 0;
	const ended = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject));
	doc.on('data', (piece: Buffer) => {
		pieces.push(piece);
		size += piece.length;
	});
	const root = doc.struct('Document');
	doc.addStructure(root);
	for (const certificate of certificates) {
		doc.addPage();
		const part = doc.struct('Sect');
		root.add(part);
		drawPage(doc, part, certificate, origin);
		await endOfTurn();
		if (size < PIECE_BYTES) continue;
		yield Buffer.concat(pieces.splice(0));
		size = 0;
	}
	root.end();
	doc.end();
	await ended;
	yield Buffer.concat(pieces);
}
