import { findLogo } from '#lib/organizations/server/logos.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { PrintableCertificate } from './pdf.ts';

/** Certificates with the files of the logos they were issued with; those of one organization share one file. */
export async function withLogos<C extends PrintableCertificate>(db: Db, certificates: C[]): Promise<C[]> {
	const files = new Map<string, Uint8Array | null>();
	const printable: C[] = [];
	for (const certificate of certificates) {
		const { id, logoHash } = certificate.content.organization ?? { id: '', logoHash: null };
		if (logoHash === null) {
			printable.push(certificate);
			continue;
		}
		const key = `${id} ${logoHash}`;
		const logo = files.get(key) ?? (await findLogo(db, id, logoHash))?.content ?? null;
		files.set(key, logo);
		printable.push({ ...certificate, logo });
	}
	return printable;
}
