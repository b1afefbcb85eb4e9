import type { Day, Instant, Json } from './values.ts';

export interface CertificateTable {
	id: string;
	number: string;
	verificationCode: string;
	userAccountId: string | null;
	organizationId: string | null;
	courseSlug: string;
	courseRevision: string;
	/** `CertificateContent` as JSON: everything printed. */
	content: Json;
	issuedAt: Instant;
	/** The last day of validity; null: without end. Expiry follows from it, it is not a state. */
	expiresOn: Day | null;
	state: 'valid' | 'replaced' | 'revoked';
	replacedBy: string | null;
	/** Number and holder, folded. */
	searchText: string;
}

export interface CertificateEventTable {
	id: string;
	certificateId: string;
	kind: 'issued' | 'corrected' | 'renewed' | 'revoked';
	/** For those who keep the register. */
	reason: string;
	/** What the public page says about a revocation: a key of `REVOCATION_REASONS`. */
	reasonKind: string | null;
	happenedAt: Instant;
	actorId: string | null;
}

export interface CertificateCounterTable {
	year: number;
	lastNumber: number;
}

export interface AuditLogTable {
	id: string;
	happenedAt: Instant;
	actorId: string | null;
	organizationId: string | null;
	action: string;
	subjectKind: string;
	subjectId: string;
	outcome: string;
	address: string | null;
	detail: Json | null;
	/** The organization's id or `platform`; null: written before entries were chained. */
	chain: string | null;
	/** From 1 in each chain, without gaps. */
	sequence: number | null;
	/** SHA-256 of the entry and of the hash before it, in hexadecimal. */
	hash: string | null;
}

/** The end of each chain of the audit log, and where it begins now that its oldest entries are gone. */
export interface AuditChainTable {
	name: string;
	lastSequence: number;
	lastHash: string;
	baseSequence: number;
	baseHash: string;
}

export interface InstanceSettingTable {
	name: string;
	value: string;
}
