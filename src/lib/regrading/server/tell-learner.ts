import { percentOf } from '#lib/progress/completion.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import type { Trx } from '#lib/server/db/db.ts';
import type { StandingRegrade } from './standing-regrade.ts';

/**
 * Tells a learner that a result of theirs changed: from what to what, and why. Of several attempts at a quiz the newest
 * changed one is told, once. A pretest's result nobody knows yet, so there is nothing to tell.
 */
export async function tellLearner(
	trx: Trx,
	{ id, state, reason }: Pick<StandingRegrade, 'id' | 'state' | 'reason'>,
	before: AttemptOfPerson,
	after: AttemptOfPerson,
	now: Date
): Promise<void> {
	if (after.policy.kind === 'pretest') return;
	const isSame =
		before.score === after.score && before.maxScore === after.maxScore && before.isPassed === after.isPassed;
	if (isSame) return;
	const isUndo = state === 'undoing';
	const change = `Było ${percent(before)}%, jest ${percent(after)}%.`;
	const why = isUndo ? 'Cofnęliśmy poprawkę klucza jednego pytania.' : reason;
	const told = {
		kind: 'result' as const,
		title: `Zmienił się Twój wynik: ${after.policy.title}`,
		text: [change, passInWords(before, after), why].filter(Boolean).join(' '),
		path: `/podejscia/${after.id}`,
		dedupeKey: `regrade:${isUndo ? 'undo:' : ''}${id}:${after.quizSlug}`
	};
	await notify(trx, [after.userAccountId], told, now);
}

const percent = ({ score, maxScore }: AttemptOfPerson) => percentOf(score ?? 0, maxScore ?? 0);

function passInWords(before: AttemptOfPerson, after: AttemptOfPerson): string {
	if (before.isPassed === after.isPassed) return '';
	return after.isPassed === 1 ? 'To podejście jest teraz zaliczone.' : 'To podejście nie jest już zaliczone.';
}
