import type { Generated, Selectable } from 'kysely';

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

export interface EnrollmentTable {
	userAccountId: string;
	courseSlug: string;
	learnerGroupId: string | null;
	enrolledAt: Instant;
	completedAt: Instant | null;
	/** When a lesson was last read or a quiz last graded. */
	lastActivityAt: Instant | null;
	/** `PreparedSteps` as JSON: what boards and reports read; null: to be prepared anew, as whatever changes facts leaves it. */
	steps: Json | null;
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
	lastScore: number | null;
	lastMaxScore: number | null;
	passedAt: Instant | null;
}

/** How the questions of a course went in a group, prepared from first attempts. */
export interface QuestionStatisticTable {
	learnerGroupId: string;
	courseSlug: string;
	computedAt: Instant;
	content: Json;
}

/** How results of a group become grades. */
export interface GradeBookTable {
	learnerGroupId: string;
	courseSlug: string;
	counting: 'best' | 'last';
	scale: 'grades' | 'percent' | 'pass';
	/** JSON: from how many percent each grade. */
	thresholds: Json;
	/** JSON: whole weights by quiz slug. */
	weights: Json;
	changedAt: Instant;
}

/** What a teacher decided beside the test; the newest counts, all stay. */
export interface GradeDecisionTable {
	id: string;
	learnerGroupId: string;
	userAccountId: string;
	courseSlug: string;
	quizSlug: string;
	kind: 'excused' | 'override' | 'withdrawn';
	percent: number | null;
	reason: string;
	decidedBy: string | null;
	decidedAt: Instant;
}

