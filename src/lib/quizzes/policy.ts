import { passingPercentOf, type AssignmentRules } from '../groups/assignment.ts';
import type { FeedbackPolicy, Quiz, QuizKind } from './quiz.ts';

/** The quiz's rules as they were when the attempt began; what it keeps to, whatever the course or the group says later. */
export interface AttemptPolicy {
	kind: QuizKind;
	title: string;
	courseTitle: string;
	/** null: nothing to pass. */
	passingPercent: number | null;
	timeLimitMinutes: number | null;
	attemptsLimit: number | null;
	feedback: FeedbackPolicy;
}

export function policyOf(quiz: Quiz, courseTitle: string, rules: AssignmentRules | null): AttemptPolicy {
	const { kind, title, timeLimitMinutes, attemptsLimit, feedback } = quiz;
	const passingPercent = passingPercentOf(quiz, rules);
	return { kind, title, courseTitle, passingPercent, timeLimitMinutes, attemptsLimit, feedback };
}
