import type { Flag, Instant, Json } from './values.ts';

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