/** A report as it was when it was made. */
export interface ReportTable {
	id: string;
	organizationId: string;
	learnerGroupId: string;
	courseSlug: string;
	content: Json;
	createdBy: string | null;
	createdAt: Instant;
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

export interface NotificationTable {
	id: string;
	userAccountId: string;
	kind: string;
	/** `NotificationContent` as JSON. */
	content: Json;
	/** The same key is told once. */
	dedupeKey: string | null;
	createdAt: Instant;
	/** Not before: pupils have quiet hours. */
	visibleAt: Instant;
	readAt: Instant | null;
	/** When to mail it; null: not at all, or done, or read already. */
	mailDueAt: Instant | null;
}

export interface NotificationPreferenceTable {
	userAccountId: string;
	kind: string;
	mail: 'atOnce' | 'daily' | 'weekly' | 'never';
}

export interface CalendarFeedTable {
	userAccountId: string;
	/** SHA-256 of the token, in hexadecimal. */
	digest: string;
	createdAt: Instant;
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
	/** `submitted`: closed, waits for somebody's marks; `expired`: its time was over before its learner ended it. */
	state: 'open' | 'submitted' | 'graded' | 'expired';
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
	/** JSON: the values drawn for a calculated question, exact decimals as text by name; null: it has none. */
	variables: Json | null;
	/** The revision whose key the score was given by, since a key was put right; null: the question's own. */
	gradedHash: string | null;
	/** Taken out of the score after all: worth all its points to everybody, or nothing and out of the maximum. */
	voided: 'full' | 'none' | null;
}

/** How sure somebody was of an answer. */
export type Confidence = 'sure' | 'rather' | 'guess';

/** The answer that counts. */
export interface AnswerTable {
	attemptId: string;
	position: number;
	/** `AnswerValue` as JSON. */
	value: Json;
	changeKey: string;
	savedAt: Instant;
	/** null: not asked or not said. */
	confidence: Confidence | null;
}

/** Every change that was ever confirmed or came late, once per key. */
export interface AnswerChangeTable {
	attemptId: string;
	changeKey: string;
	position: number;
	value: Json;
	receivedAt: Instant;
	isLate: Flag;
	confidence: Confidence | null;
}

/** What somebody gave for an open answer or a file. */
export interface MarkTable {
	attemptId: string;
	position: number;
	/** The second reads without seeing the first; where they differ too much, both agree on a third. */
	reader: 'first' | 'second' | 'agreed';
	/** JSON array: hundredths of a point for each criterion of the question, in its order. */
	criteria: Json;
	/** Their sum. */
	score: number;
	/** For the learner; may be empty. */
	comment: string;
	markedBy: string | null;
	markedAt: Instant;
}

/** A file handed in as an answer; its content lies in parts. */
export interface HandedFileTable {
	id: string;
	attemptId: string;
	position: number;
	/** As the learner called it. */
	name: string;
	mediaType: string;
	/** Bytes. */
	size: number;
	uploadedAt: Instant;
}

export interface HandedFilePartTable {
	handedFileId: string;
	/** From 0. */
	number: number;
	/** Base64. */
	content: string;
}

/** A key put right, or a question taken out of the score, for everybody who answered one revision of it. */
export interface RegradeTable {
	id: string;
	courseSlug: string;
	questionSlug: string;
	/** JSON array: the quizzes whose attempts hold the question. */
	quizSlugs: Json;
	fromHash: string;
	/** The revision with the right key; null: the question is void. */
	toHash: string | null;
	/** `all`, `upwards`: by the new key, for everybody or only where nobody loses; `full`, `none`: void. */
	policy: 'all' | 'upwards' | 'full' | 'none';
	/** Told to whose result changed. */
	reason: string;
	/** `applying` and `undoing` while attempts are being changed, a few at a time. */
	state: 'applying' | 'applied' | 'undoing' | 'undone';
	/** Closed attempts that held the question. */
	attemptCount: number;
	/** Those whose result changed. */
	changedCount: number;
	appliedBy: string | null;
	appliedAt: Instant;
	undoneBy: string | null;
	undoneAt: Instant | null;
}

/** What a regrade changed in one attempt, old and new; hundredths of a point. */
export interface RegradeChangeTable {
	regradeId: string;
	attemptId: string;
	position: number;
	oldItemScore: number;
	newItemScore: number;
	/** `gradedHash` before. */
	oldGradedHash: string | null;
	oldScore: number;
	newScore: number;
	oldMaxScore: number;
	newMaxScore: number;
	oldIsPassed: Flag | null;
	newIsPassed: Flag | null;
	/** Issued because of it. */
	certificateId: string | null;
}

/** How a quiz behaves over everybody's first attempts, prepared. */
export interface QuizStatisticTable {
	courseSlug: string;
	quizSlug: string;
	computedAt: Instant;
	attemptCount: number;
	content: Json;
}

/** The same of one revision of a question in a quiz. */
export interface ItemStatisticTable {
	courseSlug: string;
	quizSlug: string;
	questionHash: string;
	questionSlug: string;
	answerCount: number;
	/** As measured, for draws; null: too few answers to say. */
	difficulty: 'easy' | 'medium' | 'hard' | null;
	/** What its discrimination says about its key; null: nothing against it. */
	verdict: 'check' | 'checkFirst' | null;
	content: Json;
}

/** A question of practice that a person is asked again and again, at growing distances. */
export interface ReviewCardTable {
	userAccountId: string;
	courseSlug: string;
	quizSlug: string;
	questionSlug: string;
	addedAt: Instant;
	dueAt: Instant;
	lastReviewedAt: Instant | null;
	/** What the scheduler knows of it, as JSON; `null` until it was first asked. */
	memory: Json;
	/** Of the memory: hundredths of a day until the chance to remember is 90 %. */
	stability: number | null;
}

export interface ReviewEntryTable {
	userAccountId: string;
	/** Made by the page: the same key twice is one review. */
	changeKey: string;
	courseSlug: string;
	quizSlug: string;
	questionSlug: string;
	questionHash: string;
	/** `AnswerValue` as JSON. */
	value: Json;
	isRight: Flag;
	/** 1 again, 2 hard, 3 good, 4 easy. */
	rating: number;
	reviewedAt: Instant;
}

export interface ReviewSettingTable {
	userAccountId: string;
	isOff: Generated<Flag>;
	/** Nothing is asked on these days, both included. */
	pausedFrom: Day | null;
	pausedUntil: Day | null;
}

/** What a learner says is wrong with a question. */
export interface QuestionReportTable {
	id: string;
	courseSlug: string;
	quizSlug: string;
	questionSlug: string;
	questionHash: string;
	kind: 'unclear' | 'wrongKey' | 'outdated' | 'other';
	/** May be empty. */
	comment: string;
	/** Open reports of one person, revision and kind are one. */
	userAccountId: string;
	createdAt: Instant;
	reply: string | null;
	closedBy: string | null;
	closedAt: Instant | null;
}

/** An edition of a course file that was served once. */
export interface SourceRevisionTable {
	courseSlug: string;
	/** Inside the course's folder. */
	path: string;
	/** SHA-256, in hexadecimal. */
	hash: string;
	content: string;
	/** When it was last met as a new one: the newest is the one served. */
	seenAt: Instant;
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
	logo: LogoTable;
	invitation: InvitationTable;
	team: TeamTable;
	formerMembership: FormerMembershipTable;
	joinCode: JoinCodeTable;
	questionStatistic: QuestionStatisticTable;
	gradeBook: GradeBookTable;
	gradeDecision: GradeDecisionTable;
	report: ReportTable;
	rosterImport: RosterImportTable;
	rosterRow: RosterRowTable;
	headerMapping: HeaderMappingTable;
	notification: NotificationTable;
	notificationPreference: NotificationPreferenceTable;
	calendarFeed: CalendarFeedTable;
	liveSession: LiveSessionTable;
	liveAnswer: LiveAnswerTable;
	guardianConsent: GuardianConsentTable;
	auditChain: AuditChainTable;
	mark: MarkTable;
	handedFile: HandedFileTable;
	handedFilePart: HandedFilePartTable;
	regrade: RegradeTable;
	regradeChange: RegradeChangeTable;
	quizStatistic: QuizStatisticTable;
	itemStatistic: ItemStatisticTable;
	reviewCard: ReviewCardTable;
	reviewEntry: ReviewEntryTable;
	reviewSetting: ReviewSettingTable;
	questionReport: QuestionReportTable;
	sourceRevision: SourceRevisionTable;
}

export type UserAccount = Selectable<UserAccountTable>;
export type Attempt = Selectable<AttemptTable>;
export type Certificate = Selectable<CertificateTable>;
