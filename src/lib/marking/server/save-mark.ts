import { AppError, notFound } from '#lib/errors.ts';
import { lockOpenGroup } from '#lib/groups/server/access.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { percentOf } from '#lib/progress/completion.ts';
import { maxScoreOf } from '#lib/quizzes/grade.ts';
import type { AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import { lockClosedAttempt, settleAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { finalMark, seenToken, sumOf, taskOf, visibleMarks, type Mark, type Reader } from '../mark.ts';
import type { GivenMark } from '../mark-form.ts';
import { getMarkedItem } from './marked-item.ts';
import { attemptsIn, type MarkingScope } from './marking-scope.ts';
import { listMarks, storeMark } from './marks.ts';

interface MarkToSave {
	attemptId: string;
	position: number;
	mark: GivenMark;
}

/**
 * Stores a mark of the scope's reader. With the last one that was missing the attempt is graded, with a changed one graded once more: score,
 * pass, result, completion and certificate in the same transaction. Its learner is told, the audit log keeps old and new.
 * @param address where the request came from
 * @throws AppError 404 for an answer out of scope, 409 when the group is in the archive or somebody marked meanwhile
 */
export async function saveMark(
	db: Db,
	scope: MarkingScope,
	address: string,
	{ attemptId, position, mark: given }: MarkToSave,
	grading: Grading
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const group = scope.kind === 'group' ? await lockOpenGroup(trx, scope.groupId) : null;
		const attempt = await lockAttempt(trx, scope, attemptId);
		const item = await getMarkedItem(trx, attemptId, position);
		const policy = attempt.policy.marking ?? 'single';
		const marks = (await listMarks(trx, attemptId)).get(position) ?? [];
		const marking = { marks, policy, maxScore: maxScoreOf(item.content) };
		const { reader } = taskOf(marking, scope.readerId);
		// Whoever saw nothing may still become the second reader: the first mark is none of their business.
		if (seenToken(visibleMarks(marking, scope.readerId)) !== given.seen) throw markedMeanwhile();

		const mark = markOf(given, reader, scope.readerId, grading.now);
		await storeMark(trx, { attemptId, position, mark });
		const final = finalMark({ ...marking, marks: [...marks.filter((other) => other.reader !== reader), mark] });
		await trx
			.updateTable('attemptItem')
			.set({ score: final?.score ?? null })
			.where('attemptId', '=', attemptId)
			.where('position', '=', position)
			.execute();
		const settled = await settleAttempt(trx, attempt, grading);
		await tellLearner(trx, attempt, settled, grading.now);
		const before = marks.find((other) => other.reader === reader);
		await writeAudit(
			trx,
			{
				...{ actorId: scope.readerId, address, organizationId: group?.organizationId ?? null },
				...{ action: before ? 'attempt.markChanged' : 'attempt.marked' },
				...{ subjectKind: 'userAccount', subjectId: attempt.userAccountId },
				detail: {
					...{ attempt: attemptId, group: group?.id, course: attempt.courseSlug, quiz: attempt.quizSlug },
					...{ position, reader },
					// A coordinator who reads the log may be the second reader: nothing of the first mark before both are there.
					...(final && { criteria: { old: before?.criteria, new: mark.criteria } }),
					score: { old: attempt.score, new: settled.score }
				}
			},
			grading.now
		);
	});
}

async function lockAttempt(trx: Trx, scope: MarkingScope, attemptId: string): Promise<AttemptOfPerson> {
	const inScope = await attemptsIn(trx, scope)
		.select('attempt.id')
		.where('attempt.id', '=', attemptId)
		.executeTakeFirst();
	const attempt = inScope && (await lockClosedAttempt(trx, attemptId));
	if (!attempt) throw notFound('odpowiedź do oceny');
	return attempt;
}

const markOf = ({ criteria, comment }: GivenMark, reader: Reader, markedBy: string, now: Date): Mark => ({
	...{ reader, criteria, comment, markedBy },
	score: sumOf(criteria),
	markedAt: now.toISOString()
});

/** Told when the whole attempt is graded, and when that changes; nothing while more marks are to come. */
async function tellLearner(trx: Trx, before: AttemptOfPerson, after: AttemptOfPerson, now: Date): Promise<void> {
	if (after.score === null || after.score === before.score) return;
	const title = `${before.score === null ? 'Oceniono' : 'Zmieniono ocenę'}: ${after.policy.title}`;
	const passed = after.isPassed === null ? '' : after.isPassed === 1 ? ', zaliczone' : ', jeszcze niezaliczone';
	const text = `Wynik: ${percentOf(after.score, after.maxScore ?? 0)}%${passed}. Punkty i komentarze są przy Twoich odpowiedziach.`;
	await notify(trx, [after.userAccountId], { kind: 'result', title, text, path: `/podejscia/${after.id}` }, now);
}

const markedMeanwhile = () =>
	new AppError(
		409,
		'marked_meanwhile',
		'W międzyczasie ktoś inny ocenił tę odpowiedź albo zmienił ocenę. Otwórz ją jeszcze raz z listy: zobaczysz, co się zmieniło.'
	);
