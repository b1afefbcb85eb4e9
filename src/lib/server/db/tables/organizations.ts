import type { Generated } from 'kysely';
import type { Instant } from './values.ts';

export interface OrganizationTable {
	id: string;
	name: string;
	kind: string;
	/** TERYT code of a powiat; null: outside Małopolska. */
	countyCode: string | null;
	createdAt: Instant;
	/** As printed on certificates and packs; null: the name itself. */
	certificateName: string | null;
	logoHash: string | null;
	/** The own privacy notice, plain paragraphs; null: the platform's alone. */
	notice: string | null;
	/** An address people may write to. */
	contact: string | null;
	/** How to reach the data protection officer. */
	officer: string | null;
	legalBasis: string | null;
	/** How long attempts with their answers are kept after they were closed. */
	answersMonths: Generated<number>;
	/** How long progress, results and grades are kept after the last activity. */
	resultsMonths: Generated<number>;
	/** How long a pupil's account nobody uses is kept. */
	accountsMonths: Generated<number>;
	logMonths: Generated<number>;
}

export interface LogoTable {
	organizationId: string;
	/** SHA-256 of the bytes, in hexadecimal. */
	hash: string;
	mediaType: 'image/png' | 'image/jpeg';
	/** Base64. */
	content: string;
	width: number;
	height: number;
	createdAt: Instant;
}

export interface InvitationTable {
	/** SHA-256 of the token, in hexadecimal. */
	id: string;
	organizationId: string;
	/** The group it leads to; null: to a role only. */
	learnerGroupId: string | null;
	/** null: a learner of the group. */
	role: 'teacher' | 'coordinator' | null;
	/** Whom it was mailed to; null: a link handed over. */
	email: string | null;
	displayName: string | null;
	createdBy: string | null;
	createdAt: Instant;
	expiresAt: Instant;
	acceptedAt: Instant | null;
	acceptedBy: string | null;
	revokedAt: Instant | null;
}
