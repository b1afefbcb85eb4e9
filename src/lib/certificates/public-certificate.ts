import {
	REVOCATION_REASONS,
	statusOf,
	type CertificateContent,
	type CertificateStatus,
	type PrintedOrganization
} from './certificate.ts';

/**
 * What anyone who has the code may know: the page `/zaswiadczenia/<code>` in words, `/zaswiadczenia/<code>.json` in
 * these very fields. Field names and codes stay; new fields may be added, and `format` changes if one ever must go.
 */
export interface PublicCertificate {
	format: 'wspolnie-certificate/1';
	/** `WSP/2026/000123` */
	number: string;
	/** The verification code, without spaces. */
	code: string;
	/** `valid`, `expired`, `replaced` (by a corrected or a renewed one) or `revoked`. */
	state: CertificateStatus;
	/** When it was replaced or revoked, ISO 8601 in UTC; else null. */
	stateChangedAt: string | null;
	/** Why a newer one was issued: `corrected` or `renewed`; else null. */
	replacement: 'corrected' | 'renewed' | null;
	/** Why it was revoked: `error`, `dishonesty`, `request` or `other`; else null. */
	revocationReason: string | null;
	/** As printed. */
	holder: string;
	/** What the document is called. */
	title: string;
	course: {
		title: string;
		slug: string;
		/** SHA-256 of the edition that was taught. */
		revision: string;
		hours: number;
		/** Codes of the regional strategy. */
		directions: string[];
		/** In Polish, in the first person. */
		outcomes: string[];
		/** The state of law it was taught on, YYYY-MM-DD. */
		lawAsOf: string;
	};
	/** Of the tests together, 0–100; null: the course has no test. */
	resultPercent: number | null;
	issuer: string;
	/** Where it was learned, as printed, with the address of the logo; null: without an organization. */
	organization: { name: string; logo: string | null } | null;
	/** YYYY-MM-DD */
	completedOn: string;
	/** YYYY-MM-DD */
	issuedOn: string;
	/** The last day of validity, YYYY-MM-DD; null: without end. */
	expiresOn: string | null;
	/** The number of the certificate this one corrects or renews; else null. */
	replaces: string | null;
	/** The page for people. */
	page: string;
	/** When the register was asked, ISO 8601 in UTC. */
	checkedAt: string;
}

/** The public face of a row of the register. */
export function publicCertificate(
	certificate: {
		number: string;
		verificationCode: string;
		state: 'valid' | 'replaced' | 'revoked';
		expiresOn: string | null;
		content: CertificateContent;
	},
	change: { kind: 'corrected' | 'renewed' | 'revoked'; happenedAt: string; reasonKind: string | null } | undefined,
	origin: string,
	now: Date
): PublicCertificate {
	const { content, verificationCode: code } = certificate;
	return {
		format: 'wspolnie-certificate/1',
		number: certificate.number,
		code,
		state: statusOf(certificate, now),
		stateChangedAt: change?.happenedAt ?? null,
		replacement: change === undefined || change.kind === 'revoked' ? null : change.kind,
		revocationReason: certificate.state === 'revoked' ? (change?.reasonKind ?? 'other') : null,
		holder: content.holder,
		title: content.title,
		course: {
			title: content.courseTitle,
			slug: content.courseSlug,
			revision: content.courseRevision,
			hours: content.hours,
			directions: content.directions,
			outcomes: content.outcomes,
			lawAsOf: content.lawAsOf
		},
		resultPercent: content.resultPercent,
		issuer: content.issuer,
		organization: content.organization ? publicOrganization(content.organization, origin) : null,
		completedOn: content.completedOn,
		issuedOn: content.issuedOn,
		expiresOn: certificate.expiresOn,
		replaces: content.replaces,
		page: `${origin}/zaswiadczenia/${code}`,
		checkedAt: now.toISOString()
	};
}

const publicOrganization = ({ id, name, logoHash }: PrintedOrganization, origin: string) => ({
	name,
	logo: logoHash && `${origin}/organizacje/${id}/logo/${logoHash}`
});

/** `wydane przez pomyłkę` */
export function revocationInWords(reason: string | null): string {
	const known = REVOCATION_REASONS as Record<string, string>;
	return known[reason ?? 'other'] ?? REVOCATION_REASONS.other;
}
