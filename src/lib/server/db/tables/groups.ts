import type { Generated } from 'kysely';
import type { Day, Flag, Instant, Json } from './values.ts';

export interface LearnerGroupTable {
	id: string;
	organizationId: string;
	name: string;
	createdAt: Instant;
	/** Read-only from then on; results stay. */
	archivedAt: Instant | null;
	/** The youngest may sign in with pictures. */
	allowsPictures: Generated<Flag>;
	/** What the organization's own register calls the class. */
	externalId: string | null;
}

/** A part of a group. */
export interface TeamTable {
	id: string;
	learnerGroupId: string;
	name: string;
}

export interface MembershipTable {
	learnerGroupId: string;
	userAccountId: string;
	kind: 'learner' | 'teacher';
	joinedAt: Instant;
	teamId: string | null;
}

export interface FormerMembershipTable {
	learnerGroupId: string;
	userAccountId: string;
	kind: 'learner' | 'teacher';
	joinedAt: Instant;
	leftAt: Instant;
}

export interface JoinCodeTable {
	learnerGroupId: string;
	/** SHA-256 of the code, in hexadecimal. */
	digest: string;
	/** With the key of the instance it gives the code again, for the projector. */
	nonce: string;
	createdBy: string | null;
	createdAt: Instant;
	expiresAt: Instant;
	joinedCount: Generated<number>;
}

export interface CourseAssignmentTable {
	learnerGroupId: string;
	courseSlug: string;
	opensOn: Day | null;
	/** The last day in time. */
	dueOn: Day | null;
	createdAt: Instant;
	/** Each lesson opens once the one before is done. */
	isOrderLocked: Generated<Flag>;
	/** Never below what the course asks for; null: as the course says. */
	passingPercent: number | null;
	/** Counts changes of days, for calendars. */
	revision: Generated<number>;
	/** Taken back: whoever learns goes on, the group no longer has it. */
	removedAt: Instant | null;
	/** When the rules last changed; null: never. */
	changedAt: Instant | null;
	/** The day before the last change, if there was one: calendars take it back. */
	lastOpensOn: Day | null;
	lastDueOn: Day | null;
}

export interface RosterImportTable {
	id: string;
	organizationId: string;
	/** null: the file names the groups. */
	learnerGroupId: string | null;
	kind: 'table' | 'oneRoster';
	sourceName: string;
	/** JSON: what each column means. */
	mapping: Json;
	state: 'previewed' | 'applied' | 'undone';
	createdBy: string | null;
	createdAt: Instant;
	appliedAt: Instant | null;
	undoneAt: Instant | null;
}

export interface RosterRowTable {
	rosterImportId: string;
	/** As in the file, from 1. */
	line: number;
	/** The cells as a JSON array; empty once the list was carried out. */
	content: Json;
	/** null until it was carried out. */
	verdict: 'new' | 'present' | 'invited' | null;
	userAccountId: string | null;
	learnerGroupId: string | null;
	invitationId: string | null;
	isAccountNew: Generated<Flag>;
	isMembershipNew: Generated<Flag>;
}

/** How an organization's files name their columns. */
export interface HeaderMappingTable {
	organizationId: string;
	/** The folded headings, joined. */
	signature: string;
	mapping: Json;
	usedAt: Instant;
}

export interface LiveSessionTable {
	id: string;
	learnerGroupId: string;
	courseSlug: string;
	quizSlug: string;
	/** JSON: hashes of the question revisions in order, each with the order of its options. */
	questions: Json;
	position: number;
	state: 'open' | 'paused' | 'ended';
	/** The right answer is on the projector. */
	isRevealed: Generated<Flag>;
	/** Counts changes, so that a page knows what it has seen. */
	version: number;
	openedBy: string | null;
	openedAt: Instant;
	endedAt: Instant | null;
}

export interface LiveAnswerTable {
	liveSessionId: string;
	position: number;
	userAccountId: string;
	/** `AnswerValue` as JSON. */
	value: Json;
	answeredAt: Instant;
}

export interface TimeAdjustmentTable {
	userAccountId: string;
	/** 150 gives one and a half of the time. */
	factorPercent: number;
	setAt: Instant;
	setBy: string | null;
}
