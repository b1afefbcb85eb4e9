import { readAnswer } from '#lib/quizzes/answer-value.ts';
import { listItems } from '#lib/quizzes/server/attempts.ts';
import { regrade } from '#lib/quizzes/server/grading.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Learner } from './learners.ts';
import type { Entry } from './ledger.ts';

/** What the database holds against what was promised. */
export interface Verdict {
	/** Confirmed, but gone, changed, or replaced by something older. */
	lost: string[];
	/** There twice, or counted twice. */
	doubled: string[];
	/** Scores that differ from their computation, attempts half graded. */
	wrong: string[];
}

/** Holds every promise against the rows. To be called when nothing is on its way any more and the tests are ended. */
export async function verify(db: Db, entries: Entry[], learners: Learner[]): Promise<Verdict> {
	const { lost, doubled } = await verifyAnswers(db, entries, learners);
	const wrong: string[] = [];
	for (const { attemptId, personId } of learners) {
		const attempt = await db.selectFrom('attempt').selectAll().where('id', '=', attemptId).executeTakeFirstOrThrow();
		const computed = await regrade(db, attemptId);
		const items = await listItems(db, attemptId);
		const sum = items.reduce((total, { score }) => total + (score ?? Number.NaN), 0);
		if (!['graded', 'expired'].includes(attempt.state)) wrong.push(`${attemptId} is ${attempt.state}`);
		if (attempt.score !== computed.score || attempt.score !== sum) wrong.push(`${attemptId} has ${attempt.score}`);
		const results = await db
			.selectFrom('quizResult')
			.select('gradedCount')
			.where('userAccountId', '=', personId)
			.execute();
		if (results.length !== 1 || results[0]?.gradedCount !== 1) doubled.push(`the result of ${attemptId}`);
	}
	return { lost, doubled, wrong };
}

/** The part that also holds in the middle of a test, such as after a power cut. */
export async function verifyAnswers(
	db: Db,
	entries: Entry[],
	learners: Learner[]
): Promise<Pick<Verdict, 'lost' | 'doubled'>> {
	const lost: string[] = [];
	const doubled: string[] = [];
	const rows = await db.selectFrom('answerChange').selectAll().execute();
	const stored = new Map(rows.map((row) => [`${row.attemptId} ${row.changeKey}`, row]));
	const sent = new Set(entries.map(({ attemptId, key }) => `${attemptId} ${key}`));
	if (stored.size !== rows.length) doubled.push(`${rows.length - stored.size} changes`);
	doubled.push(...[...stored.keys()].filter((id) => !sent.has(id)));

	const byAttempt = Map.groupBy(entries, ({ attemptId }) => attemptId);
	for (const { attemptId, items } of learners) {
		const own = byAttempt.get(attemptId) ?? [];
		for (const entry of own.filter(({ state }) => state !== null)) {
			const row = stored.get(`${attemptId} ${entry.key}`);
			const item = items[entry.position];
			const value = item && JSON.stringify(readAnswer(item.content, item.optionOrder, entry.value).value);
			const isKept = row?.value === value && row?.position === entry.position;
			if (!isKept || row.isLate !== (entry.state === 'late' ? 1 : 0)) lost.push(`${attemptId} ${entry.key}`);
		}
		const now = await listItems(db, attemptId);
		if (now.length !== items.length) doubled.push(`questions or answers of ${attemptId}`);
		for (const { position, changeKey } of now) {
			const given = own.filter((entry) => entry.position === position);
			if (isOutdated(changeKey, given)) lost.push(`the newest answer of ${attemptId}, question ${position}`);
		}
	}
	return { lost, doubled };
}

/**
 * Whether the answer that counts is older than one that was confirmed. A browser sends one batch after the other, with
 * one change a question, so the order of sending is the order in which the person decided.
 */
function isOutdated(changeKey: string | null, given: Entry[]): boolean {
	const newest = Math.max(...given.filter(({ state }) => state === 'saved').map(({ sentAt }) => sentAt));
	const counts = given.find(({ key }) => key === changeKey);
	return (counts?.sentAt ?? Number.NEGATIVE_INFINITY) < newest;
}
