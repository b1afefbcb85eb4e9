import type { Flag, Instant, Json } from './values.ts';

/** How the questions of a course went in a group, prepared from first attempts. */
export interface QuestionStatisticTable {
	learnerGroupId: string;
	courseSlug: string;
	computedAt: Instant;
	content: Json;
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
