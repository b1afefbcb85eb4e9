import { PostgresAdapter, sql, type RawBuilder } from 'kysely';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import { secondsByQuestion, type SavedTimes } from '../answering-time.ts';
import type { AttemptResult } from '../quiz-statistics.ts';
import { Responses, type ItemRow } from '../responses.ts';
import { MOST_ATTEMPTS, MOST_FOR_TIME, MOST_IN_DETAIL } from '../thresholds.ts';

export interface QuizOfCourse {
	courseSlug: string;
	quizSlug: string;
}

const ATTEMPTS_AT_ONCE = 2_000;

/**
 * People's first attempts at a quiz, those with a score, the newest first. Whoever tries again has seen the answers.
 * @param most no more than so many
 * @param atOnce so many a query: memory stays small, and no read holds the log back for long
 */
export async function readFirstAttempts(
	db: Db,
	quiz: QuizOfCourse,
	most = MOST_ATTEMPTS,
	atOnce = ATTEMPTS_AT_ONCE
): Promise<{ results: AttemptResult[]; responses: Responses }> {
	const results: AttemptResult[] = [];
	const responses = new Responses();
	let after: Place | null = null;
	while (results.length < most) {
		const rows = await selectSlice(db, quiz, {
			after,
			limit: Math.min(atOnce, most - results.length),
			isDetailed: results.length < MOST_IN_DETAIL
		});
		const slices = rows.map((row) => JSON.parse(row.items) as ItemRow[]);
		const contents = await loadRevisions(db, hashesIn(slices));
		rows.forEach((row, at) => {
			results.push(resultOf(row));
			responses.addAttempt(slices[at] ?? [], contents);
		});
		const last = rows.at(-1);
		if (!last || rows.length < atOnce) break;
		after = { closedAt: last.closed, id: last.id };
	}
	return { results, responses };
}

interface Place {
	closedAt: string;
	id: string;
}

/** Named by single words, so that nothing has to be renamed on the way. */
interface AttemptRow {
	id: string;
	started: string;
	closed: string;
	state: string;
	score: number;
	most: number;
	passed: number | null;
	/** JSON: its questions, as `ItemRow`. */
	items: string;
}

const SQLITE = (parts: RawBuilder<unknown>) => sql<string>`json_group_array(json_array(${parts}))`;
const POSTGRES = (parts: RawBuilder<unknown>) => sql<string>`json_agg(json_build_array(${parts}))::text`;

/**
 * The items of an attempt come as one text: a row for each would cost more than everything else together. Only in detail
 * with what was answered, which takes as long again.
 */
async function selectSlice(
	db: Db,
	quiz: QuizOfCourse,
	{ after, limit, isDetailed }: { after: Place | null; limit: number; isDetailed: boolean }
): Promise<AttemptRow[]> {
	const build = db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES : SQLITE;
	const items = build(
		sql.join([
			sql.ref('i.questionHash'),
			sql.ref('i.gradedHash'),
			sql.ref('i.voided'),
			sql.ref('i.score'),
			...(isDetailed ? [sql.ref('w.value')] : [])
		])
	);
	let query = db
		.selectFrom('attempt as a')
		.select((eb) => [
			'a.id',
			'a.startedAt as started',
			eb.ref('a.closedAt').$notNull().as('closed'),
			'a.state',
			eb.ref('a.score').$notNull().as('score'),
			eb.ref('a.maxScore').$notNull().as('most'),
			'a.isPassed as passed',
			eb
				.selectFrom('attemptItem as i')
				.$if(isDetailed, (those) =>
					those.leftJoin('answer as w', (join) =>
						join.onRef('w.attemptId', '=', 'i.attemptId').onRef('w.position', '=', 'i.position')
					)
				)
				.select(items.as('items'))
				.whereRef('i.attemptId', '=', 'a.id')
				.as('items')
		])
		.where('a.courseSlug', '=', quiz.courseSlug)
		.where('a.quizSlug', '=', quiz.quizSlug)
		.where('a.closedAt', 'is not', null)
		.where('a.score', 'is not', null)
		.where('a.number', '=', 1)
		.orderBy('a.closedAt', 'desc')
		.orderBy('a.id', 'desc')
		.limit(limit);
	if (after !== null) {
		query = query
			.where('a.closedAt', '<=', after.closedAt)
			.where((eb) => eb.or([eb('a.closedAt', '<', after.closedAt), eb('a.id', '<', after.id)]));
	}
	// The names are right as they come: looking at each again would take as long as reading.
	const { rows } = await db.withoutPlugins().executeQuery<AttemptRow>(query.compile());
	return rows;
}

function resultOf({ started, closed, state, score, most, passed }: AttemptRow): AttemptResult {
	return {
		share: most > 0 ? score / most : 0,
		isPassed: passed === null ? null : passed === 1,
		minutes: state === 'graded' ? (Date.parse(closed) - Date.parse(started)) / 60_000 : null
	};
}

function hashesIn(attempts: ItemRow[][]): string[] {
	const hashes = new Set<string>();
	for (const rows of attempts) for (const [hash] of rows) hashes.add(hash);
	return [...hashes];
}

/** How long answers took in the newest first attempts, in seconds, by question. */
export async function readAnsweringTimes(db: Db, quiz: QuizOfCourse): Promise<Map<string, number[]>> {
	const rows = await db
		.with('newest', (part) =>
			part
				.selectFrom('attempt')
				.select(['id', 'startedAt'])
				.where('courseSlug', '=', quiz.courseSlug)
				.where('quizSlug', '=', quiz.quizSlug)
				.where('closedAt', 'is not', null)
				.where('number', '=', 1)
				.orderBy('closedAt', 'desc')
				.limit(MOST_FOR_TIME)
		)
		.selectFrom('newest')
		.innerJoin('answer', 'answer.attemptId', 'newest.id')
		.innerJoin('attemptItem', (join) =>
			join.onRef('attemptItem.attemptId', '=', 'answer.attemptId').onRef('attemptItem.position', '=', 'answer.position')
		)
		.select(['newest.id', 'newest.startedAt', 'attemptItem.questionHash', 'answer.savedAt'])
		.execute();
	const attempts = new Map<string, SavedTimes>();
	for (const { id, startedAt, questionHash, savedAt } of rows) {
		const attempt = attempts.get(id);
		if (attempt) attempt.answers.push({ questionHash, savedAt });
		else attempts.set(id, { startedAt, answers: [{ questionHash, savedAt }] });
	}
	return secondsByQuestion([...attempts.values()]);
}
