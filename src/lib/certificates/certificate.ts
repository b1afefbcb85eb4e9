import { dayInPoland, daysAfter } from '../format.ts';

/** Everything a certificate says, as it was on the day of issue; the register keeps it, the paper repeats it. */
export interface CertificateContent {
	/** The holder as printed. */
	holder: string;
	/** What the paper is called: „Dyplom ukończenia kursu”. */
	title: string;
	courseSlug: string;
	/** SHA-256 of the course's files. */
	courseRevision: string;
	courseTitle: string;
	hours: number;
	/** Codes of the strategy. */
	directions: string[];
	/** „Po kursie potrafię…” */
	outcomes: string[];
	/** Of the tests together; null: the course has none. */
	resultPercent: number | null;
	issuer: string;
	/** Where it was learned; absent: without an organization, or issued before organizations were printed. */
	organization?: PrintedOrganization;
	/** YYYY-MM-DD */
	completedOn: string;
	/** YYYY-MM-DD */
	issuedOn: string;
	/** The state of law the course was taught on, YYYY-MM-DD. */
	lawAsOf: string;
	/** The number of the certificate this one corrects or renews. */
	replaces: string | null;
}

/** An organization as a certificate shows it. */
export interface PrintedOrganization {
	id: string;
	name: string;
	/** SHA-256 of the logo it had; null: none. */
	logoHash: string | null;
}

/** What a certificate is worth on a given day. */
export type CertificateStatus = 'valid' | 'expired' | 'replaced' | 'revoked';

export const STATUS_LABELS: Record<CertificateStatus, string> = {
	valid: 'Ważne',
	expired: 'Wygasło',
	replaced: 'Zastąpione nowszym',
	revoked: 'Unieważnione'
};

export const REVOCATION_REASONS = {
	error: 'wydane przez pomyłkę',
	dishonesty: 'zaliczone niesamodzielnie',
	request: 'na prośbę osoby, dla której je wydano',
	other: 'z innego powodu'
} as const;
export type RevocationReason = keyof typeof REVOCATION_REASONS;

/** The state of the register on the day `now` falls on in Poland; expiry follows from the last day of validity. */
export function statusOf(
	certificate: { state: 'valid' | 'replaced' | 'revoked'; expiresOn: string | null },
	now: Date
): CertificateStatus {
	if (certificate.state !== 'valid') return certificate.state;
	const isOver = certificate.expiresOn !== null && dayInPoland(now) > certificate.expiresOn;
	return isOver ? 'expired' : 'valid';
}

/** The same day some months later (or earlier, when negative), or the last day of a shorter month; days are YYYY-MM-DD. */
export function monthsAfter(start: string, count: number): string {
	const [year = 0, month = 1, day = 1] = start.split('-').map(Number);
	const months = year * 12 + (month - 1) + count;
	const lastOfMonth = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
	const date = new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, lastOfMonth)));
	return date.toISOString().slice(0, 10);
}

/**
 * The first day on which passing anew renews a certificate; null: it does not expire, or the course renews none. The day
 * it was earned on is never that day, however long before its end the course lets people begin.
 */
export function renewalOpensOn(
	{ expiresOn, content }: { expiresOn: string | null; content: Pick<CertificateContent, 'completedOn'> },
	renewal: { openMonths: number } | null
): string | null {
	if (expiresOn === null || renewal === null) return null;
	const [opensOn, earliest] = [monthsAfter(expiresOn, -renewal.openMonths), daysAfter(content.completedOn, 1)];
	return opensOn > earliest ? opensOn : earliest;
}

/** `WSP/2026/000123` */
export function certificateNumber(year: number, count: number): string {
	return `WSP/${year}/${String(count).padStart(6, '0')}`;
}
