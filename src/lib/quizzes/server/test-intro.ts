import { findOpenRenewal } from '#lib/certificates/server/renew.ts';
import { passingPercentOf, type AssignmentRules } from '#lib/groups/assignment.ts';
import { percentOf } from '#lib/progress/completion.ts';
import type { Db } from '#lib/server/db/db.ts';
import { countAsked } from '../blueprint.ts';
import { listAttempts, type QuizOfPerson } from './attempts.ts';
import { isOverdue } from './grading.ts';
import { countTriesLeft } from './tries.ts';

/** What a learner should know before the test, ready for `TestIntro.svelte`. */
export interface TestIntroView {
	title: string;
	questionCount: number;
	/** The group's, where it asks for more than the course. */
	passingPercent: number | null;
	timeLimitMinutes: number | null;
	attemptsLimit: number | null;
	/** null: without limit. */
	triesLeft: number | null;
	isSignedIn: boolean;
	/** Passing now renews the person's certificate, whose last day is this; null: there is nothing to renew. */
	renewsExpiringOn: string | null;
	openAttemptId: string | null;
	/** The newest first. */
	attempts: {
		id: string;
		number: number;
		closedAt: string;
		/** null: waits for marks. */
		percent: number | null;
		isPassed: boolean;
	}[];
}

/** The rules of a test and how the person has done so far; a visitor (`personId: null`) sees the rules. */
export async function getTestIntro(
	db: Db,
	{
		personId,
		rules,
		...of
	}: Omit<QuizOfPerson, 'personId'> & { personId: string | null; rules: AssignmentRules | null }
): Promise<TestIntroView> {
	const { quiz, now } = of;
	const attempts = personId === null ? [] : await listAttempts(db, { ...of, personId });
	const renewal = personId === null ? undefined : await findOpenRenewal(db, { ...of, personId });
	const usedTries = attempts[0]?.number ?? 0;
	const open = attempts.find((attempt) => attempt.state === 'open' && !isOverdue(attempt, now));
	const { title, timeLimitMinutes, attemptsLimit } = quiz;
	return {
		title,
		questionCount: countAsked(quiz),
		passingPercent: passingPercentOf(quiz, rules),
		timeLimitMinutes,
		attemptsLimit,
		triesLeft:
			personId === null ? attemptsLimit : await countTriesLeft(db, { ...of, personId }, { usedTries, renewal }),
		renewsExpiringOn: renewal?.certificate.expiresOn ?? null,
		isSignedIn: personId !== null,
		openAttemptId: open?.id ?? null,
		attempts: attempts
			.filter((attempt) => attempt.state !== 'open')
			.map(({ id, number, closedAt, score, maxScore, isPassed }) => ({
				id,
				number,
				closedAt: closedAt ?? '',
				percent: score === null ? null : percentOf(score, maxScore ?? 0),
				isPassed: isPassed === 1
			}))
	};
}
