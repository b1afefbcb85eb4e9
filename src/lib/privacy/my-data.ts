import type { MyGradeDecision } from '../grades/server/my-grade-decisions.ts';
import type { Confidence } from '../confidence/confidence.ts';
import type { CertificateContent } from '../certificates/certificate.ts';
import type { MyReport } from '../question-reports/server/my-reports.ts';
import type { MyReviews } from '../reviews/server/my-reviews.ts';
import type { MarkedWork } from '../marking/server/my-work.ts';
import type { QuizKind } from '../quizzes/quiz.ts';
import type { Verdict } from '../quizzes/question-view.ts';

/**
 * Everything kept about one person, as the file `/konto/moje-dane.json` holds it. Names stay; new ones may be added, and
 * `format` changes if one ever must go. Times are ISO 8601 in UTC, scores hundredths of a point.
 */
export interface MyData {
	format: 'wspolnie-my-data/1';
	generatedAt: string;
	account: AccountData;
	roles: { name: string; organization: string | null; grantedAt: string }[];
	/** Now and before. */
	groups: {
		name: string;
		organization: string;
		kind: 'learner' | 'teacher';
		team: string | null;
		joinedAt: string;
		leftAt: string | null;
	}[];
	/** Lists from files that brought the person to a group. */
	lists: { organization: string; group: string | null; readAt: string | null; undoneAt: string | null }[];
	/** More time in tests; null: as everybody. */
	timeAdjustment: { factorPercent: number; setAt: string } | null;
	enrollments: {
		course: Named;
		group: string | null;
		enrolledAt: string;
		completedAt: string | null;
		/** When a lesson was last read or a quiz last graded. */
		lastActivityAt: string | null;
	}[];
	lessonsRead: { course: Named; lesson: Named; readAt: string }[];
	/** Where reading stopped, one place a course; `heading` is the id of the last heading passed. */
	readingPlaces: { course: Named; lesson: Named; heading: string | null; savedAt: string }[];
	quizResults: QuizResultData[];
	/** What teachers decided about grades in groups. */
	gradeDecisions: MyGradeDecision[];
	certificates: CertificateData[];
	signIns: { device: string; createdAt: string; lastSeenAt: string; expiresAt: string; hasSecondFactor: boolean }[];
	/** Networks and browsers signed in from, and failed tries; `purpose` is what was counted. */
	signInCounts: SignInCountData[];
	/** Mailed to the person's address, or accepted by them. */
	invitations: InvitationData[];
	/** Links that were mailed; the links themselves are kept nowhere. */
	links: { purpose: string; createdAt: string; expiresAt: string; usedAt: string | null }[];
	/** Mails whose text is still kept. */
	mails: { subject: string; createdAt: string; state: string }[];
	notifications: NotificationData[];
	/** What was chosen; kinds left alone are missing. */
	mailPreferences: { kind: string; mail: string }[];
	/** The private calendar; its address is kept nowhere. */
	calendar: { createdAt: string } | null;
	/** Given in quizzes a group answered together; kept for 30 days. */
	liveAnswers: { course: Named; quiz: Named; answeredAt: string; value: unknown }[];
	/** What is asked again and when, what was answered, and the pause. */
	reviews: MyReviews;
	/** Remarks about questions, with what was answered. */
	questionReports: MyReport[];
	/** The word of a guardian the account was opened with. */
	guardianConsent: ConsentData | null;
	attempts: AttemptData[];
	auditLog: AuditData[];
}

/** What the file can only say once everything else has been said: written piece by piece. */
export type MyDataList = 'attempts' | 'auditLog';

/** What a file and a page call each part. */
export const PARTS: { key: Exclude<keyof MyData, 'format' | 'generatedAt'>; label: string }[] = [
	{ key: 'account', label: 'konto' },
	{ key: 'roles', label: 'role' },
	{ key: 'groups', label: 'grupy' },
	{ key: 'lists', label: 'listy z pliku, na których Cię wpisano' },
	{ key: 'timeAdjustment', label: 'dłuższy czas w testach' },
	{ key: 'enrollments', label: 'zapisy na kursy' },
	{ key: 'lessonsRead', label: 'przeczytane lekcje' },
	{ key: 'readingPlaces', label: 'miejsca, w których przerwano czytanie' },
	{ key: 'quizResults', label: 'najlepsze wyniki quizów' },
	{ key: 'gradeDecisions', label: 'decyzje o ocenach w grupach' },
	{ key: 'certificates', label: 'zaświadczenia i dyplomy' },
	{ key: 'signIns', label: 'zalogowane urządzenia' },
	{ key: 'signInCounts', label: 'sieci i przeglądarki, z których się logujesz, i nieudane próby' },
	{ key: 'invitations', label: 'zaproszenia do organizacji i grup' },
	{ key: 'links', label: 'odnośniki wysłane e-mailem (bez treści)' },
	{ key: 'mails', label: 'wiadomości, które jeszcze przechowujemy' },
	{ key: 'notifications', label: 'powiadomienia' },
	{ key: 'mailPreferences', label: 'jak często wysyłać powiadomienia e-mailem' },
	{ key: 'calendar', label: 'kalendarz z terminami (bez adresu)' },
	{ key: 'liveAnswers', label: 'odpowiedzi w quizach na żywo' },
	{ key: 'reviews', label: 'powtórki: pytania, terminy i odpowiedzi' },
	{ key: 'questionReports', label: 'uwagi do pytań i\u00a0odpowiedzi na nie' },
	{ key: 'guardianConsent', label: 'zgoda opiekuna' },
	{ key: 'attempts', label: 'podejścia do quizów z pytaniami i odpowiedziami' },
	{ key: 'auditLog', label: 'dziennik zdarzeń' }
];

