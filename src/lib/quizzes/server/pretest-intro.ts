import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { countAsked } from '../blueprint.ts';
import type { Quiz } from '../quiz.ts';
import { findLatestAttempt } from './attempts.ts';
import { isPretestOver, isPretestRevealed } from './pretest.ts';

/** What a learner should know before the pretest, ready for `PretestIntro.svelte`. */
export interface PretestIntroView {
	title: string;
	questionCount: number;
	/**
	 * `signIn`: a visitor; `closed`: taken, the result waits for the test; `revealed`: the result may be seen; `over`: not
	 * taken, and too late for it.
	 */
	state: 'signIn' | 'ready' | 'open' | 'closed' | 'revealed' | 'over';
	/** null: none was begun. */
	attemptId: string | null;
}

/** How a person stands with the pretest of a course; a visitor (`personId: null`) sees what it is for. */
export async function getPretestIntro(
	db: Db,
	{ course, quiz, personId }: { course: Course; quiz: Quiz; personId: string | null }
): Promise<PretestIntroView> {
	const view = { title: quiz.title, questionCount: countAsked(quiz), attemptId: null };
	if (personId === null) return { ...view, state: 'signIn' };
	const of = { personId, course, quiz };
	const attempt = await findLatestAttempt(db, of);
	if (!attempt) return { ...view, state: (await isPretestOver(db, of)) ? 'over' : 'ready' };
	if (attempt.state === 'open') return { ...view, attemptId: attempt.id, state: 'open' };
	return { ...view, attemptId: attempt.id, state: (await isPretestRevealed(db, of)) ? 'revealed' : 'closed' };
}
