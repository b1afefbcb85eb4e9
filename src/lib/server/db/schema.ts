import type { Selectable } from 'kysely';
import type {
	AccountTokenTable,
	ErasedAccountTable,
	GuardianConsentTable,
	RoleTable,
	SignInSessionTable,
	SignInThrottleTable,
	UserAccountTable
} from './tables/accounts.ts';
import type {
	AnswerChangeTable,
	AnswerTable,
	AttemptItemTable,
	AttemptTable,
	HandedFilePartTable,
	HandedFileTable,
	MarkTable,
	QuestionRevisionTable
} from './tables/attempts.ts';
import type {
	CourseAssignmentTable,
	FormerMembershipTable,
	HeaderMappingTable,
	JoinCodeTable,
	LearnerGroupTable,
	LiveAnswerTable,
	LiveSessionTable,
	MembershipTable,
	RosterImportTable,
	RosterRowTable,
	TeamTable,
	TimeAdjustmentTable
} from './tables/groups.ts';
import type {
	EnrollmentTable,
	GradeBookTable,
	GradeDecisionTable,
	LessonProgressTable,
	QuizResultTable,
	ReadingPlaceTable,
	ReportTable,
	ReviewCardTable,
	ReviewEntryTable,
	ReviewSettingTable
} from './tables/learning.ts';
import type {
	CalendarFeedTable,
	NotificationPreferenceTable,
	NotificationTable,
	OutboxTable
} from './tables/messages.ts';
import type { InvitationTable, LogoTable, OrganizationTable } from './tables/organizations.ts';
import type {
	ItemStatisticTable,
	QuestionReportTable,
	QuestionStatisticTable,
	QuizStatisticTable,
	RegradeChangeTable,
	RegradeTable,
	SourceRevisionTable
} from './tables/questions.ts';
import type {
	AuditChainTable,
	AuditLogTable,
	CertificateCounterTable,
	CertificateEventTable,
	CertificateTable,
	InstanceSettingTable
} from './tables/records.ts';

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