/** A course or a lesson; the title is null when it is no longer served. */
export interface Named {
	slug: string;
	title: string | null;
}

export interface AccountData {
	id: string;
	kind: 'email' | 'pupil';
	displayName: string;
	email: string | null;
	emailConfirmedAt: string | null;
	signInName: string | null;
	/** That opened the account. */
	organization: string | null;
	hasPassword: boolean;
	mustChangePassword: boolean;
	hasSecondFactor: boolean;
	blockedAt: string | null;
	createdAt: string;
	lastSignInAt: string | null;
}

export interface ConsentData {
	nickname: string | null;
	guardianEmail: string | null;
	method: 'link' | 'paper';
	textVersion: string;
	askedAt: string;
	confirmedAt: string | null;
}

export interface NotificationData {
	kind: string;
	title: string;
	text: string;
	createdAt: string;
	readAt: string | null;
}

export interface QuizResultData {
	course: Named;
	quiz: Named;
	gradedCount: number;
	bestScore: number;
	bestMaxScore: number;
	/** null: graded before the last result was kept. */
	lastScore: number | null;
	lastMaxScore: number | null;
	passedAt: string | null;
}

export interface CertificateData {
	number: string;
	/** Where anyone who is given it can check the certificate. */
	address: string;
	state: 'valid' | 'replaced' | 'revoked';
	issuedAt: string;
	expiresOn: string | null;
	content: Omit<CertificateContent, 'courseRevision'>;
	history: { kind: 'issued' | 'corrected' | 'renewed' | 'revoked'; reasonKind: string | null; happenedAt: string }[];
}

export interface InvitationData {
	organization: string;
	group: string | null;
	role: string | null;
	/** What the inviter called the person. */
	displayName: string | null;
	createdAt: string;
	expiresAt: string;
	acceptedAt: string | null;
}

export interface SignInCountData {
	purpose: string;
	/** null: wherever from. */
	network: string | null;
	/** Counted for one browser instead; the mark that tells it from others is a digest, and stays. */
	isBrowser: boolean;
	count: number;
	since: string;
	blockedUntil: string | null;
}

export interface AttemptData {
	id: string;
	course: Named;
	quiz: Named;
	kind: QuizKind;
	/** 1 for the first attempt at this quiz. */
	number: number;
	state: 'open' | 'submitted' | 'graded' | 'expired';
	startedAt: string;
	deadlineAt: string | null;
	lastSavedAt: string | null;
	closedAt: string | null;
	/** null until graded; of a pretest until its result is told. */
	score: number | null;
	maxScore: number | null;
	isPassed: boolean | null;
	/** What a corrected key changed, the oldest first; hundredths of a point. */
	resultChanges: {
		/** null: not told before right answers are. */
		question: number | null;
		reason: string;
		changedAt: string;
		/** null: it stands. */
		undoneAt: string | null;
		oldScore: number;
		oldMaxScore: number;
		newScore: number;
		newMaxScore: number;
	}[];
	questions: QuestionData[];
	/** Open answers and files, with what people gave for them. */
	work: MarkedWork[];
	/** Every change of an answer that arrived, the oldest first; `question` counts from 1. */
	changes: { question: number; answer: string[]; confidence: Confidence | null; receivedAt: string; isLate: boolean }[];
}

/** A question as it was seen. */
export interface QuestionData {
	text: string;
	/** What there was to choose from, in the order shown. */
	options: string[];
	/** In words; null: not answered. */
	answer: string[] | null;
	/** How sure the person said to be of it; null: not asked or not said. */
	confidence: Confidence | null;
	/** null until it may be known. */
	result: { verdict: Verdict; score: number; maxScore: number } | null;
}

export interface AuditData {
	happenedAt: string;
	/** `subject.deed` */
	action: string;
	/** Whether the person did it. */
	isByMe: boolean;
	/** Whether it was done to the person's own account. */
	isAboutMe: boolean;
	outcome: string;
	/** Where the request came from; only of the person's own. */
	address: string | null;
	factorPercent: number | null;
}
