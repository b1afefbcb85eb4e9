import type { MarkingPolicy } from '../marking/mark.ts';
import type { BlueprintRule } from './blueprint.ts';
import type { Difficulty } from './difficulty.ts';
import type { AuthoredContent } from './question.ts';

/** A pretest is taken once, before learning, and is neither passed nor failed: it shows what learning gave. */
export type QuizKind = 'practice' | 'test' | 'pretest';

/** When right answers and explanations may be seen; of a pretest, once the test it is compared with is behind. */
export type FeedbackPolicy = 'immediate' | 'afterSubmit' | 'afterClose' | 'afterTest';

/** Whether people say how sure they are of each answer; `cbm`: and what certainty-based marks would make of it. */
export type ConfidencePolicy = 'off' | 'on' | 'cbm';

export interface Question {
	/** `{#…}` of the course file; never changes once published. */
	id: string;
	topic: string | null;
	/** The id of one of the course's competences. */
	competence: string | null;
	/** As its author judges it. */
	difficulty: Difficulty | null;
	tags: string[];
	/** YYYY-MM-DD; null: the day of its lesson. */
	lawAsOf: string | null;
	/** SHA-256 of the content: the question's revision. */
	hash: string;
	content: AuthoredContent;
}

export interface Quiz {
	/** The slug of the lesson it lies beside. */
	slug: string;
	title: string;
	kind: QuizKind;
	/** null: nothing to pass, as in a pretest. */
	passingPercent: number | null;
	timeLimitMinutes: number | null;
	attemptsLimit: number | null;
	feedback: FeedbackPolicy;
	confidence: ConfidencePolicy;
	/** Who marks open answers and files: one reader, or two who do not see each other's marks. */
	marking: MarkingPolicy;
	/** The blueprint: how many questions of what are drawn; null: all of them, in file order. */
	draw: BlueprintRule[] | null;
	/** Whether the course's bank stands among the questions. */
	usesBank: boolean;
	/** Its own, then those of the bank. */
	questions: Question[];
}
