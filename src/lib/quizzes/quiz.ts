import type { QuestionContent } from './question.ts';

export type QuizKind = 'practice' | 'test';

/** When right answers and explanations may be seen. */
export type FeedbackPolicy = 'immediate' | 'afterSubmit' | 'afterClose';

export interface Question {
	/** `{#…}` of the course file; never changes once published. */
	id: string;
	topic: string | null;
	/** SHA-256 of the content: the question's revision. */
	hash: string;
	content: QuestionContent;
}

export interface Quiz {
	/** The slug of the lesson it lies beside. */
	slug: string;
	title: string;
	kind: QuizKind;
	passingPercent: number;
	timeLimitMinutes: number | null;
	attemptsLimit: number | null;
	feedback: FeedbackPolicy;
	/** The blueprint: how many questions of each topic are drawn; null: all of them, in file order. */
	draw: Record<string, number> | null;
	questions: Question[];
}
