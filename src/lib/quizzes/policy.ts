import { passingPercentOf, type AssignmentRules } from '../groups/assignment.ts';
import type { MarkingPolicy } from '../marking/mark.ts';
import type { ConfidencePolicy, FeedbackPolicy, Quiz, QuizKind } from './quiz.ts';

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
	/** Missing in attempts begun before it could be asked. */
	confidence?: ConfidencePolicy;
	/** Missing in attempts begun before there were marks. */
	marking?: MarkingPolicy;
}

export function policyOf(quiz: Quiz, courseTitle: string, rules: AssignmentRules | null): AttemptPolicy {
	const { kind, title, timeLimitMinutes, attemptsLimit, feedback, confidence, marking } = quiz;
	const passingPercent = passingPercentOf(quiz, rules);
	return { kind, title, courseTitle, passingPercent, timeLimitMinutes, attemptsLimit, feedback, confidence, marking };
}
