import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantiate } from '#lib/quizzes/types/calculated/instantiate.ts';
import type { AttemptPolicy } from '#lib/quizzes/policy.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Judged } from '../judge.ts';
import { readValues } from '#lib/quizzes/types/calculated/variables.ts';

/** Where attempts that hold a question are looked for, and by which of its revisions they were scored. */
export interface Held {
	courseSlug: string;
	quizSlugs: string[];
	hashes: string[];
}

/** A scored attempt that holds the question. */
export interface Holder extends Judged {
	attemptId: string;
	personId: string;
	quizSlug: string;
	/** Which attempt of its person at the quiz. */
	number: number;
	closedAt: string;
	position: number;
	questionHash: string;
	gradedHash: string | null;
}

/** Few enough for one turn of the event loop, enough to be quick. */
const ATTEMPTS_AT_ONCE = 400;

/**
 * Scored attempts that hold the question, the newest first, quiz after quiz, a part at a time. It goes along the index of
 * attempts by quiz and time of closing and lets others have their turn in between.
 * @param closedUntil only those closed until then
 */
export async function* walkHolders(db: Db, held: Held, closedUntil?: string): AsyncGenerator<Holder[]> {
	for await (const ids of walkScored(db, held, closedUntil)) yield await listHolders(db, ids, held.hashes);
}

async function* walkScored(db: Db, held: Held, closedUntil?: string): AsyncGenerator<string[]> {
	for (const quizSlug of held.quizSlugs) {
		let after: { closedAt: string; id: string } | undefined;
		for (;;) {
			const part = await listScored(db, { courseSlug: held.courseSlug, quizSlug }, after, closedUntil);
			const ids = part.map(({ id }) => id);
			if (ids.length > 0) yield ids;
			const last = part.at(-1);
			if (part.length < ATTEMPTS_AT_ONCE || !last?.closedAt) break;
			after = { closedAt: last.closedAt, id: last.id };
			await nextTurn();
		}
	}
}

function listScored(
	db: Db,
	{ courseSlug, quizSlug }: { courseSlug: string; quizSlug: string },
	after: { closedAt: string; id: string } | undefined,
	closedUntil: string | undefined
) {
	return db
		.selectFrom('attempt')
		.select(['id', 'closedAt'])
		.where('courseSlug', '=', courseSlug)
		.where('quizSlug', '=', quizSlug)
		.where('closedAt', 'is not', null)
		.where('score', 'is not', null)
		.$if(closedUntil !== undefined, (query) => query.where('closedAt', '<=', closedUntil ?? ''))
		.$if(after !== undefined, (query) =>
			query.where((eb) => eb(eb.refTuple('closedAt', 'id'), '<', eb.tuple(after?.closedAt ?? '', after?.id ?? '')))
		)
		.orderBy('closedAt', 'desc')
		.orderBy('id', 'desc')
		.limit(ATTEMPTS_AT_ONCE)
		.execute();
}

/** How many scored attempts go by each of the revisions. */
export async function countHolders(db: Db, held: Held): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	if (held.hashes.length === 0) return counts;
	for await (const ids of walkScored(db, held)) {
		const rows = await db
			.selectFrom('attemptItem')
			.select((eb) => [eb.fn.coalesce('gradedHash', 'questionHash').as('hash'), eb.fn.countAll().as('count')])
			.where('attemptId', 'in', ids)
			.where('voided', 'is', null)
			.where((eb) => eb(eb.fn.coalesce('gradedHash', 'questionHash'), 'in', held.hashes))
			.groupBy((eb) => eb.fn.coalesce('gradedHash', 'questionHash'))
			.execute();
		for (const { hash, count } of rows) counts.set(hash, (counts.get(hash) ?? 0) + Number(count));
	}
	return counts;
}

/** Those of the attempts that are scored by one of the revisions, in the order of the ids. */
export async function listHolders(db: Db, attemptIds: string[], hashes: string[]): Promise<Holder[]> {
	const rows = await db
		.selectFrom('attemptItem as i')
		.innerJoin('attempt as a', 'a.id', 'i.attemptId')
		.leftJoin('answer as w', (join) =>
			join.onRef('w.attemptId', '=', 'i.attemptId').onRef('w.position', '=', 'i.position')
		)
		.select(['i.attemptId', 'i.position', 'i.questionHash', 'i.gradedHash', 'i.variables'])
		.select(['i.score as itemScore', 'w.value'])
		.select(['a.userAccountId as personId', 'a.quizSlug', 'a.number', 'a.closedAt', 'a.policy'])
		.select(['a.score', 'a.maxScore', 'a.isPassed'])
		.where('i.attemptId', 'in', attemptIds)
		.where('i.voided', 'is', null)
		.where((eb) => eb(eb.fn.coalesce('i.gradedHash', 'i.questionHash'), 'in', hashes))
		.execute();
	const contents = await loadRevisions(
		db,
		rows.flatMap(({ questionHash, gradedHash }) => [questionHash, gradedHash ?? questionHash])
	);
	const holders = rows.map(({ itemScore, value, score, maxScore, isPassed, policy, closedAt, variables, ...row }) => {
		const drawn = readValues(variables);
		return {
			...row,
			closedAt: closedAt ?? '',
			passingPercent: (JSON.parse(policy) as AttemptPolicy).passingPercent,
			variables: drawn,
			item: {
				content: instantiate(contents.get(row.questionHash)!, drawn),
				key: instantiate(contents.get(row.gradedHash ?? row.questionHash)!, drawn),
				value: value === null ? undefined : (JSON.parse(value) as AnswerValue),
				score: itemScore
			},
			standing: { itemScore: itemScore ?? 0, score: score ?? 0, maxScore: maxScore ?? 0, isPassed }
		};
	});
	const places = new Map(attemptIds.map((id, place) => [id, place]));
	return holders.sort((a, b) => places.get(a.attemptId)! - places.get(b.attemptId)!);
}
