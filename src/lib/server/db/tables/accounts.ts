import type { Generated } from 'kysely';
import type { Flag, Instant } from './values.ts';

export interface UserAccountTable {
	id: string;
	/** `email`: signs in with an address; `pupil`: with a name and a code, no address. */
	kind: 'email' | 'pupil';
	displayName: string;
	/** Lower case. */
	email: string | null;
	emailConfirmedAt: Instant | null;
	/** Lower case; pupils only. */
	signInName: string | null;
	/** The organization that opened a pupil's account. */
	organizationId: string | null;
	passwordHash: string | null;
	mustChangePassword: Flag;
	totpSecret: string | null;
	/** The last 30-second step whose code was accepted: a code works once. */
	totpLastStep: number | null;
	blockedAt: Instant | null;
	createdAt: Instant;
	/** What `passwordHash` is of. */
	secretKind: Generated<'password' | 'pictures'>;
	/** Wrong pictures in a row; too many, and only a new card helps. */
	pictureFailureCount: Generated<number>;
	/** What the organization's own register calls the person. */
	externalId: string | null;
	/** Kept for the period after which an unused account goes. */
	lastSignInAt: Instant | null;
}

export interface RoleTable {
	id: string;
	userAccountId: string;
	/** null: on the whole platform. */
	organizationId: string | null;
	name: string;
	grantedAt: Instant;
	grantedBy: string | null;
}

export interface SignInSessionTable {
	/** SHA-256 of the token, in hexadecimal. */
	id: string;
	userAccountId: string;
	device: string;
	createdAt: Instant;
	lastSeenAt: Instant;
	expiresAt: Instant;
	secondFactorAt: Instant | null;
	/** Where staff of several organizations works in this sign-in; null: not chosen. */
	organizationId: string | null;
}

export interface AccountTokenTable {
	/** SHA-256 of the token, in hexadecimal. */
	id: string;
	userAccountId: string | null;
	purpose: string;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
}

export interface SignInThrottleTable {
	id: string;
	failureCount: number;
	windowStartedAt: Instant;
	blockedUntil: Instant | null;
}

export interface GuardianConsentTable {
	id: string;
	state: 'asked' | 'confirmed' | 'withdrawn';
	method: 'link' | 'paper';
	/** These two are forgotten once it is withdrawn. */
	nickname: string | null;
	guardianEmail: string | null;
	/** The text of `#lib/consent/consent-text.ts` that was shown at each step. */
	textVersion: string;
	/** SHA-256 of the tokens, in hexadecimal. */
	childDigest: string;
	guardianDigest: string;
	userAccountId: string | null;
	askedAt: Instant;
	confirmedAt: Instant | null;
	confirmedTextVersion: string | null;
	/** Who took the signed paper; null: the guardian's own link. */
	confirmedBy: string | null;
	withdrawnAt: Instant | null;
	withdrawnTextVersion: string | null;
}

/** Applied again when an older backup takes the place of the database. */
export interface ErasedAccountTable {
	/** The id the account had. */
	id: string;
	erasedAt: Instant;
}
