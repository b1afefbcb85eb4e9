import type { FeedbackPolicy, Quiz, QuizKind } from './quiz.ts';

/** The quiz's rules as they were when the attempt began; what the attempt keeps to, whatever the course says later. */
export interface AttemptPolicy {
	kind: QuizKind;
	title: string;
	courseTitle: string;
	passingPercent: number;
	timeLimitMinutes: number | null;
	attemptsLimit: number | null;
	feedback: FeedbackPolicy;
}

export function policyOf(quiz: Quiz, courseTitle: string): AttemptPolicy {
	const { kind, title, passingPercent, timeLimitMinutes, attemptsLimit, feedback } = quiz;
	return { kind, title, courseTitle, passingPercent, timeLimitMinutes, attemptsLimit, feedback };
}
