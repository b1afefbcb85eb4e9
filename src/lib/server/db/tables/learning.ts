import type { Generated } from 'kysely';
import type { Day, Flag, Instant, Json } from './values.ts';

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
