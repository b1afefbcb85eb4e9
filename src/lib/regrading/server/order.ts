import { randomUUID } from 'node:crypto';
import { AppError, notFound } from '#lib/errors.ts';
import { storeRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { settleVerdict } from '#lib/statistics/server/settle-verdict.ts';
import type { Preview } from '../preview.ts';
import { previewRegrade, type Intention } from './preview.ts';

/** What an author decided after a preview. */
export interface Order {
	intention: Intention;
	questionSlug: string;
	fromHash: string;
	/** The question with the right key; null: void. */
	corrected: Pick<Question, 'hash' | 'content'> | null;
	reason: string;
	/** What the author saw. */
	seen: Pick<Preview, 'fingerprint' | 'closedUntil'>;
}

/**
 * Judges again and, when it comes to what the author saw, puts the regrade in force: from then on new attempts are asked
 * the corrected question and whatever is scored goes by its key. Attempts scored before are changed by `carryOn`.
 * @returns the id of the regrade
 * @throws AppError 409 when something changed since the preview, this revision has a correction already, or one of this
 * question is still being carried out
 */
export async function orderRegrade(db: Db, author: Actor, order: Order, now: Date = new Date()): Promise<string> {
	const { intention, questionSlug, fromHash, corrected, reason, seen } = order;
	const { course, held, judging } = intention;
	const preview = await previewRegrade(db, intention, seen.closedUntil);
	if (preview.fingerprint !== seen.fingerprint) throw changedMeanwhile();
	if (preview.emptied > 0) throw leavesNothing();
	const id = randomUUID();
	await inTransaction(db, async (trx) => {
		if (await isAnyUnderWay(trx, course.slug, questionSlug)) throw stillUnderWay();
		if (corrected) await storeCorrected(trx, order, corrected, now);
		const created = await trx
			.insertInto('regrade')
			.values({
				id,
				courseSlug: course.slug,
				questionSlug,
				quizSlugs: JSON.stringify(held.quizSlugs),
				fromHash,
				toHash: corrected?.hash ?? null,
				policy: judging.policy,
				reason,
				state: 'applying',
				attemptCount: preview.attempts,
				changedCount: preview.changed,
				appliedBy: author.id,
				appliedAt: now.toISOString(),
				undoneBy: null,
				undoneAt: null
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!created) throw correctedAlready();
		await settleVerdict(trx, course.slug, fromHash);
		await audit(
			trx,
			author,
			{ id, courseSlug: course.slug, questionSlug, policy: judging.policy },
			'regrade.applied',
			now
		);
	});
	return id;
}

/**
 * Takes a regrade out of force; `carryOn` gives the attempts their old scores back.
 * @throws AppError 404, or 409 while it is not done, was undone, or a later one stands on it
 */
export async function orderUndo(
	db: Db,
	author: Actor,
	{ courseSlug, regradeId }: { courseSlug: string; regradeId: string },
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const regrade = await trx
			.updateTable('regrade')
			.set((eb) => ({ appliedAt: eb.ref('appliedAt') }))
			.where('id', '=', regradeId)
			.where('courseSlug', '=', courseSlug)
			.returningAll()
			.executeTakeFirstOrThrow(() => notFound('poprawka'));
		if (regrade.state !== 'applied') throw cannotUndoNow();
		if (await isBuiltUpon(trx, regrade)) throw laterStandsOnIt();
		await trx
			.updateTable('regrade')
			.set({ state: 'undoing', undoneBy: author.id, undoneAt: now.toISOString() })
			.where('id', '=', regradeId)
			.execute();
		await audit(trx, author, regrade, 'regrade.undone', now);
	});
}

/**
 * Whether a later regrade in force starts from the revision that this one leads to. An earlier one may, too: where a key
 * was put right and then put back.
 */
export async function isBuiltUpon(
	db: Db,
	{ courseSlug, toHash, appliedAt }: { courseSlug: string; toHash: string | null; appliedAt: string }
): Promise<boolean> {
	if (toHash === null) return false;
	const row = await db
		.selectFrom('regrade')
		.select('id')
		.where('courseSlug', '=', courseSlug)
		.where('fromHash', '=', toHash)
		.where('appliedAt', '>', appliedAt)
		.where('state', '!=', 'undone')
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether results of the question are being changed: what a later correction is about must stand first. */
async function isAnyUnderWay(trx: Trx, courseSlug: string, questionSlug: string): Promise<boolean> {
	const row = await trx
		.selectFrom('regrade')
		.select('id')
		.where('courseSlug', '=', courseSlug)
		.where('questionSlug', '=', questionSlug)
		.where('state', 'in', ['applying', 'undoing'])
		.executeTakeFirst();
	return row !== undefined;
}

async function storeCorrected(
	trx: Trx,
	order: Order,
	{ hash, content }: Pick<Question, 'hash' | 'content'>,
	now: Date
) {
	const courseSlug = order.intention.course.slug;
	await storeRevisions(trx, { questions: [{ id: order.questionSlug, hash, content }], courseSlug, now });
}

function audit(
	trx: Trx,
	author: Actor,
	regrade: { id: string; courseSlug: string; questionSlug: string; policy: string },
	action: string,
	now: Date
) {
	const { courseSlug, questionSlug, policy } = regrade;
	const entry = {
		actorId: author.id,
		address: author.address,
		action,
		subjectKind: 'regrade',
		subjectId: regrade.id,
		detail: { course: courseSlug, question: questionSlug, policy }
	};
	return writeAudit(trx, entry, now);
}

const conflict = (code: string, message: string) => new AppError(409, code, message);

const changedMeanwhile = () =>
	conflict(
		'preview_outdated',
		'Od podglądu zmieniły się wyniki, których dotyczy ta poprawka. Obejrzyj nowy podgląd i\u00a0zatwierdź go.'
	);
const leavesNothing = () =>
	conflict(
		'nothing_left',
		'Bez tego pytania w\u00a0niektórych podejściach nie zostałby ani jeden punkt. Unieważnij je z\u00a0pełną liczbą punktów.'
	);
const correctedAlready = () =>
	conflict(
		'corrected_already',
		'Ta wersja pytania ma już poprawkę. Cofnij ją najpierw albo popraw wersję, która z\u00a0niej powstała.'
	);
const stillUnderWay = () =>
	conflict(
		'still_under_way',
		'Poprzednia poprawka tego pytania jeszcze trwa. Poczekaj chwilę, obejrzyj nowy podgląd i\u00a0zatwierdź go.'
	);
const cannotUndoNow = () =>
	conflict('cannot_undo', 'Tej poprawki nie można teraz cofnąć: jeszcze trwa albo jest już cofnięta. Odśwież stronę.');
const laterStandsOnIt = () => conflict('built_upon', 'Na tej poprawce opiera się późniejsza. Cofnij najpierw tamtą.');
