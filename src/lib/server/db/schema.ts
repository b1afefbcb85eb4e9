import type { Selectable } from 'kysely';

/** 0 or 1: the portable boolean. */
export type Flag = 0 | 1;
/** An instant, ISO 8601 in UTC. */
export type Instant = string;
/** A day, YYYY-MM-DD. */
export type Day = string;
/** Text that holds JSON. */
export type Json = string;

export interface OrganizationTable {
	id: string;
	name: string;
	kind: string;
	countyCode: string | null;
	createdAt: Instant;
}

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

export interface LearnerGroupTable {
	id: string;
	organizationId: string;
	name: string;
	createdAt: Instant;
	archivedAt: Instant | null;
}

export interface MembershipTable {
	learnerGroupId: string;
	userAccountId: string;
	kind: 'learner' | 'teacher';
	joinedAt: Instant;
}

export interface CourseAssignmentTable {
	learnerGroupId: string;
	courseSlug: string;
	opensOn: Day | null;
	dueOn: Day | null;
	createdAt: Instant;
}

export interface EnrollmentTable {
	userAccountId: string;
	courseSlug: string;
	learnerGroupId: string | null;
	enrolledAt: Instant;
	completedAt: Instant | null;
}

export interface LessonProgressTable {
	userAccountId: string;
	courseSlug: string;
	lessonSlug: string;
	readAt: Instant;
}

/** Where a person stopped reading; one place a course. */
export interface ReadingPlaceTable {
	userAccountId: string;
	courseSlug: string;
	lessonSlug: string;
	/** null: the beginning of the lesson. */
	headingId: string | null;
	savedAt: Instant;
}

export interface QuizResultTable {
	userAccountId: string;
	courseSlug: string;
	/** The slug of the lesson the quiz lies beside. */
	quizSlug: string;
	gradedCount: number;
	/** Hundredths of a point. */
	bestScore: number;
	bestMaxScore: number;
	passedAt: Instant | null;
}

export interface TimeAdjustmentTable {
	userAccountId: string;
	/** 150 gives one and a half of the time. */
	factorPercent: number;
	setAt: Instant;
	setBy: string | null;
}

export interface QuestionRevisionTable {
	/** SHA-256 of the content, in hexadecimal. */
	hash: string;
	courseSlug: string;
	questionSlug: string;
	/** `QuestionContent` as JSON. */
	content: Json;
	createdAt: Instant;
}

export interface AttemptTable {
	id: string;
	userAccountId: string;
	courseSlug: string;
	quizSlug: string;
	/** 1 for the first attempt at this quiz. */
	number: number;
	/** `submitted` and `expired` live inside one transaction only: what is stored is `open` or how it ended. */
	state: 'open' | 'graded' | 'expired';
	seed: string;
	/** `AttemptPolicy` as JSON: the quiz's rules as they were at the start. */
	policy: Json;
	courseRevision: string;
	startedAt: Instant;
	deadlineAt: Instant | null;
	lastSavedAt: Instant | null;
	closedAt: Instant | null;
	/** Hundredths of a point. */
	score: number | null;
	maxScore: number | null;
	isPassed: Flag | null;
}

export interface AttemptItemTable {
	attemptId: string;
	/** From 0, in the order shown. */
	position: number;
	questionHash: string;
	/** JSON array: the i-th shown option is option `order[i]` of the content. */
	optionOrder: Json;
	/** Hundredths of a point; null until graded. */
	score: number | null;
}

/** The answer that counts. */
export interface AnswerTable {
	attemptId: string;
	position: number;
	/** `AnswerValue` as JSON. */
	value: Json;
	changeKey: string;
	savedAt: Instant;
}

/** Every change that was ever confirmed or came late, once per key. */
export interface AnswerChangeTable {
	attemptId: string;
	changeKey: string;
	position: number;
	value: Json;
	receivedAt: Instant;
	isLate: Flag;
}

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

export interface OutboxTable {
	id: string;
	kind: string;
	payload: Json;
	state: 'waiting' | 'done' | 'failed';
	createdAt: Instant;
	/** Not before; while a process works on it, the end of its lease. */
	availableAt: Instant;
	tryCount: number;
	leaseToken: string | null;
	lastError: string | null;
	finishedAt: Instant | null;
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
}

export interface InstanceSettingTable {
	name: string;
	value: string;
}

/** Applied again when an older backup takes the place of the database. */
export interface ErasedAccountTable {
	/** The id the account had. */
	id: string;
	erasedAt: Instant;
}

/** Table names as TypeScript sees them; the database sees `snake_case`. */
export interface Schema {
	organization: OrganizationTable;
	userAccount: UserAccountTable;
	role: RoleTable;
	signInSession: SignInSessionTable;
	accountToken: AccountTokenTable;
	signInThrottle: SignInThrottleTable;
	learnerGroup: LearnerGroupTable;
	membership: MembershipTable;
	courseAssignment: CourseAssignmentTable;
	enrollment: EnrollmentTable;
	lessonProgress: LessonProgressTable;
	readingPlace: ReadingPlaceTable;
	quizResult: QuizResultTable;
	timeAdjustment: TimeAdjustmentTable;
	questionRevision: QuestionRevisionTable;
	attempt: AttemptTable;
	attemptItem: AttemptItemTable;
	answer: AnswerTable;
	answerChange: AnswerChangeTable;
	certificate: CertificateTable;
	certificateEvent: CertificateEventTable;
	certificateCounter: CertificateCounterTable;
	outbox: OutboxTable;
	auditLog: AuditLogTable;
	instanceSetting: InstanceSettingTable;
	erasedAccount: ErasedAccountTable;
}

export type UserAccount = Selectable<UserAccountTable>;
export type Attempt = Selectable<AttemptTable>;
export type Certificate = Selectable<CertificateTable>;
